// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dockerfile/document.h"

namespace strata {

/// A JSON array of strings at the start of an instruction's arguments, as Go's encoding/json reads it (BuildKit's
/// parser/line_parsers.go, parseJSON).
struct JsonStrings
{
    enum class Form {
        NotJson, ///< no array, or broken: the shell form is meant
        NotText, ///< an array with something else than strings in it, which is an error
        Strings,
    };
    struct Element
    {
        QString text;
        TextRange range; ///< in the text that was read, with the quotes
    };

    Form form = Form::NotJson;
    QList<Element> elements;
    TextRange culprit; ///< NotText: the first element that is no string
};

/// Nothing but blanks may stand around the array. Strings are decoded; half a surrogate pair is U+FFFD.
JsonStrings readJsonStrings(QStringView text);

} // namespace strata

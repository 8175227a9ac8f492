// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/keyvalueview.h"

#include <QDateTime>
#include <QStringList>

#include <utility>

namespace strata {

/// What the details of an image and of a container have in common. Labels and values are data: shown as they are, with
/// what is invisible made visible.
KeyValueView::Row plainRow(const QString &label, const QString &value);
KeyValueView::Row codeRow(const QString &label, const QString &value); ///< in the fixed-width font

QString timeAndAge(const QDateTime &time); ///< "2026-11-20 09:15 (6 days ago)"; empty when there is no time

KeyValueView::Section environmentSection(const QStringList &variables); ///< of "NAME=value"
KeyValueView::Section labelsSection(const QList<std::pair<QString, QString>> &labels);

} // namespace strata

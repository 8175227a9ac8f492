// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/dockerfileast.h"

#include "cli/dockerfileinput.h"
#include "cli/output.h"
#include "dockerfile/ast.h"
#include "dockerfile/parser.h"

namespace strata {

using namespace Qt::StringLiterals;

int astCommand(const QStringList &arguments)
{
    if (arguments.size() != 1 || (arguments.first().startsWith(u'-') && arguments.first() != u"-"))
        return complainOfUsage(u"ast needs one file, or - for standard input"_s);
    const auto text = readDockerfile(arguments.first());
    if (!text) {
        complain(text.error().message);
        return 1;
    }
    const Document document = parseDockerfile(*text);
    print(dumpDocument(document));
    int status = 0;
    for (const Diagnostic &diagnostic : document.diagnostics) {
        if (diagnostic.origin != Diagnostic::Origin::Parser || diagnostic.severity != Diagnostic::Severity::Error)
            continue;
        complain(parseErrorText(diagnostic));
        status = 1;
    }
    return status;
}

} // namespace strata

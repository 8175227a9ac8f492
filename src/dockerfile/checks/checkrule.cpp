// SPDX-License-Identifier: GPL-3.0-or-later
#include "dockerfile/checks/checkrule.h"

#include <QHash>

namespace strata {

std::span<const CheckRule *const> checkRules()
{
    static const QList<const CheckRule *> all = [] {
        QList<const CheckRule *> rules;
        for (const auto group : {buildKitRules(), imageRules(), packageRules(), commandRules(), layerRules()}) {
            for (const CheckRule &rule : group)
                rules.append(&rule);
        }
        return rules;
    }();
    return all;
}

const CheckRule *checkRule(QStringView name)
{
    static const QHash<QString, const CheckRule *> byName = [] {
        QHash<QString, const CheckRule *> table;
        for (const CheckRule *rule : checkRules())
            table.insert(rule->name, rule);
        return table;
    }();
    return byName.value(name.toString());
}

} // namespace strata

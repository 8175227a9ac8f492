// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QProcess>
#include <QTest>

namespace strata::test {

struct Run
{
    int exitCode = -1;
    QString output;
    QString errors;
};

/// stratactl, while this thread's events go on; with variables beside those of this process.
inline Run run(const QStringList &arguments, const QHash<QString, QString> &environment = {})
{
    QProcess process;
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : environment.asKeyValueRange())
        variables.insert(name, value);
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral(STRATACTL), arguments);
    if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 30'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace strata::test

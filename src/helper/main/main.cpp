// SPDX-License-Identifier: GPL-3.0-or-later
#include "helper/helperprogram.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstdio>

#include <unistd.h>

namespace {

constexpr qsizetype largestInput = 1 << 20;

constexpr const char *usage = "Usage: docker-credential-strata <store|get|erase|list|version>\n"
                              "Keeps docker's registry accounts in the desktop's keychain; docker calls it.\n";

strata::Secret readInput()
{
    QByteArray buffer(largestInput, Qt::Uninitialized);
    qsizetype size = 0;
    while (size < buffer.size()) {
        const ssize_t more = ::read(STDIN_FILENO, buffer.data() + size, static_cast<size_t>(buffer.size() - size));
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            break;
        size += more;
    }
    buffer.truncate(size);
    return strata::Secret::take(buffer);
}

bool writeOutput(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 2) {
        std::fputs(usage, stdout);
        return 1;
    }
    const QString action = QString::fromLocal8Bit(argv[1]);
    if (action == QLatin1StringView("--help") || action == QLatin1StringView("-h")) {
        std::fputs(usage, stdout);
        return 0;
    }
    const bool needsInput = action != QLatin1StringView("list") && action != QLatin1StringView("version");
    const strata::HelperProgram program([] { return strata::Keychain::open(); });
    const auto answer = program.run(action, needsInput ? readInput() : strata::Secret());
    return writeOutput(answer.output.view()) ? answer.exitCode : 1;
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <unistd.h>

namespace strata::test {

namespace {

std::map<std::string, RegisteredTest::Main> &tests()
{
    static std::map<std::string, RegisteredTest::Main> all;
    return all;
}

/// ctest gives a test that needs an engine one of the two that scripts/test starts: SECOND_NAME is NAME of the second.
void takeEngine()
{
    const char *given = std::getenv("CTEST_RESOURCE_GROUP_0_ENGINES");
    if (!given || !std::string_view(given).starts_with("id:second"))
        return;
    constexpr std::string_view prefix = "SECOND_";
    std::map<std::string, std::string> second;
    for (char **variable = environ; *variable; ++variable) {
        const std::string_view text(*variable);
        const size_t equals = text.find('=');
        if (text.starts_with(prefix) && equals != std::string_view::npos)
            second.emplace(text.substr(prefix.size(), equals - prefix.size()), text.substr(equals + 1));
    }
    for (const auto &[name, value] : second)
        setenv(name.c_str(), value.c_str(), 1);
}

} // namespace

RegisteredTest::RegisteredTest(const char *file, Main main)
{
    tests().emplace(std::filesystem::path(file).stem().string(), main);
}

} // namespace strata::test

int main(int argc, char **argv)
{
    const auto &tests = strata::test::tests();
    const auto test = argc > 1 ? tests.find(argv[1]) : tests.end();
    if (test != tests.end()) {
        strata::test::takeEngine();
        return test->second(argc - 1, argv + 1);
    }
    for (const auto &[name, main] : tests)
        std::puts(name.c_str());
    return argc > 1 ? 2 : 0;
}

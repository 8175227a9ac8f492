// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>

#include <memory>
#include <utility>

namespace strata {

/// Takes a large value apart on the pool: ten thousand rows are thirty thousand strings to be freed, too much for one
/// turn of the GUI thread. Only for plain values, which nothing else points into.
template<typename T>
void dropElsewhere(T &&value)
{
    QThreadPool::globalInstance()->start(
        [dropped = std::make_shared<std::decay_t<T>>(std::forward<T>(value))]() mutable { dropped.reset(); });
}

} // namespace strata

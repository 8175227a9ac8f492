// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "layers/imagecomparison.h"
#include "layers/nodetree.h"

#include <QString>

#include <memory>

namespace strata {

/// Which differences of two images to show, and in what order.
struct ComparisonQuery
{
    enum class Order { Name, Change, Before, After, Growth };

    QString text = {}; ///< part of a name, or with a slash in it of a path; in either case. With all that is below
    std::optional<Change> change = {};
    Order order = Order::Name;
    bool isDescending = false;

    friend bool operator==(const ComparisonQuery &, const ComparisonQuery &) = default;
};

/// The answer: which paths differ, with the folders above them. A value that never changes; for any thread.
class ComparisonArrangement
{
public:
    using Node = PathTable::Node;

    /// For a worker thread. The only error is Cancelled.
    static Result<std::shared_ptr<const ComparisonArrangement>> build(std::shared_ptr<const ImageComparison> comparison,
                                                                      const ComparisonQuery &query,
                                                                      const std::stop_token &stop = {});

    const ImageComparison &comparison() const { return *m_comparison; }
    const NodeTree &nodes() const { return m_nodes; }

private:
    std::shared_ptr<const ImageComparison> m_comparison;
    NodeTree m_nodes;
};

} // namespace strata

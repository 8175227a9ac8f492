// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace strata {

enum class HelpTopic {
    Images,     ///< layers, sharing, tags and digests
    Containers, ///< an image plus a writable layer; what is kept and what is lost
    Accounts,   ///< registries, tokens and where they are kept
    Layers,     ///< what a layer holds, and why deleting does not make an image smaller
    Builder,    ///< instructions, layers, the build cache
};

/// The "?" of a view: opens a small sheet that explains the view's concept in a few sentences with a drawing.
/// Escape, a click elsewhere or a second press close it.
class HelpButton : public QToolButton
{
    Q_OBJECT

public:
    explicit HelpButton(HelpTopic topic, QWidget *parent = nullptr);

    void showHelp();

private:
    HelpTopic m_topic;
};

} // namespace strata

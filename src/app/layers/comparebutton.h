// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/layercommands.h"

#include <QToolButton>

namespace strata {

/// "Compare with…": the other images of the engine, and archives. What is chosen is taken for the older one. GUI thread.
class CompareButton : public QToolButton
{
    Q_OBJECT

public:
    explicit CompareButton(QWidget *parent = nullptr);

    void setSession(EngineSession *session);   ///< null: archives only
    void setImage(const ComparedImage &image); ///< without ID and path: there is nothing to compare

private:
    void offer();
    void compare(const ComparedImage &older, const ComparedImage &newer);

    QPointer<EngineSession> m_session;
    ComparedImage m_image;
};

} // namespace strata

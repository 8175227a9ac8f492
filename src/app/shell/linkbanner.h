// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "engine/transport/endpoint.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace strata {

class ElidedLabel;

/// A quiet line above content that is no longer live: since when, why, the command that mends it, and Retry.
class LinkBanner : public QFrame
{
    Q_OBJECT

public:
    explicit LinkBanner(QWidget *parent = nullptr);
    void setProblem(const Error &error, const Endpoint &endpoint, const QTime &lostAt);

Q_SIGNALS:
    void retryRequested();

private:
    QLabel *m_text = nullptr;
    ElidedLabel *m_reason = nullptr;
    ElidedLabel *m_command = nullptr;
    QToolButton *m_copy = nullptr;
};

} // namespace strata

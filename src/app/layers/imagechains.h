// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/connection/enginesession.h"
#include "layers/layersharing.h"

#include <QObject>
#include <QPointer>

namespace strata {

/// Which layers the engine's images have. It is asked for each image once, a few at a time, when somebody wants to know;
/// `changed` tells that all are known.
class ImageChains : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void setSession(EngineSession *session); ///< forgets everything
    void ask();                              ///< for images that came since
    bool isComplete() const { return m_waiting.isEmpty() && m_asked == 0; }

    QList<KnownImage> others(const ImageId &image) const; ///< all images that are known but this one
    QStringList containersOf(const ImageId &image) const; ///< their names

Q_SIGNALS:
    void changed();

private:
    void askNext();

    QPointer<EngineSession> m_session;
    std::unique_ptr<QObject> m_requests;
    QHash<ImageId, QStringList> m_diffIds;
    QList<ImageId> m_waiting;
    int m_asked = 0;
};

} // namespace strata

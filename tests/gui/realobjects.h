// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/realengine.h"

#include <QStringList>
#include <QTemporaryDir>

namespace strata::test {

/// Images and containers of one test on the real engine, made with the docker command under names of its own, and
/// removed with it.
class RealObjects
{
public:
    explicit RealObjects(const RealEngine &engine);
    ~RealObjects();

    /// A name that no other test has: "st-4711-3-web".
    QString name(const QString &what) const { return m_prefix + what; }

    /// An image with busybox and a file that makes it unlike all others. Returns its ID.
    QString makeImage(const QString &reference, const QStringList &changes = {});
    /// `docker create …`, with busybox's `sleep` as the program unless `command` says another. Returns the ID.
    QString create(const QString &container, const QString &image, const QStringList &options = {},
                   const QStringList &command = {});
    QString run(const QString &container, const QString &image, const QStringList &options = {},
                const QStringList &command = {});
    QString docker(const QStringList &arguments) const; ///< its output; a failed command fails the test
    QString inspect(const QString &object, const QString &format) const; ///< empty when there is no such object

private:
    QString m_prefix;
    QString m_host;
    QTemporaryDir m_folder;
};

} // namespace strata::test

/// Makes the objects of one test, and leaves the test when there is no engine. For a class with m_objects, and m_image.
#define STRATA_PREPARE_OBJECTS(engine)                                                                                 \
    STRATA_NEED(engine);                                                                                               \
    m_objects = std::make_unique<RealObjects>(engine)
#define STRATA_PREPARE(engine, ...)                                                                                    \
    STRATA_PREPARE_OBJECTS(engine);                                                                                    \
    m_image = m_objects->makeImage(name(u"image"_s) __VA_OPT__(, ) __VA_ARGS__)

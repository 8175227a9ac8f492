// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transfers/filedownload.h"

namespace strata {

/// GET /images/get?names=…: one or many images in one archive, as `docker save`. By name, so that names survive; an ID
/// gives an image without a name. The size is expected to be the images' together, which counts shared layers twice.
class SaveOperation : public FileDownload
{
    Q_OBJECT

public:
    SaveOperation(Engine &engine, const QStringList &names, const ArchiveTarget &target, QObject *parent = nullptr);

    const QStringList &names() const { return m_names; }
    static CommandLine commandFor(const QStringList &names, const ArchiveTarget &target);
    static Call callFor(const QStringList &names); ///< the request, without anything to receive it

protected:
    void doStart() override;
    Call call() const override;

private:
    QStringList m_names;
};

/// GET /containers/{id}/export: a container's files, as `docker export`.
class ExportOperation : public FileDownload
{
    Q_OBJECT

public:
    /// `container` is its ID, `name` for people; `expected` bytes if somebody knows them.
    ExportOperation(Engine &engine, const QString &container, const QString &name, const ArchiveTarget &target,
                    qint64 expected = -1, QObject *parent = nullptr);

protected:
    Call call() const override;

private:
    QString m_container;
};

} // namespace strata

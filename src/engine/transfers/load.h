// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/transfers/fileupload.h"

namespace strata {

/// POST /images/load, as `docker load`. What came is in transfer().loaded().
class LoadOperation : public FileUpload
{
    Q_OBJECT

public:
    LoadOperation(Engine &engine, const QString &path, QObject *parent = nullptr);

protected:
    Call call() const override;
    QString summary() const override;
};

struct ImportRequest
{
    QString path;
    QString reference = {};   ///< "shop/base:1"; empty: an image without a name
    QStringList changes = {}; ///< instructions of a Dockerfile: "CMD [\"sh\"]"
    QString message = {};     ///< the commit's
    QString platform = {};    ///< empty: the engine's own
};

/// POST /images/create?fromSrc=-: a root file system becomes an image of one layer, as `docker import`. The image's ID
/// is transfer().digest().
class ImportOperation : public FileUpload
{
    Q_OBJECT

public:
    ImportOperation(Engine &engine, const ImportRequest &request, QObject *parent = nullptr);

    static CommandLine commandFor(const ImportRequest &request);

protected:
    Call call() const override;
    QString summary() const override;

private:
    ImportRequest m_request;
};

} // namespace strata

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <array>
#include <memory>
#include <optional>

namespace strata {

class ArchiveOperation;
struct ArchiveContents;
struct ArchiveImage;
class Engine;

struct LayersOptions
{
    bool json = false;                    ///< --json
    bool files = false;                   ///< --files
    bool diff = false;                    ///< --diff: what the second of two has otherwise than the first
    QString platform;                     ///< --platform; empty: all that are there
    std::optional<QString> minEfficiency; ///< --min-efficiency, "0.95"
    std::optional<QString> maxWasted;     ///< --max-wasted, "20MB"
};

/// Else it is the name of an image: of one that is called like a folder as well, too.
bool isArchiveFile(const QString &name);

/// InvalidInput when the names and options make no sense together.
Result<void> checkLayers(const QStringList &names, const LayersOptions &options);

/// "layers NAME": what each layer of an image holds, changes and wastes; "layers --diff NAME NAME": what one image has
/// otherwise than another. A name is that of a file, or else of an image of the engine, read while that sends it.
///
/// Ends the program: 0; 1 when an archive cannot be read or something is wrong with it, when an image wastes more than it
/// may, or when the two differ; 2 for a name without a tag of which there are several images, none of them the latest.
class LayersCommand : public QObject
{
    Q_OBJECT

public:
    /// `engine` may be null when all names are files.
    LayersCommand(Engine *engine, const QStringList &names, const LayersOptions &options);
    ~LayersCommand() override;

    void start();

private:
    void read(const QString &name);
    void ended();
    bool isWanted(const ArchiveImage &image) const;
    QList<ArchiveImage> wanted(const ArchiveContents &contents) const;
    Result<std::array<ArchiveImage, 2>> comparedImages() const;
    int showOne(const ArchiveContents &contents) const;
    int showDifference() const;

    Engine *m_engine;
    QStringList m_names;
    LayersOptions m_options;
    std::unique_ptr<QObject> m_stream; ///< of the engine's image that is being read
    std::unique_ptr<ArchiveOperation> m_operation;
    QList<ArchiveContents> m_contents;
};

} // namespace strata

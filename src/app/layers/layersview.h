// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/filereading.h"
#include "app/layers/imagechains.h"
#include "app/layers/inspectedimage.h"
#include "engine/api/types.h"
#include "layers/indexcache.h"

#include <QCache>
#include <QPointer>
#include <QStackedWidget>
#include <QTime>
#include <QTimer>

class QComboBox;
class QLabel;
class QSettings;
class QToolButton;

namespace strata {

class BusyIndicator;
class ContainerReading;
class EmptyState;
class EngineSession;
class ImageReading;
class LayerInspector;

/// Looks into an image of the engine or into an archive, and shows how far that is, what went wrong, and the layers: those of
/// an engine's image one by one as they come. What was read stays when the rest does not come.
///
/// An image that was read before is there at once. Another one is read when this is visible and the selection stood still;
/// a large one that was not read before only when the
/// person asks for it, because an engine writes a copy of the image before it sends it. What was shown lately is kept in
/// memory, some hundred MB of it, and what was read at all on disk (IndexCache).
class LayersView : public QStackedWidget
{
    Q_OBJECT

public:
    static constexpr qint64 ReadAtOnce = 300'000'000; ///< bytes of an image that is read without being asked for
    static constexpr std::chrono::milliseconds SettleTime{250}; ///< before the engine is asked
    static constexpr std::chrono::milliseconds GlanceTime{40};  ///< before the disk is, for keys held down in a table

    explicit LayersView(QWidget *parent = nullptr);
    ~LayersView() override;

    void setSession(EngineSession *session); ///< forgets everything: another engine has other images
    void showImage(const ImageSummary &image);
    /// What the container changed comes on top of the layers of its image.
    void showContainer(const ContainerSummary &container, const ImageSummary &image);
    void showFile(const QString &path);
    void showNothing();
    void read();    ///< now, whatever its size
    void refresh(); ///< once more, whatever is known; of a container only what it changed
    void focusFilter();
    void showHelp();

    bool isSettled() const ///< nothing is being read, or about to be
    {
        return !m_reading && !m_container.reading && !m_glance.isActive() && !m_settle.isActive();
    }
    void saveState(QSettings &settings, const QString &group) const;
    void restoreState(const QSettings &settings, const QString &group);
    QSize minimumSizeHint() const override; ///< of a few lines: in a small window the pane above matters more

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    using Images = QList<InspectedImage>;

    QWidget *makeStrip();
    void take(const ImageSummary &image, bool isSame);
    void readSoon();
    bool isSmall() const;
    void look();
    void notKnown();
    bool hasMore(const Images &images) const;
    void cancel();
    void proposeReading();
    void watch(std::unique_ptr<ImageReading> reading);
    void showProgress();
    void showPart();
    void readingFinished();
    void fill(const Images &images);
    int choiceOf(const Images &images) const;
    void showStrip(const QString &text, QAction *action);
    void showSharing();
    const InspectedImage &shownImage() const; ///< of several; only when there is one
    QStringList shownDiffIds() const;
    void askStored();
    void readStored(const QStringList &folders);
    void readContainer(qint64 limit = -1); ///< of its files, in bytes
    void containerRead();
    void tellContainer();
    ImageOrigin origin(bool isOfContainer = false) const;
    void showFileContent(const StoredFile &file, const QString &path, bool isOfContainer);
    void showImages(const Images &images, const std::optional<Error> &problem);

    QPointer<EngineSession> m_session;
    ImageSummary m_image; ///< what is to be shown; without an ID: a file or nothing
    QString m_path;
    struct
    {
        ContainerSummary summary; ///< without an ID: none
        std::unique_ptr<ContainerReading> reading;
        QTime readAt;
        qsizetype of = 0;                       ///< the image that it is being put on
        QHash<qsizetype, InspectedImage> below; ///< those that it was put on, without it
    } m_container;
    bool m_isShown = false;    ///< the inspector has it
    bool m_isWhole = false;    ///< and it is all
    bool m_isDeclined = false; ///< it was cancelled: it is read when asked for
    std::unique_ptr<ImageReading> m_reading;
    quint64 m_readingNumber = 0;
    QCache<QString, Images> m_known; ///< by image ID, in megabytes
    Images m_images;
    IndexCache m_cache;
    ImageChains m_chains;
    QTimer m_glance;
    QTimer m_settle;
    QTimer m_slow; ///< a quick reading shows no progress
    EmptyState *m_state = nullptr;
    QWidget *m_content = nullptr;
    QWidget *m_strip = nullptr; ///< above the content: how far it is, or that it is not all
    BusyIndicator *m_stripBusy = nullptr;
    QLabel *m_stripText = nullptr;
    QToolButton *m_stripButton = nullptr;
    QComboBox *m_choice = nullptr;
    LayerInspector *m_inspector = nullptr;
    QAction *m_read = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_readContainer = nullptr;
};

} // namespace strata

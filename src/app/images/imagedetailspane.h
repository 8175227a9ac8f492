// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/common/detailspane.h"
#include "engine/api/types.h"
#include "widgets/codeview.h"
#include "widgets/keyvalueview.h"

#include <QPointer>
#include <QTimer>

class QTreeWidget;
class QTreeWidgetItem;

namespace strata {

class EngineSession;
class HistoryView;
class LayersView;

/// Everything about one image: what its layers hold, history, configuration as a form and as JSON, and the containers made from it.
/// Asks the engine only while it is visible, a moment after the selection stood still, and again when the image got
/// other names or the engine came back; the newest question wins.
class ImageDetailsPane : public DetailsPane
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds SettleTime{60}; ///< before asking, for keys held down in the table
    static constexpr std::chrono::milliseconds StaleTime{300}; ///< then what the last image said goes away

    explicit ImageDetailsPane(QWidget *parent = nullptr);

    void setSession(EngineSession *session);
    void showImage(const ImageSummary &image, const QString &reference);
    void showNoImage(const QString &title, const QString &text); ///< none or several selected
    void containersChanged();                                    ///< look again who uses the image
    void refreshTimes();

    void saveState(QSettings &settings, const QString &group) const override;
    void restoreState(const QSettings &settings, const QString &group) override;

Q_SIGNALS:
    void containerActivated(const QString &id);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void setUpTabs();
    void linkChanged();
    void askSoon();
    bool isAsked() const;
    void ask();
    void showDetails(const ImageDetails &details);
    void answered(const std::optional<Error> &error);
    void clearViews();
    void updateHead();
    void fillUsers();
    void follow(const QTreeWidgetItem *item);

    QPointer<EngineSession> m_session;
    ImageSummary m_image;
    QString m_reference;
    ImageSummary m_asked; ///< the image, with its names, that the views show or wait for
    ImageId m_shown;      ///< the image that the views show
    bool m_hasFailed = false;
    bool m_wasLost = false; ///< the engine went away since the last answer
    std::unique_ptr<QObject> m_requests;
    QTimer m_settle;
    QTimer m_stale;
    LayersView *m_layers = nullptr;
    HistoryView *m_history = nullptr;
    KeyValueView *m_config = nullptr;
    JsonView *m_inspect = nullptr;
    QTreeWidget *m_users = nullptr;
};

/// The readable form of an image's configuration.
QList<KeyValueView::Section> imageSections(const ImageDetails &image);

} // namespace strata

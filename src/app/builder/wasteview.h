// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/dockerfileinsight.h"
#include "app/builder/linewastemodel.h"
#include "engine/api/types.h"

#include <QPointer>
#include <QStackedWidget>

class QLabel;

namespace strata {

class EmptyState;
class EngineSession;
class ImageReading;
class TreeTable;

/// Which lines of a Dockerfile waste how much in the image that was built last, and what mends it. A small image is read by
/// itself after its build, on other threads; another one when the person asks for it, because the engine sends all of it.
/// While the text is changed the rows follow it. GUI thread.
class WasteView : public QStackedWidget
{
    Q_OBJECT

public:
    static constexpr qint64 ReadAtOnce = 256'000'000; ///< bytes of an image that is read without being asked for

    explicit WasteView(QWidget *parent = nullptr);
    ~WasteView() override;

    void setSession(EngineSession *session); ///< another one ends the reading
    void buildBegins();                      ///< ends the reading; what was found stays until there is another image
    /// An image was built from this text. Its size may be unknown.
    void buildEnded(const ImageSummary &image, const QString &name, const QString &text);
    void look(); ///< reads it now, whatever its size, unless that is done or under way
    void setInsight(const std::shared_ptr<const DockerfileInsight> &insight); ///< the lines are those of its text

    QString title() const; ///< "Waste (12 MB)"
    bool isSettled() const ///< nothing is being read or matched
    {
        return !m_reading && !m_isLookingUp && m_match == Match::Shown;
    }
    QSize sizeHint() const override;

Q_SIGNALS:
    void titleChanged();
    void lineChosen(int line); ///< from 0
    /// Mends it in the text of the insight that was given last.
    void fixRequested(const strata::QuickFix &fix);

private:
    /// What was found in an image.
    struct Report
    {
        ArchiveImage image = {}; ///< without its layers' indexes
        QList<BuriedFiles> buried = {};
        qint64 totalBytes = 0;
        qint64 wastedBytes = 0;
    };

    void setUpActions();
    QWidget *makeContent();
    void stopReading();
    void askSize();
    void readIfSmall();
    void read(bool isOfCacheOnly);
    void readingFinished(bool isOfCacheOnly);
    void showReport(const Report &report);
    void match();
    void showMatched(const QList<LineWaste> &waste, const std::shared_ptr<const DockerfileInsight> &insight);
    void showNote();
    void showCurrent();
    void tellLine();
    void fix();
    void lookInto();
    void sayNothingBuilt();
    void propose();
    void sayProblem(const QString &why);
    const LineWaste *current() const;

    QPointer<EngineSession> m_session;
    QPointer<EngineSession> m_imageSession; ///< that has the image
    ImageSummary m_image;                   ///< without an ID: nothing was built
    QString m_name;
    QString m_builtText;
    int m_lookups = 0; ///< the newest question for a size
    bool m_isLookingUp = false;
    std::unique_ptr<ImageReading> m_reading;
    int m_reports = 0; ///< the newest that was asked for
    std::optional<Report> m_report;
    enum class Match { Shown, Matching, Stale } m_match = Match::Shown;
    std::shared_ptr<const DockerfileInsight> m_insight;
    std::shared_ptr<const DockerfileInsight> m_rowsOf; ///< the insight that the rows' lines are of
    LineWasteModel m_model;
    EmptyState *m_state = nullptr;
    QWidget *m_content = nullptr;
    QLabel *m_note = nullptr;
    TreeTable *m_table = nullptr;
    QLabel *m_advice = nullptr;
    QAction *m_look = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_fix = nullptr;
    QAction *m_lookInto = nullptr;
};

} // namespace strata

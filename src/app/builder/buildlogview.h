// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/build/buildlog.h"

#include <QTimer>
#include <QWidget>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

class QLabel;
class QToolButton;

namespace strata {

class BuildStepLines;
class ElidedLabel;
class FilterField;
class LogLines;

/// What one step of a build printed, and a field that finds in what all of them printed: the search runs on the pool, the
/// hits are gone through in order, and one of another step asks for that step (placeRequested). What was printed since is
/// searched when one goes on.
class BuildLogView : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype MostHits = 10'000;

    explicit BuildLogView(QWidget *parent = nullptr);
    ~BuildLogView() override;

    void setLog(std::shared_ptr<const BuildLog> log);           ///< of another build; null: none
    void showStep(const QString &digest, const QString &title); ///< an empty digest: none is chosen
    const QString &step() const { return m_step; }
    void showLine(qint64 line); ///< of the step that is shown
    void logGrew();
    void setPlaceholder(const QString &text); ///< what is said while the step printed nothing

    void focusFind();
    bool isSearching() const { return m_search != nullptr; }
    QList<BuildLogPlace> hits() const { return m_hits; }
    LogLines &lines() const { return *m_lines; }

    /// The order in which steps are shown, as ranks; hits follow it.
    void setStepOrder(std::function<int(const QString &digest)> rank) { m_rank = std::move(rank); }

Q_SIGNALS:
    void placeRequested(const strata::BuildLogPlace &place); ///< that step is to be shown, then this line

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Direction { First, Next, Previous };

    QWidget *makeBar();
    void search(Direction then);
    void cancelSearch();
    void take(QList<BuildLogPlace> hits, Direction then);
    void go(Direction direction);
    void showHit(qsizetype hit);
    void tellHits();
    std::pair<int, qint64> here() const; ///< where the next hit is looked for from

    std::shared_ptr<const BuildLog> m_log;
    QString m_step;
    std::function<int(const QString &)> m_rank;
    QList<BuildLogPlace> m_hits;
    qsizetype m_hit = -1;
    qint64 m_searchedSize = 0;
    std::shared_ptr<std::atomic<bool>> m_search; ///< the one that runs; true: nobody waits for it
    QTimer m_typing;
    ElidedLabel *m_title = nullptr;
    FilterField *m_find = nullptr;
    QLabel *m_count = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    LogLines *m_lines = nullptr;
};

} // namespace strata

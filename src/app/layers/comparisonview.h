// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/comparisonmodel.h"
#include "app/layers/imagereading.h"

#include <QStackedWidget>

#include <array>
#include <functional>

class QAction;
class QLabel;

namespace strata {

class ChangeChoice;
class EmptyState;
class FilterField;
class HelpButton;
class TreeTable;

/// Reads two images and shows what a container of the second sees otherwise than one of the first.
class ComparisonView : public QStackedWidget
{
    Q_OBJECT

public:
    /// Begins to read an image.
    using Begin = std::function<std::unique_ptr<ImageReading>()>;

    /// `names` are for the eye.
    ComparisonView(Begin before, Begin after, const QStringList &names, QWidget *parent = nullptr);
    ~ComparisonView() override;

    void refresh(); ///< reads both once more
    void focusFilter();
    void showHelp();

private:
    QWidget *makeContent();
    QWidget *makeBar();
    void cancel();
    void showProgress();
    void oneFinished();
    void showFailure(const Error &error);
    void compare(const InspectedImage &before, const InspectedImage &after);
    void showComparison(const std::shared_ptr<const ImageComparison> &comparison, qsizetype shared);
    void ask();

    std::array<Begin, 2> m_begin;
    std::array<std::unique_ptr<ImageReading>, 2> m_readings;
    int m_finished = 0;
    std::unique_ptr<QObject> m_comparing; ///< context of what runs
    QStringList m_names;
    ComparisonModel m_model;
    EmptyState *m_state = nullptr;
    QLabel *m_summary = nullptr;
    FilterField *m_filter = nullptr;
    ChangeChoice *m_change = nullptr;
    TreeTable *m_table = nullptr;
    HelpButton *m_help = nullptr;
    QAction *m_again = nullptr;
    QAction *m_cancel = nullptr;
};

} // namespace strata

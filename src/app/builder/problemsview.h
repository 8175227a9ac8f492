// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/builder/problemsmodel.h"

#include <QWidget>

class QAction;
class QLabel;

namespace strata {

class TreeTable;

/// The problems of a Dockerfile below its text: the list, and of the chosen one why it is one and what mends it.
class ProblemsView : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsView(QWidget *parent = nullptr);

    void setInsight(const std::shared_ptr<const DockerfileInsight> &insight);
    const ProblemsModel &model() const { return m_model; }
    /// The first finding at a place that has a fix, the smallest range first; null when there is none.
    const Finding *fixableAt(qsizetype offset) const;
    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(const strata::Finding &finding); ///< to be shown in the text
    void fixRequested(const strata::Finding &finding);
    void ignoreRequested(const strata::Finding &finding); ///< by a comment in the text

private:
    void showCurrent();
    const Finding *current() const;

    ProblemsModel m_model;
    TreeTable *m_table = nullptr;
    QLabel *m_why = nullptr;
    QAction *m_fix = nullptr;
    QAction *m_ignore = nullptr;
};

} // namespace strata

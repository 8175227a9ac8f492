// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/inspectedimage.h"
#include "app/layers/layerlistmodel.h"
#include "dockerfile/document.h"

#include <QHash>
#include <QStackedWidget>

class QSettings;

namespace strata {

class CodeEditor;
class ElidedLabel;
class EmptyState;

/// The Dockerfile that an image was built from, beside its layers: which line made which of them. The person says which file
/// it is, and that is remembered for the images of a repository. The file is read again whenever this is shown.
class DockerfilePage : public QStackedWidget
{
    Q_OBJECT

public:
    static constexpr qint64 ReadLimit = 2'000'000; ///< bytes

    explicit DockerfilePage(QWidget *parent = nullptr);

    void setImage(const InspectedImage &image);
    void setFile(const QString &path); ///< for this image and others of its repositories; empty: none
    const QString &file() const { return m_path; }
    void setCurrentLine(int line); ///< where an instruction begins, from 0; -1: none
    /// For each line of the image's history; empty while no file is known.
    const QList<LayerListModel::SourceLine> &lines() const { return m_lines; }

    /// That images of these names are built from a file: for pages that are opened from now on.
    static void remember(const QStringList &names, const QString &path);

    void saveState(QSettings &settings) const; ///< the same for all pages of this kind
    void restoreState(const QSettings &settings);

Q_SIGNALS:
    void matched();                   ///< lines() are others
    void instructionChosen(int line); ///< in the text, by the person: where the instruction begins

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Match
    {
        Document document;
        QList<LayerListModel::SourceLine> lines;
    };

    QWidget *makeText();
    void chooseFile();
    QStringList repositories() const;
    void load();
    void match(const QString &text);
    void take(const Match &match);
    void sayNothing(const QString &problem = {});
    void tellPlace();

    InspectedImage m_image;
    QString m_path;
    QString m_text;                       ///< that the lines are of
    QHash<QString, QString> m_remembered; ///< paths by repository
    QHash<QString, QString> m_chosen;     ///< the same, since then; an empty one was forgotten
    int m_matching = 0;                   ///< the newest that was asked for
    Document m_document;
    QList<LayerListModel::SourceLine> m_lines;
    int m_current = -1;
    bool m_isSelecting = false; ///< not the person does
    EmptyState *m_state = nullptr;
    QWidget *m_content = nullptr;
    ElidedLabel *m_name = nullptr;
    CodeEditor *m_code = nullptr;
    QAction *m_choose = nullptr;
    QAction *m_forget = nullptr;
};

} // namespace strata

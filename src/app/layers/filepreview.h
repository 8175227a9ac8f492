// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/layers/filereading.h"

#include <QDialog>

class QAction;
class QImage;
class QLabel;
class QScrollArea;
class QStackedWidget;

namespace strata {

class CodeView;
class EmptyState;

/// Shows a file of an image: text with highlighting, a picture, or else its bytes in hexadecimal; the first ones of a large
/// file. Show it with open(); it deletes itself when closed, and reads no further then.
class FilePreview : public QDialog
{
    Q_OBJECT

public:
    static constexpr qint64 ReadLimit = 16'000'000; ///< bytes: what a picture may have
    static constexpr qsizetype TextLimit = 1'000'000;
    static constexpr qsizetype HexLimit = 64'000;

    /// `path` in the image, for the title and to know the language.
    FilePreview(const ImageOrigin &origin, const StoredFile &file, const QString &path, QWidget *parent);
    ~FilePreview() override;

Q_SIGNALS:
    void saveRequested();

private:
    void read();
    void take();
    bool showText(const QByteArray &bytes);
    void showPicture(const QImage &image, const QSize &size);
    void showHex(const QByteArray &bytes);
    void tellPart(qint64 shown);

    ImageOrigin m_origin;
    StoredFile m_file;
    QString m_path;
    std::unique_ptr<FileReading> m_reading;
    QLabel *m_facts = nullptr;
    QStackedWidget *m_stack = nullptr;
    EmptyState *m_state = nullptr;
    CodeView *m_code = nullptr;
    QScrollArea *m_picture = nullptr;
    QAction *m_again = nullptr;
};

/// As `hexdump -C` writes them: offset, sixteen bytes, and the characters that are ASCII.
QString hexDump(QByteArrayView bytes);

} // namespace strata

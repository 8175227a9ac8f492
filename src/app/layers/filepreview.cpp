// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/filepreview.h"

#include "app/common/text.h"
#include "app/shell/controls.h"
#include "app/shell/icons.h"
#include "core/background.h"
#include "core/bytesize.h"
#include "widgets/codeview.h"
#include "widgets/emptystate.h"

#include <QAction>
#include <QBuffer>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QImageReader>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStringDecoder>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lineBytes = 16;

/// Nothing when it is not all UTF-8; the last character may be cut.
std::optional<QString> textOf(QByteArrayView bytes)
{
    if (bytes.contains('\0'))
        return {};
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInvalidToNull);
    QString text = decoder.decode(bytes);
    if (decoder.hasError() || text.contains(QChar(u'\0')))
        return {};
    return text;
}

struct Picture
{
    QImage image; ///< perhaps smaller than it is
    QSize size;
};

/// Null when it is none. For a worker thread: a large one takes a second.
Picture pictureOf(const QByteArray &bytes)
{
    constexpr int sideLimit = 4096; // pixels: what a screen has
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    Picture picture{.image = reader.read(), .size = {}};
    picture.size = picture.image.size();
    if (std::max(picture.size.width(), picture.size.height()) > sideLimit)
        picture.image = picture.image.scaled(sideLimit, sideLimit, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    return picture;
}

} // namespace

QString hexDump(QByteArrayView bytes)
{
    QString dump;
    for (qsizetype at = 0; at < bytes.size(); at += lineBytes) {
        const QByteArrayView line = bytes.sliced(at, std::min(lineBytes, bytes.size() - at));
        QString digits, characters;
        for (qsizetype i = 0; i < line.size(); ++i) {
            const auto byte = static_cast<quint8>(line[i]);
            digits += u"%1 "_s.arg(byte, 2, 16, QChar(u'0')) + (i == lineBytes / 2 - 1 ? u" "_s : QString());
            characters += byte >= 0x20 && byte < 0x7f ? QChar(char16_t(byte)) : QChar(u'.');
        }
        dump += u"%1  %2 |%3|\n"_s.arg(at, 8, 16, QChar(u'0')).arg(digits, -49).arg(characters);
    }
    return dump;
}

FilePreview::FilePreview(const ImageOrigin &origin, const StoredFile &file, const QString &path, QWidget *parent)
    : QDialog(parent), m_origin(origin), m_file(file), m_path(path)
{
    setObjectName(u"filePreview"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleText(visibleLine(path, 200)));
    m_facts = makePlainLabel(u"previewFacts"_s);
    m_facts->setText(formatBytes(file.size));
    m_state = new EmptyState;
    m_state->setObjectName(u"previewState"_s);
    m_again = makeAction(this, u"previewAgain"_s, u"view-refresh"_s, tr("Try again"), {});
    connect(m_again, &QAction::triggered, this, &FilePreview::read);
    m_code = new CodeView(makeHighlightRepository());
    m_code->setObjectName(u"previewText"_s);
    m_code->setAccessibleName(tr("Content of the file"));
    m_picture = new QScrollArea;
    m_picture->setObjectName(u"previewPicture"_s);
    m_picture->setAlignment(Qt::AlignCenter);
    m_stack = new QStackedWidget;
    for (QWidget *widget :
         {static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_picture)})
        m_stack->addWidget(widget);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setObjectName(u"previewClose"_s);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    QPushButton *save = buttons->addButton(tr("Save as…"), QDialogButtonBox::ActionRole);
    save->setObjectName(u"previewSave"_s);
    connect(save, &QPushButton::clicked, this, &FilePreview::saveRequested);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_facts);
    column->addWidget(m_stack, 1);
    column->addWidget(buttons);
    resize(fontMetrics().horizontalAdvance(u'm') * 60, fontMetrics().lineSpacing() * 32);
    read();
}

FilePreview::~FilePreview() = default;

void FilePreview::read()
{
    m_state->sayBusy(tr("Reading the file…"));
    m_reading = std::make_unique<FileReading>(m_origin, m_file, ReadLimit);
    connect(m_reading.get(), &FileReading::finished, this, &FilePreview::take);
}

void FilePreview::take()
{
    const Result<QByteArray> &bytes = m_reading->bytes();
    if (!bytes) {
        m_state->say(icon(u"dialog-error"_s), tr("The file cannot be read"), bytes.error().message, {m_again});
        return;
    }
    if (showText(*bytes))
        return;
    if (bytes->size() < m_file.size)
        return showHex(*bytes);
    inBackground(
        this, [bytes = *bytes] { return pictureOf(bytes); },
        [this, bytes = *bytes](const Picture &picture) {
            if (picture.image.isNull())
                showHex(bytes);
            else
                showPicture(picture.image, picture.size);
        });
}

void FilePreview::tellPart(qint64 shown)
{
    if (shown < m_file.size)
        m_facts->setText(tr("The first %1 of %2").arg(formatBytes(shown), formatBytes(m_file.size)));
}

bool FilePreview::showText(const QByteArray &bytes)
{
    const QByteArray part = bytes.first(std::min(bytes.size(), TextLimit));
    const std::optional<QString> text = textOf(part);
    if (!text)
        return false;
    tellPart(part.size());
    m_code->setText(visibleText(*text), m_code->definitionFor(QFileInfo(m_path).fileName()));
    m_stack->setCurrentWidget(m_code);
    return true;
}

void FilePreview::showPicture(const QImage &image, const QSize &size)
{
    auto *label = new QLabel;
    label->setPixmap(QPixmap::fromImage(image));
    label->setAccessibleName(visibleLine(m_path, 200));
    m_facts->setText(tr("%1 × %2 pixels, %3").arg(size.width()).arg(size.height()).arg(formatBytes(m_file.size)));
    m_picture->setWidget(label);
    m_stack->setCurrentWidget(m_picture);
}

void FilePreview::showHex(const QByteArray &bytes)
{
    const QByteArray part = bytes.first(std::min(bytes.size(), HexLimit));
    tellPart(part.size());
    m_code->setText(hexDump(part));
    m_code->editor()->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_stack->setCurrentWidget(m_code);
}

} // namespace strata

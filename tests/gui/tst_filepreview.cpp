// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layers/filepreview.h"
#include "hostileengine.h"
#include "support/archives.h"
#include "support/memory.h"
#include "support/testprogram.h"
#include "widgets/codeview.h"
#include "widgets/emptystate.h"

#include <QBuffer>
#include <QImage>
#include <QLabel>
#include <QPointer>
#include <QRegularExpression>
#include <QScrollArea>
#include <QTemporaryDir>
#include <QtEndian>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

namespace {

enum class Shown { Text, Picture, Hex, Nothing };

/// The window for a file that is alone in an archive.
class PreviewedFile
{
public:
    explicit PreviewedFile(const QByteArray &data, const QString &path = u"/etc/file"_s,
                           const std::optional<StoredFile> &asked = {})
    {
        QFile archive(folder.filePath(u"a.tar"_s));
        const QByteArray tar = tarOf({{.path = "f", .data = data}});
        if (!archive.open(QIODevice::WriteOnly) || archive.write(tar) != tar.size())
            qFatal("no archive");
        archive.close();
        const StoredFile file{.size = data.size(),
                              .hash = data.isEmpty() ? std::nullopt : std::optional(Sha256::of(data))};
        preview = new FilePreview(ImageOrigin{.path = archive.fileName()}, asked.value_or(file), path, nullptr);
        preview->open();
    }
    ~PreviewedFile() { delete preview; }
    Q_DISABLE_COPY_MOVE(PreviewedFile)

    /// Once it is there.
    Shown shown() const
    {
        const auto isThere = [this] { return picture().isVisible() || (text().isVisible() && text().isComplete()); };
        if (!QTest::qWaitFor(isThere, 20'000))
            return Shown::Nothing;
        if (picture().isVisible())
            return Shown::Picture;
        return text().text().startsWith(u"00000000  ") ? Shown::Hex : Shown::Text;
    }

    CodeView &text() const { return *preview->findChild<CodeView *>(u"previewText"_s); }
    QScrollArea &picture() const { return *preview->findChild<QScrollArea *>(u"previewPicture"_s); }
    EmptyState &state() const { return *preview->findChild<EmptyState *>(u"previewState"_s); }
    QString facts() const { return preview->findChild<QLabel *>(u"previewFacts"_s)->text(); }

    QTemporaryDir folder;
    QPointer<FilePreview> preview;
};

QByteArray pictureOf(const char *format, QSize size = {3, 2})
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    return buffer.open(QIODevice::WriteOnly) && image.save(&buffer, format) ? bytes : QByteArray();
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(sizeof number, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// A part of a PNG file: its length, kind, data and checksum (PNG specification, annex D).
QByteArray pngChunk(const QByteArray &kind, const QByteArray &data)
{
    quint32 crc = 0xffffffff;
    for (const char byte : QByteArray(kind + data)) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    return bigEndian(quint32(data.size())) + kind + data + bigEndian(~crc);
}

/// Of a picture of any size; its rows are those of a small one.
QByteArray pngOf(quint32 side)
{
    const QByteArray trueColour("\x08\x02\0\0\0", 5);
    return "\x89PNG\r\n\x1a\n" + pngChunk("IHDR", bigEndian(side) + bigEndian(side) + trueColour)
        + pngChunk("IDAT", qCompress(QByteArray(1'000'000, '\0')).sliced(4)) + pngChunk("IEND", {});
}

} // namespace

/// What is taken for a text, a picture or neither, whatever a file is called.
class TestFilePreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void textAsItIs();
    void textThatMeansHarm();
    void emptyFile();
    void cutCharacter_data();
    void cutCharacter();
    void beyondTheLimits();
    void vastPictures();
    void highlighting_data();
    void highlighting();
    void noHighlightingOfLongLines();
    void pathsThatMeanHarm();
    void whatCannotBeRead();
    void closedBeforeItIsRead();
};

void TestFilePreview::kinds_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("path");
    QTest::addColumn<Shown>("kind");
    const auto row = [](const char *name, const QByteArray &data, Shown kind, const QString &path = u"/f"_s) {
        QTest::newRow(name) << data << path << kind;
    };
    const QByteArray png = pictureOf("PNG");
    row("ASCII", "hello\n", Shown::Text);
    row("UTF-8", "안녕하세요 🐳\n", Shown::Text);
    row("the mark of order", "\xef\xbb\xbfhello", Shown::Text);
    row("a replacement character", "\xef\xbf\xbd", Shown::Text);
    row("Latin-1", "caf\xe9 au lait\n", Shown::Hex);
    row("EUC-KR", "\xbe\xc8\xb3\xe7", Shown::Hex);
    row("UTF-16", QByteArray("\xff\xfeh\0i\0", 6), Shown::Hex);
    row("half a surrogate", "a\xed\xa0\x80z", Shown::Hex);
    row("longer than need be", "a\xc0\xafz", Shown::Hex);
    row("text with a NUL", QByteArray("a\0b", 3), Shown::Hex);
    row("program",
        QByteArray("\x7f"
                   "ELF\2\1\1\0",
                   8),
        Shown::Hex, u"/bin/sh"_s);
    row("picture", png, Shown::Picture, u"/logo.png"_s);
    row("picture without a name for it", png, Shown::Picture, u"/usr/lib/data.so"_s);
    row("another picture", pictureOf("BMP"), Shown::Picture);
    row("text called a picture", "not at all\n", Shown::Text, u"/logo.png"_s);
    row("rubbish called a picture", "\x89" + QByteArray(100, '\xff'), Shown::Hex, u"/logo.png"_s);
    row("only the mark of a PNG", "\x89PNG\r\n\x1a\n" + QByteArray(100, 'x'), Shown::Hex, u"/logo.png"_s);
    row("drawing, which is text", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Shown::Text, u"/a.svg"_s);
}

void TestFilePreview::kinds()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, path);
    const PreviewedFile file(data, path);
    QTEST(file.shown(), "kind");
    if (file.shown() == Shown::Hex)
        QCOMPARE(file.text().text(), hexDump(data));
    if (file.shown() == Shown::Picture)
        QVERIFY2(file.facts().startsWith(u"3 × 2 pixels"_s), qPrintable(file.facts()));
}

void TestFilePreview::textAsItIs()
{
    const PreviewedFile file("한국어 <b>&amp;\n\ttab\n");
    QCOMPARE(file.shown(), Shown::Text);
    QCOMPARE(file.text().editor()->toPlainText(), u"한국어 <b>&amp;\n\ttab\n"_s);
}

void TestFilePreview::textThatMeansHarm()
{
    const PreviewedFile file("\x1b[31mred\x07\r\n\xe2\x80\xaegpj.exe\x7f");
    QCOMPARE(file.shown(), Shown::Text);
    QCOMPARE(file.text().editor()->toPlainText(), u"␛[31mred␇␍\n�gpj.exe␡"_s);
}

void TestFilePreview::emptyFile()
{
    const PreviewedFile file({});
    QCOMPARE(file.shown(), Shown::Text);
    QCOMPARE(file.text().text(), QString());
    QCOMPARE(file.facts(), u"0 B"_s);
}

void TestFilePreview::cutCharacter_data()
{
    QTest::addColumn<QByteArray>("character");
    QTest::addColumn<int>("kept"); // of its bytes
    for (const char *character : {"é", "한", "🐳"}) {
        for (int kept = 1; kept < int(qstrlen(character)); ++kept)
            QTest::addRow("%d of %d bytes", kept, int(qstrlen(character))) << QByteArray(character) << kept;
    }
}

/// The last character that there is room for is cut: the text is one all the same.
void TestFilePreview::cutCharacter()
{
    QFETCH(QByteArray, character);
    QFETCH(int, kept);
    const QByteArray start =
        QByteArray(QByteArray(99, 'a') + '\n').repeated(FilePreview::TextLimit / 100).chopped(kept);
    const PreviewedFile file(start + character.repeated(5000));
    QCOMPARE(file.shown(), Shown::Text);
    QCOMPARE(file.text().text(), QString::fromLatin1(start));
    QVERIFY2(file.facts().startsWith(u"The first 1 MB of 1.0"_s), qPrintable(file.facts()));
}

void TestFilePreview::beyondTheLimits()
{
    const QByteArray lines = QByteArray("0123456789\n").repeated(100'000);
    const PreviewedFile text(lines + QByteArray(10, '\0'));
    QCOMPARE(text.shown(), Shown::Text); // what is not shown is not looked at
    QCOMPARE(text.text().text().size(), FilePreview::TextLimit);
    QCOMPARE(text.facts(), u"The first 1 MB of 1.1 MB"_s);

    const QByteArray binary = QByteArray(100'000, '\xfe');
    const PreviewedFile bytes(binary);
    QCOMPARE(bytes.shown(), Shown::Hex);
    QCOMPARE(bytes.text().text(), hexDump(binary.first(FilePreview::HexLimit)));
    QCOMPARE(bytes.facts(), u"The first 64 kB of 100 kB"_s);
}

/// A gigabyte of points in two kilobytes: these are shown, and nothing is taken for the points.
void TestFilePreview::vastPictures()
{
    const PreviewedFile small(pngOf(500), u"/logo.png"_s);
    QCOMPARE(small.shown(), Shown::Picture);
    const QByteArray png = pngOf(20'000);
    QVERIFY(png.size() < 4000);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"allocation limit"_s));
    const MemoryPeak peak;
    const PreviewedFile vast(png, u"/logo.png"_s);
    QCOMPARE(vast.shown(), Shown::Hex);
    QCOMPARE_LT(peak.growth(), memoryLimit);
}

void TestFilePreview::highlighting_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isHighlighted");
    for (const QString &path : {u"/app/main.py"_s, u"/etc/app/settings.json"_s, u"/src/Dockerfile"_s,
                                u"/bin/start.sh"_s, u"/app/my file.cpp"_s})
        QTest::newRow(qPrintable(path)) << path << true;
    for (const QString &path : {u"/etc/motd"_s, u"/main.py/notes"_s, u"/x.unheard-of"_s})
        QTest::newRow(qPrintable(path)) << path << false;
}

void TestFilePreview::highlighting()
{
    QFETCH(QString, path);
    const PreviewedFile file("# x\nif 1: return \"text\"\n", path);
    QCOMPARE(file.shown(), Shown::Text);
    QTEST(file.text().isHighlighted(), "isHighlighted");
    QCOMPARE(file.text().text(), u"# x\nif 1: return \"text\"\n"_s);
}

void TestFilePreview::noHighlightingOfLongLines()
{
    const QByteArray longLine = "[" + QByteArray("1,").repeated(CodeView::LineLimit) + "1]";
    const PreviewedFile file(longLine, u"/package.json"_s);
    QCOMPARE(file.shown(), Shown::Text);
    QVERIFY(!file.text().isHighlighted());
    const PreviewedFile bytes(QByteArray("\0\1", 2), u"/main.py"_s); // nor of bytes
    QCOMPARE(bytes.shown(), Shown::Hex);
    QVERIFY(!bytes.text().isHighlighted());
}

void TestFilePreview::pathsThatMeanHarm()
{
    const PreviewedFile file(pictureOf("PNG"), hostile(u"/a\n"_s));
    QCOMPARE(file.shown(), Shown::Picture);
    QVERIFY(isTame(file.preview->windowTitle()));
    QVERIFY(file.preview->windowTitle().startsWith(u"/a␊<b>bold</b>"_s));
    QCOMPARE_LE(file.preview->windowTitle().size(), 200);
    QVERIFY(!file.picture().widget()->accessibleName().contains(u'\n'));
    QVERIFY(isTame(file.picture().widget()->accessibleName()));
}

void TestFilePreview::whatCannotBeRead()
{
    const PreviewedFile other("hello", u"/f"_s, StoredFile{.size = 5, .hash = Sha256::of("world")});
    QTRY_COMPARE(other.state().title(), u"The file cannot be read"_s);
    QVERIFY(other.state().isVisible() && !other.state().text().isEmpty());
    const PreviewedFile none("hello", u"/f"_s, StoredFile{.entry = 7, .size = 5});
    QTRY_COMPARE(none.state().title(), u"The file cannot be read"_s);
    FilePreview gone(ImageOrigin{.path = other.folder.filePath(u"gone"_s)}, StoredFile{.size = 1}, u"/f"_s, nullptr);
    QTRY_COMPARE(gone.findChild<EmptyState *>(u"previewState"_s)->title(), u"The file cannot be read"_s);
}

void TestFilePreview::closedBeforeItIsRead()
{
    const PreviewedFile file(QByteArray(15'000'000, 'x'));
    file.preview->close();
    QTRY_VERIFY(!file.preview);
}

STRATA_WINDOW_TEST(TestFilePreview)
#include "tst_filepreview.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/editor/textdiff.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

QString applied(QString text, const QList<TextReplacement> &replacements)
{
    for (const TextReplacement &replacement : replacements)
        text.replace(replacement.position, replacement.removed, replacement.text);
    return text;
}

int changedCharacters(const QList<TextReplacement> &replacements)
{
    int count = 0;
    for (const TextReplacement &replacement : replacements)
        count += replacement.removed + int(replacement.text.size());
    return count;
}

} // namespace

class TextDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallChanges_data();
    void smallChanges();
    void randomTextsBecomeEachOther();
    void differentTextsTakeNoTime();
};

void TextDiffTest::smallChanges_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("replacements");
    QTest::addColumn<int>("characters");
    QTest::newRow("same") << u"a\nb"_s << u"a\nb"_s << 0 << 0;
    QTest::newRow("in a line") << u"a\nbcd\ne"_s << u"a\nbXd\ne"_s << 1 << 2;
    QTest::newRow("line in") << u"a\nc"_s << u"a\nb\nc"_s << 1 << 2;
    QTest::newRow("line out") << u"a\nb\nc"_s << u"a\nc"_s << 1 << 2;
    QTest::newRow("last line out") << u"a\nb"_s << u"a"_s << 1 << 2;
    QTest::newRow("line behind the last") << u"a"_s << u"a\nb"_s << 1 << 2;
    QTest::newRow("first line out") << u"a\nb"_s << u"b"_s << 1 << 2;
    QTest::newRow("two places") << u"a\nb\nc\nd\ne"_s << u"A\nb\nc\nd\nE"_s << 2 << 4;
    QTest::newRow("last line break goes") << u"a\n"_s << u"a"_s << 1 << 1;
    QTest::newRow("from nothing") << QString() << u"a\nb"_s << 1 << 3;
    QTest::newRow("to nothing") << u"a\nb\n"_s << QString() << 1 << 4;
    QTest::newRow("surrogates are not split") << u"x\U0001F600y"_s << u"x\U0001F601y"_s << 1 << 4;
}

void TextDiffTest::smallChanges()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    const auto differences = textDifferences(before, after);
    QCOMPARE(applied(before, differences), after);
    QTEST(int(differences.size()), "replacements");
    QTEST(changedCharacters(differences), "characters");
}

void TextDiffTest::randomTextsBecomeEachOther()
{
    QRandomGenerator random(7);
    const auto text = [&random] {
        QStringList lines;
        for (int i = random.bounded(12); i >= 0; --i)
            lines.append(QString(random.bounded(3), QChar(u'a' + random.bounded(3))));
        return lines.join(u'\n');
    };
    for (int i = 0; i < 3000; ++i) {
        const QString before = text();
        const QString after = text();
        const int limit = i % 3 == 0 ? 2 : 1000;
        QCOMPARE(applied(before, textDifferences(before, after, limit)), after);
    }
}

void TextDiffTest::differentTextsTakeNoTime()
{
    QString before;
    QString after;
    for (int i = 0; i < 20'000; ++i) {
        before += u"line %1\n"_s.arg(i);
        after += u"other %1\n"_s.arg(i);
    }
    QElapsedTimer timer;
    timer.start();
    const auto differences = textDifferences(before, after);
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(applied(before, differences), after);
}

STRATA_TEST(TextDiffTest)
#include "tst_textdiff.moc"

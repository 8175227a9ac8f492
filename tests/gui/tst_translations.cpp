// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/common/text.h"
#include "app/shell/look.h"
#include "support/testprogram.h"

#include <QApplication>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

#include <set>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context, source, comment;
    QStringList forms;
    QString type; ///< "unfinished", "obsolete", "vanished"; empty when finished
    auto key() const { return std::tuple(context, source, comment); }
};

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message{.context = context, .source = {}, .comment = {}, .forms = {}, .type = {}};
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source")
            message.source = xml.readElementText();
        else if (xml.name() == u"comment")
            message.comment = xml.readElementText();
        else if (xml.name() == u"translation") {
            message.type = xml.attributes().value(u"type"_s).toString();
            QString text;
            while (!xml.readNext() || !xml.isEndElement()) {
                if (xml.isCharacters())
                    text += xml.text();
                else if (xml.isStartElement())
                    message.forms.append(xml.readElementText());
            }
            if (message.forms.isEmpty())
                message.forms.append(text);
        } else
            xml.skipCurrentElement();
    }
    return message;
}

QList<Message> readMessages(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            messages.append(readMessage(xml, context));
    }
    return messages;
}

/// "%1", "%L1" and "%n" of a text.
std::set<QString> placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%L?([1-9n])"_s);
    std::set<QString> found;
    for (const QRegularExpressionMatch &match : pattern.globalMatch(text))
        found.insert(match.captured(1));
    return found;
}

QString path(const QString &language)
{
    return QStringLiteral(STRATA_SOURCE_DIR) + u"/translations/strata_%1.ts"_s.arg(language);
}

QByteArray wordsOf(const Message &message)
{
    return (message.context + u": "_s + message.source).toUtf8();
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextOfTheSourcesIsThere_data();
    void everyTextOfTheSourcesIsThere();
    void everyTextIsTranslated_data();
    void everyTextIsTranslated();
    void placeholdersSurvive_data();
    void placeholdersSurvive();
    void theProgramSpeaksKorean();
    void englishHasPlurals();
};

void TestTranslations::everyTextOfTheSourcesIsThere_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("Korean") << u"ko"_s << QStringList{};
    QTest::newRow("English plurals") << u"en"_s << QStringList{u"-pluralonly"_s};
}

void TestTranslations::everyTextOfTheSourcesIsThere()
{
    QFETCH(QString, language);
    QFETCH(QStringList, options);
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(u"strata_%1.ts"_s.arg(language));
    QProcess lupdate;
    lupdate.start(QStringLiteral(STRATA_LUPDATE),
                  QStringList{u"-silent"_s, u"-locations"_s, u"none"_s} + options
                      + QStringList{QStringLiteral(STRATA_SOURCE_DIR) + u"/src"_s, u"-ts"_s, fresh});
    QVERIFY(lupdate.waitForFinished(60'000));
    QCOMPARE(lupdate.exitCode(), 0);

    std::set<std::tuple<QString, QString, QString>> ours;
    for (const Message &message : readMessages(path(language)))
        ours.insert(message.key());
    QVERIFY(!ours.empty());
    QStringList missing;
    for (const Message &message : readMessages(fresh)) {
        if (ours.erase(message.key()) == 0)
            missing.append(QString::fromUtf8(wordsOf(message)));
    }
    QVERIFY2(missing.isEmpty(), qPrintable(u"missing, run ninja translations:\n"_s + missing.join(u'\n')));
    for (const auto &[context, source, comment] : ours)
        QFAIL(qPrintable(u"no longer in the sources, run ninja translations: "_s + context + u": "_s + source));
}

void TestTranslations::everyTextIsTranslated_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("forms");
    QTest::newRow("Korean") << u"ko"_s << 1;
    QTest::newRow("English plurals") << u"en"_s << 2;
}

void TestTranslations::everyTextIsTranslated()
{
    QFETCH(QString, language);
    QFETCH(int, forms);
    static const QRegularExpression hangul(u"\\p{Hangul}"_s);
    static const QRegularExpression word(u"[a-z]{2}"_s); // more than placeholders and abbreviations
    const QStringList names{u"Podman"_s,  u"Podman, rootless"_s, u"Dockerfile"_s, u"Dockerfiles"_s,
                            u"Node.js"_s, u"Python"_s,           u"Rust"_s,       u"Ruby"_s,
                            u"BuildKit"_s};
    for (const Message &message : readMessages(path(language))) {
        QVERIFY2(message.type.isEmpty(), wordsOf(message).constData());
        QCOMPARE(message.forms.size(), forms);
        for (const QString &form : message.forms)
            QVERIFY2(!form.isEmpty(), wordsOf(message).constData());
        const QString &text = message.forms.first();
        if (language == u"ko" && word.match(message.source).hasMatch() && !names.contains(message.source))
            QVERIFY2(text.contains(hangul), wordsOf(message).constData());
    }
}

void TestTranslations::placeholdersSurvive_data()
{
    everyTextIsTranslated_data();
}

void TestTranslations::placeholdersSurvive()
{
    QFETCH(QString, language);
    for (const Message &message : readMessages(path(language))) {
        auto expected = placeholders(message.source);
        QVERIFY2(placeholders(message.forms.last()) == expected, wordsOf(message).constData());
        expected.erase(u"n"_s); // "the one" is as good as "1"
        for (const QString &form : message.forms) {
            auto found = placeholders(form);
            found.erase(u"n"_s);
            QVERIFY2(found == expected, wordsOf(message).constData());
        }
    }
}

void TestTranslations::theProgramSpeaksKorean()
{
    const QLocale before;
    const Look look{.name = {}, .language = u"ko"_s};
    look.apply(*qApp);
    QCOMPARE(durationText(3 * 3600), u"3시간"_s);
    QCOMPARE(QCoreApplication::translate("strata::Sidebar", "Pages"), u"페이지"_s);
    const auto translators = qApp->findChildren<QTranslator *>();
    for (QTranslator *translator : translators)
        delete translator;
    QLocale::setDefault(before);
}

void TestTranslations::englishHasPlurals()
{
    const Look look{.name = {}, .language = u"en"_s};
    look.apply(*qApp);
    const auto running = [](int count) {
        return QCoreApplication::translate("strata::CodeView", "%n matches", nullptr, count);
    };
    QCOMPARE(running(1), u"1 match"_s);
    QCOMPARE(running(2), u"2 matches"_s);
}

STRATA_WINDOW_TEST(TestTranslations)
#include "tst_translations.moc"

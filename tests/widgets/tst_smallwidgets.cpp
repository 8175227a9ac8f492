// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/busyindicator.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/filterfield.h"
#include "widgets/plaintext.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace strata;
using namespace Qt::StringLiterals;

class SmallWidgetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void singleLines_data();
    void singleLines();
    void textBlocks_data();
    void textBlocks();
    void toolTipsAreEscaped();
    void busyIndicatorRestsWhenHidden();
    void elidedLabelGivesWay();
    void filterFieldEscape();
    void emptyStateTexts();
    void emptyStateStaysSmall();
    void emptyStateCommand();
    void emptyStateButtonsFollowTheirActions();
    void emptyStateBusyInsteadOfIcon();
};

void SmallWidgetsTest::singleLines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << u"web-1"_s << u"web-1"_s;
    QTest::newRow("html stays text") << u"<b>x</b>"_s << u"<b>x</b>"_s;
    QTest::newRow("breaks") << u"a\r\nb\tc\u2028d"_s << u"a  b c d"_s;
    QTest::newRow("escape sequence") << u"\x1b[31mred"_s << u" [31mred"_s;
    QTest::newRow("direction") << u"\u202Egpj.exe\u2066"_s << u"gpj.exe"_s;
    QTest::newRow("hebrew and korean") << u"שלום 안녕"_s << u"שלום 안녕"_s;
    QTest::newRow("long") << QString(100, u'x') << QString(QString(50, u'x') + u'…');
}

void SmallWidgetsTest::singleLines()
{
    QFETCH(QString, text);
    QTEST(singleLine(text, 50), "line");
}

void SmallWidgetsTest::textBlocks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("as it is") << u"There is no socket at /var/run/docker.sock.\nStart <b>it</b>."_s
                              << u"There is no socket at /var/run/docker.sock.\nStart <b>it</b>."_s;
    QTest::newRow("control characters") << u"a\tb\u001b[31m\u0000c"_s << u"a b [31m c"_s;
    QTest::newRow("turned direction") << u"exe\u202egpj\u2066.\u200fsh"_s << u"exegpj.sh"_s;
    QTest::newRow("a long word") << QString(
        90, u'x') << QString(QString(40, u'x') + u'\u200b' + QString(40, u'x') + u'\u200b' + QString(10, u'x'));
    QTest::newRow("a long text") << u"ab "_s.repeated(300) << QString(u"ab "_s.repeated(200) + u'…');
    QTest::newRow("many lines") << u"a\n"_s.repeated(50) << QString(u"a\n"_s.repeated(9) + u"a…");
}

void SmallWidgetsTest::textBlocks()
{
    QFETCH(QString, text);
    QTEST(textBlock(text), "shown");
}

void SmallWidgetsTest::toolTipsAreEscaped()
{
    QCOMPARE(plainToolTip({}), QString());
    const QString tip = plainToolTip(u"<img src=x>\nsecond"_s);
    QVERIFY(tip.contains(u"&lt;img src=x&gt;\nsecond"_s));
    QVERIFY(plainToolTip(QString(100'000, u'x')).size() < 3000);
}

void SmallWidgetsTest::busyIndicatorRestsWhenHidden()
{
    BusyIndicator indicator;
    QVERIFY(!indicator.isTurning());
    indicator.show();
    QVERIFY(indicator.isTurning());
    indicator.hide();
    QVERIFY(!indicator.isTurning());
}

void SmallWidgetsTest::elidedLabelGivesWay()
{
    ElidedLabel label(u"a rather long text\nof two lines with <b>marks</b>"_s);
    label.resize(label.sizeHint());
    QVERIFY(!label.isElided());
    label.resize(60, 20);
    QVERIFY(label.isElided());
    QVERIFY(label.minimumSizeHint().width() < 60);
    QCOMPARE(label.text(), u"a rather long text\nof two lines with <b>marks</b>"_s);
    QCOMPARE(label.accessibleName(), u"a rather long text of two lines with <b>marks</b>"_s);
}

void SmallWidgetsTest::filterFieldEscape()
{
    FilterField field;
    field.show();
    const QSignalSpy left(&field, &FilterField::leaveRequested);
    QTest::keyClicks(&field, u"web"_s);
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(field.text(), QString());
    QCOMPARE(left.size(), 0);
    QTest::keyClick(&field, Qt::Key_Escape);
    QTest::keyClick(&field, Qt::Key_Down);
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(left.size(), 3);
}

void SmallWidgetsTest::emptyStateTexts()
{
    EmptyState state;
    state.setTitle(u"<h1>No images</h1>"_s);
    state.setText(u"Pull one <b>first</b>."_s);
    for (const QLabel *label : state.findChildren<QLabel *>()) {
        if (!label->text().isEmpty())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }
    QCOMPARE(state.title(), u"<h1>No images</h1>"_s);
    QCOMPARE(state.accessibleName(), state.title());
    state.show();
    QVERIFY(state.findChild<QLabel *>(u"text"_s)->isVisible());
    state.setText({});
    QVERIFY(!state.findChild<QLabel *>(u"text"_s)->isVisible());
}

void SmallWidgetsTest::emptyStateStaysSmall()
{
    EmptyState state;
    const QString long4000 = u"<i>"_s + QString(4000, u'x');
    state.setTitle(long4000);
    state.setText(long4000);
    state.setCommand(u"ls -l "_s + long4000);
    QVERIFY2(state.minimumSizeHint().width() < 640 && state.minimumSizeHint().height() < 480,
             qPrintable(u"%1 x %2"_s.arg(state.minimumSizeHint().width()).arg(state.minimumSizeHint().height())));
    QCOMPARE(state.text(), long4000);
    QVERIFY(state.findChild<QLabel *>(u"text"_s)->toolTip().contains(u"&lt;i&gt;xxx"_s));
    state.findChild<QToolButton *>(u"copyCommand"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), state.command());
    QVERIFY(state.command().endsWith(long4000));
    state.setText(u"short"_s);
    QVERIFY(state.findChild<QLabel *>(u"text"_s)->toolTip().isEmpty());
}

void SmallWidgetsTest::emptyStateCommand()
{
    EmptyState state;
    state.show();
    auto *copy = state.findChild<QToolButton *>(u"copyCommand"_s);
    QVERIFY(!copy->isVisible());
    state.setCommand(u"sudo systemctl start docker"_s);
    QVERIFY(copy->isVisible());
    const QSignalSpy copied(&state, &EmptyState::commandCopied);
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"sudo systemctl start docker"_s);
    QCOMPARE(copied.size(), 1);
}

void SmallWidgetsTest::emptyStateButtonsFollowTheirActions()
{
    EmptyState state;
    state.show();
    auto retry = std::make_unique<QAction>(u"Retry"_s);
    QAction help(u"Help"_s);
    const QSignalSpy triggered(retry.get(), &QAction::triggered);
    state.setActions({retry.get(), &help});
    const auto visible = [&state] {
        QStringList texts;
        for (const QPushButton *button : state.findChildren<QPushButton *>()) {
            if (button->isVisible())
                texts.append(button->text());
        }
        return texts;
    };
    QCOMPARE(visible(), (QStringList{u"Retry"_s, u"Help"_s}));
    auto *button = state.findChild<QPushButton *>();
    QVERIFY(button->isDefault());
    button->click();
    QCOMPARE(triggered.size(), 1);
    retry->setEnabled(false);
    QVERIFY(!button->isEnabled());
    state.setActions({&help});
    QCOMPARE(visible(), QStringList{u"Help"_s});
    retry.reset();
    QCOMPARE(visible(), QStringList{u"Help"_s});
}

void SmallWidgetsTest::emptyStateBusyInsteadOfIcon()
{
    EmptyState state;
    state.show();
    state.setBusy(true);
    auto *busy = state.findChild<BusyIndicator *>();
    QVERIFY(busy->isTurning());
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::red);
    state.setIcon(pixmap);
    QVERIFY(busy->isVisible());
    state.setBusy(false);
    QVERIFY(!busy->isTurning());
}

STRATA_WINDOW_TEST(SmallWidgetsTest)
#include "tst_smallwidgets.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testprogram.h"
#include "widgets/delegates.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QStyleFactory>
#include <QTreeView>

using namespace strata;
using namespace Qt::StringLiterals;

namespace {

enum { NumbersRole = Qt::UserRole + 1, ShareRole, TextsRole, TargetsRole };

constexpr int Width = 240;
constexpr int Height = 30;

// Columns in which a colour shows that is neither background nor text.
struct Ink
{
    int first = -1;
    int last = -1;
    int count = 0;
};

} // namespace

class DelegatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void chartGrowsFromTheRight();
    void chartNeedsTwoValues();
    void chartKeepsItsCeiling();
    void selectedChartDiffersFromItsBackground();
    void barIsAsLongAsTheShare();
    void noShareNoBar();
    void hugeTextIsQuick();
    void cellsAreOneLineOfPlainText();
    void linksAreFoundByPosition();
    void clickFollowsTheLink();

private:
    QImage paint(const QAbstractItemDelegate &delegate, QStyle::State state = QStyle::State_Enabled,
                 double ratio = 1) const
    {
        QImage image(QSize(Width, Height) * ratio, QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(m_view->palette().color(QPalette::Base));
        QPainter painter(&image);
        delegate.paint(&painter, option(state), m_model->index(0, 0));
        return image;
    }
    QStyleOptionViewItem option(QStyle::State state = QStyle::State_Enabled) const
    {
        QStyleOptionViewItem result;
        result.initFrom(m_view.get());
        result.widget = m_view.get();
        result.font = m_view->font();
        result.state = state | QStyle::State_Active;
        result.rect = QRect(0, 0, Width, Height);
        return result;
    }
    // Pixels of `image` that differ from the same cell painted by `plain`.
    static Ink difference(const QImage &image, const QImage &plain)
    {
        Ink ink;
        for (int x = 0; x < image.width(); ++x) {
            bool isInked = false;
            for (int y = 0; y < image.height(); ++y)
                isInked |= image.pixel(x, y) != plain.pixel(x, y);
            if (!isInked)
                continue;
            ink.first = ink.first < 0 ? x : ink.first;
            ink.last = x;
            ++ink.count;
        }
        return ink;
    }
    Ink chart(const QList<float> &values, QStyle::State state = QStyle::State_Enabled, double ratio = 1)
    {
        const SparklineDelegate delegate(NumbersRole);
        m_model->item(0)->setData(QVariant::fromValue(QList<float>()), NumbersRole);
        const QImage plain = paint(delegate, state, ratio);
        m_model->item(0)->setData(QVariant::fromValue(values), NumbersRole);
        return difference(paint(delegate, state, ratio), plain);
    }
    Ink bar(const QVariant &share)
    {
        const BarDelegate delegate(ShareRole);
        m_model->item(0)->setData(QVariant(), ShareRole);
        const QImage plain = paint(delegate);
        m_model->item(0)->setData(share, ShareRole);
        return difference(paint(delegate), plain);
    }

    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<QTreeView> m_view;
};

void DelegatesTest::initTestCase()
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
}

void DelegatesTest::init()
{
    m_view = std::make_unique<QTreeView>();
    m_model = std::make_unique<QStandardItemModel>(1, 1);
    m_model->setItem(0, new QStandardItem(u"12.5 %"_s));
}

void DelegatesTest::chartGrowsFromTheRight()
{
    const Ink few = chart({1, 5, 3});
    const Ink many = chart(QList<float>(60, 4));
    const Ink more = chart(QList<float>(500, 4));
    QVERIFY(few.count > 1);
    QVERIFY(many.count > few.count * 5);
    QVERIFY(std::abs(many.last - few.last) <= 1); // the newest value is always at the same place
    QCOMPARE(more.first, many.first);
    QVERIFY(many.last < Width - 30); // room for the number
    const Ink sharp = chart(QList<float>(60, 4), QStyle::State_Enabled, 2);
    QVERIFY(sharp.count > many.count * 19 / 10);
}

void DelegatesTest::chartNeedsTwoValues()
{
    QCOMPARE(chart({}).count, 0);
    QCOMPARE(chart({7}).count, 0);
    QVERIFY(chart({0, 0}).count > 0);
}

void DelegatesTest::chartKeepsItsCeiling()
{
    SparklineDelegate delegate(NumbersRole);
    m_model->item(0)->setData(QVariant::fromValue(QList<float>{50, 50, 50, 50}), NumbersRole);
    const QImage full = paint(delegate);
    delegate.setMinimumCeiling(100);
    const QImage half = paint(delegate);
    QVERIFY(full != half);
    delegate.setCeilingRole(ShareRole);
    m_model->item(0)->setData(50.0, ShareRole);
    QCOMPARE(paint(delegate), full);
}

void DelegatesTest::selectedChartDiffersFromItsBackground()
{
    QVERIFY(chart(QList<float>(60, 4), QStyle::State_Enabled | QStyle::State_Selected).count > 20);
}

void DelegatesTest::barIsAsLongAsTheShare()
{
    const Ink half = bar(0.5);
    const Ink full = bar(1.0);
    QCOMPARE(half.first, full.first);
    QVERIFY(std::abs(half.count * 2 - full.count) <= 4);
    QVERIFY(full.count > Width * 9 / 10);
    QCOMPARE(bar(7.0).count, full.count);
    QVERIFY(bar(0.0).count <= 3); // there, but nearly nothing
}

void DelegatesTest::noShareNoBar()
{
    QCOMPARE(bar(QVariant()).count, 0);
}

void DelegatesTest::hugeTextIsQuick()
{
    m_model->item(0)->setText(QString(1'000'000, u'W'));
    const TableDelegate delegate;
    QElapsedTimer timer;
    timer.start();
    paint(delegate);
    delegate.sizeHint(option(), m_model->index(0, 0));
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
}

void DelegatesTest::cellsAreOneLineOfPlainText()
{
    const TableDelegate delegate;
    const QLocale locale;
    QCOMPARE(delegate.displayText(u"a\nb\tc\x1b[0m\u202Ed"_s, locale), u"a b c [0md"_s);
    QCOMPARE(delegate.displayText(u"<b>x</b>"_s, locale), u"<b>x</b>"_s);
    const int plain = delegate.sizeHint(option(), m_model->index(0, 0)).height();
    m_model->item(0)->setText(u"a\nb\nc"_s);
    QCOMPARE(delegate.sizeHint(option(), m_model->index(0, 0)).height(), plain);
}

void DelegatesTest::linksAreFoundByPosition()
{
    const LinksDelegate delegate(TextsRole, TargetsRole);
    m_model->item(0)->setData(QStringList{u"8080"_s, u"9000/tcp"_s, u"443"_s}, TextsRole);
    m_model->item(0)->setData(QStringList{u"http://localhost:8080"_s, QString(), u"https://localhost"_s}, TargetsRole);
    QStringList seen;
    for (int x = 0; x < Width; ++x) {
        const QString target = delegate.targetAt(option(), m_model->index(0, 0), {x, Height / 2});
        if (seen.isEmpty() || seen.last() != target)
            seen.append(target);
    }
    QCOMPARE(seen, (QStringList{QString(), u"http://localhost:8080"_s, QString(), u"https://localhost"_s, QString()}));
}

void DelegatesTest::clickFollowsTheLink()
{
    auto *delegate = new LinksDelegate(TextsRole, TargetsRole, m_view.get());
    m_model->item(0)->setData(QStringList{u"8080"_s}, TextsRole);
    m_model->item(0)->setData(QStringList{u"http://localhost:8080"_s}, TargetsRole);
    m_view->setModel(m_model.get());
    m_view->setRootIsDecorated(false);
    m_view->setItemDelegateForColumn(0, delegate);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->show();
    const QSignalSpy activated(delegate, &LinksDelegate::activated);
    const QRect cell = m_view->visualRect(m_model->index(0, 0));
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {cell.right() - 2, cell.center().y()});
    QCOMPARE(activated.size(), 0);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ControlModifier, {cell.left() + 12, cell.center().y()});
    QCOMPARE(activated.size(), 0); // that is selecting
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {cell.left() + 12, cell.center().y()});
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.first().first().toString(), u"http://localhost:8080"_s);
}

STRATA_WINDOW_TEST(DelegatesTest)
#include "tst_delegates.moc"

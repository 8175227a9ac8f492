// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/containers/containerspage.h"
#include "pagewindow.h"
#include "realobjects.h"
#include "support/testprogram.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTreeWidget>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

using ContainersWindow = PageWindow<ContainersPage>;

/// Everything that is done to containers from the page, on the real engine, by object names.
class ContainerActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { useFreshSettings(); }
    void init() { useFreshSettings(); }
    void cleanup() { m_objects.reset(); }

    void enablesWhatCanBeDone();
    void startsStopsAndRestarts();
    void pausesAndUnpauses();
    void killsWithASignal();
    void killsWithAnySignalThatIsTyped();
    void renames();
    void removesStoppedAndSaysWhatIsLost();
    void removesRunningOnesWithAnonymousVolumes();
    void sparesRunningOnesUnlessAsked();
    void goesOnAfterAFailureAndNamesIt();
    void prunesAfterShowingWhatGoes();
    void stopsAndRemovesAll();

private:
    QString name(const QString &what) const { return m_objects->name(what); }
    QString state(const QString &container) const { return m_objects->inspect(container, u"{{.State.Status}}"_s); }
    static void accept(QDialog *dialog);

    RealEngine m_engine;
    std::unique_ptr<RealObjects> m_objects;
    QString m_image;
};

void ContainerActionsTest::accept(QDialog *dialog)
{
    auto *button = dialog->findChild<QPushButton *>(u"confirmAccept"_s);
    if (!button)
        button = dialog->findChild<QPushButton *>(u"inputAccept"_s);
    QTest::mouseClick(button, Qt::LeftButton);
}

void ContainerActionsTest::enablesWhatCanBeDone()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"running"_s), m_image);
    m_objects->create(name(u"created"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"running"_s)).isValid() && window.row(name(u"created"_s)).isValid());
    const auto enabled = [&window] {
        QStringList names;
        for (const QString &action :
             {u"Start"_s, u"Stop"_s, u"Pause"_s, u"Unpause"_s, u"Kill"_s, u"Rename"_s, u"Remove"_s}) {
            if (window.action(u"containers"_s + action)->isEnabled())
                names.append(action);
        }
        return names.join(u' ');
    };
    QCOMPARE(enabled(), QString());
    QVERIFY(window.select({name(u"running"_s)}));
    QTRY_COMPARE(enabled(), u"Stop Pause Kill Rename Remove"_s);
    QVERIFY(window.select({name(u"created"_s)}));
    QTRY_COMPARE(enabled(), u"Start Rename Remove"_s);
    QVERIFY(window.select({name(u"running"_s), name(u"created"_s)}));
    QTRY_COMPARE(enabled(), u"Start Stop Pause Kill Remove"_s);
    m_objects->docker({u"pause"_s, name(u"running"_s)});
    QTRY_COMPARE(enabled(), u"Start Stop Unpause Kill Remove"_s);
}

void ContainerActionsTest::startsStopsAndRestarts()
{
    STRATA_PREPARE(m_engine);
    const QStringList both{name(u"a"_s), name(u"b"_s)};
    m_objects->create(both[0], m_image);
    m_objects->create(both[1], m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select(both));
    QTRY_VERIFY(window.action(u"containersStart"_s)->isEnabled());
    window.action(u"containersStart"_s)->trigger();
    QTRY_VERIFY(window.cell(both[0], ContainerModel::State).startsWith(u"Up")
                && window.cell(both[1], ContainerModel::State).startsWith(u"Up"));
    QCOMPARE(window.lastOperation()->commandLine().toString(), u"docker start %1 %2"_s.arg(both[0], both[1]));
    QCOMPARE(window.table().selectedRowIndexes().size(), 2);

    const QString started = m_objects->inspect(both[0], u"{{.State.StartedAt}}"_s);
    QTRY_VERIFY(window.isIdle());
    int restarts = 0;
    connect(&window.session->inventory(), &Inventory::eventsArrived, this, [&](const QList<EngineEvent> &events) {
        restarts += int(std::ranges::count(events, u"restart"_s, &EngineEvent::action));
    });
    window.action(u"containersRestart"_s)->trigger();
    QTRY_VERIFY(window.isIdle() && restarts == 2);
    QVERIFY(m_objects->inspect(both[0], u"{{.State.StartedAt}}"_s) != started);
    QCOMPARE(state(both[0]), u"running"_s);

    QTRY_VERIFY(window.cell(both[0], ContainerModel::State).startsWith(u"Up")
                && window.cell(both[1], ContainerModel::State).startsWith(u"Up")
                && !window.action(u"containersStart"_s)->isEnabled());
    window.action(u"containersStop"_s)->trigger();
    QTRY_VERIFY(window.cell(both[0], ContainerModel::State).startsWith(u"Exited (137)")
                && window.cell(both[1], ContainerModel::State).startsWith(u"Exited (137)"));
}

void ContainerActionsTest::pausesAndUnpauses()
{
    STRATA_PREPARE(m_engine);
    const QString container = name(u"a"_s);
    m_objects->run(container, m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({container}));
    QTRY_VERIFY(window.action(u"containersPause"_s)->isEnabled());
    window.action(u"containersPause"_s)->trigger();
    QTRY_VERIFY(window.cell(container, ContainerModel::State).endsWith(u"(paused)"));
    QTRY_VERIFY(window.action(u"containersUnpause"_s)->isEnabled());
    window.action(u"containersUnpause"_s)->trigger();
    QTRY_VERIFY(!window.cell(container, ContainerModel::State).contains(u"paused"));
    QCOMPARE(state(container), u"running"_s);
}

// A shell that answers a signal with an exit code of its own.
static QStringList trapping(const QString &signal, int code)
{
    return {u"/bin/busybox"_s, u"sh"_s, u"-c"_s,
            u"trap 'exit %2' %1; while :; do /bin/busybox sleep 0.1; done"_s.arg(signal).arg(code)};
}

void ContainerActionsTest::killsWithASignal()
{
    STRATA_PREPARE(m_engine);
    const QString container = name(u"a"_s);
    m_objects->run(container, m_image, {}, trapping(u"USR1"_s, 31));
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({container}));
    auto *menu = window.find<QMenu>(u"containersKillMenu"_s);
    QTRY_VERIFY(menu->isEnabled());
    window.action(u"containersKillSIGUSR1"_s)->trigger();
    QTRY_VERIFY(window.cell(container, ContainerModel::State).startsWith(u"Exited (31)"));
    QCOMPARE(window.lastOperation()->commandLine().toString(), u"docker kill --signal SIGUSR1 "_s + container);
}

void ContainerActionsTest::killsWithAnySignalThatIsTyped()
{
    STRATA_PREPARE(m_engine);
    const QString container = name(u"a"_s);
    m_objects->run(container, m_image, {}, trapping(u"WINCH"_s, 28));
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({container}));
    QTRY_VERIFY(window.action(u"containersKill"_s)->isEnabled());
    window.action(u"containersKillOther"_s)->trigger();
    QDialog *dialog = window.dialog(u"killSignalDialog"_s);
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>(u"inputText"_s);
    edit->setText(u"not a signal"_s);
    QVERIFY(!dialog->findChild<QPushButton *>(u"inputAccept"_s)->isEnabled());
    QVERIFY(!dialog->findChild<QLabel *>(u"inputProblem"_s)->text().isEmpty());
    edit->setText(u"sigwinch"_s);
    accept(dialog);
    QTRY_VERIFY(window.cell(container, ContainerModel::State).startsWith(u"Exited (28)"));
}

void ContainerActionsTest::renames()
{
    STRATA_PREPARE(m_engine);
    const QString id = m_objects->create(name(u"old"_s), m_image);
    m_objects->create(name(u"taken"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"taken"_s)).isValid());
    QTRY_VERIFY(window.select({name(u"old"_s)}));
    window.table().setFocus();
    QTest::keyClick(&window.table(), Qt::Key_F2);
    QDialog *dialog = window.dialog(u"renameContainerDialog"_s);
    QVERIFY(dialog);
    auto *edit = dialog->findChild<QLineEdit *>(u"inputText"_s);
    auto *button = dialog->findChild<QPushButton *>(u"inputAccept"_s);
    QCOMPARE(edit->text(), name(u"old"_s));
    QVERIFY(!button->isEnabled());
    edit->setText(u"with blanks in it"_s);
    QVERIFY(!button->isEnabled());
    edit->setText(name(u"taken"_s));
    QVERIFY(!button->isEnabled());
    edit->setText(name(u"new"_s));
    accept(dialog);
    QTRY_VERIFY(window.row(name(u"new"_s)).isValid());
    QCOMPARE(m_objects->inspect(id, u"{{.Name}}"_s), u'/' + name(u"new"_s));
    QCOMPARE(window.table().selectedRowIndexes().value(0), window.row(name(u"new"_s)));
}

void ContainerActionsTest::removesStoppedAndSaysWhatIsLost()
{
    STRATA_PREPARE(m_engine);
    const QString container = name(u"a"_s);
    m_objects->run(container, m_image, {},
                   {u"/bin/busybox"_s, u"dd"_s, u"if=/dev/zero"_s, u"of=/file"_s, u"bs=1000"_s, u"count=3000"_s});
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.cell(container, ContainerModel::State).startsWith(u"Exited (0)"));
    QVERIFY(window.select({container}));
    window.table().setFocus();
    QTest::keyClick(&window.table(), Qt::Key_Delete);
    QDialog *dialog = window.dialog(u"removeContainersDialog"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QPushButton *>(u"confirmCancel"_s)->isDefault());
    QVERIFY(dialog->findChild<QLabel *>(u"confirmHeading"_s)->text().contains(container));
    auto *summary = dialog->findChild<QLabel *>(u"confirmSummary"_s);
    QTRY_VERIFY2(summary->text().contains(u"3 MB"), qPrintable(summary->text()));
    QTRY_VERIFY(treeText(*dialog->findChild<QTreeWidget *>(u"confirmList"_s)).contains(u"3 MB"));
    accept(dialog);
    QTRY_VERIFY(!window.row(container).isValid());
    QVERIFY(state(container).isEmpty());
    QVERIFY(!window.dialog(u"removeContainersDialog"_s));
}

void ContainerActionsTest::removesRunningOnesWithAnonymousVolumes()
{
    STRATA_PREPARE(m_engine);
    const QString container = name(u"a"_s);
    m_objects->run(container, m_image, {u"-v"_s, u"/data"_s});
    const QString volume = m_objects->inspect(container, u"{{(index .Mounts 0).Name}}"_s);
    QVERIFY(!volume.isEmpty());
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.select({container}));
    QTRY_VERIFY(window.action(u"containersRemove"_s)->isEnabled());
    window.action(u"containersRemove"_s)->trigger();
    QDialog *dialog = window.dialog(u"removeContainersDialog"_s);
    QVERIFY(dialog);
    QVERIFY(treeText(*dialog->findChild<QTreeWidget *>(u"confirmList"_s)).startsWith(u"Killed and removed"));
    dialog->findChild<QCheckBox *>(u"removeContainersVolumes"_s)->click();
    accept(dialog);
    QTRY_VERIFY(!window.row(container).isValid());
    QTRY_VERIFY(m_objects->docker({u"volume"_s, u"ls"_s, u"-q"_s, u"--filter"_s, u"name="_s + volume}).isEmpty());
    QCOMPARE(window.lastOperation()->commandLine().toString(), u"docker rm -f -v "_s + container);
}

void ContainerActionsTest::sparesRunningOnesUnlessAsked()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"running"_s), m_image);
    m_objects->create(name(u"created"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"created"_s)).isValid());
    QTRY_VERIFY(window.select({name(u"running"_s), name(u"created"_s)}));
    QTRY_VERIFY(window.action(u"containersRemove"_s)->isEnabled());
    window.action(u"containersRemove"_s)->trigger();
    QDialog *dialog = window.dialog(u"removeContainersDialog"_s);
    QVERIFY(dialog);
    auto *list = dialog->findChild<QTreeWidget *>(u"confirmList"_s);
    auto *option = dialog->findChild<QCheckBox *>(u"removeContainersRunning"_s);
    QVERIFY(option->isVisible() && !option->isChecked());
    QVERIFY(treeText(*list).contains(u"Stays, because it runs\n  "_s + name(u"running"_s)));
    option->click();
    QVERIFY(treeText(*list).contains(u"Killed and removed\n  "_s + name(u"running"_s)));
    option->click();
    accept(dialog);
    QTRY_VERIFY(!window.row(name(u"created"_s)).isValid());
    QCOMPARE(state(name(u"running"_s)), u"running"_s);
}

void ContainerActionsTest::goesOnAfterAFailureAndNamesIt()
{
    STRATA_PREPARE(m_engine);
    const QString bad = name(u"a-bad"_s);
    const QString good = name(u"b-good"_s);
    m_objects->create(bad, m_image, {}, {u"/no/such/program"_s});
    m_objects->create(good, m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(good).isValid() && window.row(bad).isValid());
    QVERIFY(window.select({bad, good}));
    QTRY_VERIFY(window.action(u"containersStart"_s)->isEnabled());
    window.action(u"containersStart"_s)->trigger();
    QTRY_VERIFY(window.cell(good, ContainerModel::State).startsWith(u"Up"));
    QTRY_VERIFY(window.isIdle());
    const Outcome &outcome = window.lastOperation()->outcome();
    QCOMPARE(outcome.kind, Outcome::Kind::Failure);
    QVERIFY2(outcome.error->message.contains(bad), qPrintable(outcome.error->message));
    QVERIFY(!outcome.error->message.contains(good));
}

void ContainerActionsTest::prunesAfterShowingWhatGoes()
{
    STRATA_PREPARE(m_engine);
    m_objects->create(name(u"stopped"_s), m_image);
    m_objects->run(name(u"running"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"stopped"_s)).isValid() && window.row(name(u"running"_s)).isValid());
    window.action(u"containersPrune"_s)->trigger();
    QDialog *dialog = window.dialog(u"pruneContainersDialog"_s);
    QVERIFY(dialog);
    auto *list = dialog->findChild<QTreeWidget *>(u"confirmList"_s);
    QVERIFY(treeText(*list).contains(name(u"stopped"_s)));
    QVERIFY(!treeText(*list).contains(name(u"running"_s)));
    m_objects->create(name(u"another"_s), m_image);
    QTRY_VERIFY(treeText(*list).contains(name(u"another"_s)));
    accept(dialog);
    QTRY_VERIFY(!window.row(name(u"stopped"_s)).isValid() && !window.row(name(u"another"_s)).isValid());
    QVERIFY(window.row(name(u"running"_s)).isValid());
}

void ContainerActionsTest::stopsAndRemovesAll()
{
    STRATA_PREPARE(m_engine);
    m_objects->run(name(u"a"_s), m_image);
    m_objects->run(name(u"b"_s), m_image);
    ContainersWindow window(m_engine.endpoint());
    QTRY_VERIFY(window.row(name(u"a"_s)).isValid() && window.row(name(u"b"_s)).isValid());
    window.action(u"containersStopAll"_s)->trigger();
    QDialog *stop = window.dialog(u"stopAllDialog"_s);
    QVERIFY(stop);
    QVERIFY(treeText(*stop->findChild<QTreeWidget *>(u"confirmList"_s)).contains(name(u"a"_s)));
    accept(stop);
    QTRY_COMPARE(state(name(u"b"_s)), u"exited"_s);
    QTRY_VERIFY(!window.action(u"containersStopAll"_s)->isEnabled());

    QTRY_VERIFY(window.isIdle());
    window.action(u"containersRemoveAll"_s)->trigger();
    QDialog *remove = window.dialog(u"removeContainersDialog"_s);
    QVERIFY(remove);
    accept(remove);
    QTRY_VERIFY(window.shown().isEmpty());
    QTRY_VERIFY(window.find<QWidget>(u"containersStates"_s)->isVisible());
    QVERIFY(state(name(u"a"_s)).isEmpty());
}

STRATA_WINDOW_TEST(ContainerActionsTest)
#include "tst_container_actions.moc"

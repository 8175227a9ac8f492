// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/logindialog.h"
#include "support/testprogram.h"

#include <QAccessible>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

using namespace strata;
using namespace Qt::StringLiterals;

/// The dialog over a registry and a keychain that answer when they are told to.
class TestLoginDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void isReachableByKeyboardAndReader();
    void nothingCanBeChangedWhileItAsks();
    void whatIsWrongCanBeMended();
    void keptForThisRunWhenTheKeychainRefuses();
    void closedWhileItAsks();
    void closedWhileItStores();
    void theSecretIsWiped();
    void anotherTransferWantsAnotherRegistry();

private:
    template<typename T>
    T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1StringView(name));
    }
    void fillIn() const;
    bool isEnabled(const char *name) const { return find<QWidget>(name)->isEnabled(); }

    using Tried = std::function<void(Result<Credential>)>;
    using Kept = std::function<void(Result<void>)>;
    QPointer<LoginDialog> m_dialog;
    QPointer<QObject> m_trying, m_keeping; ///< contexts
    Tried m_tried;
    Kept m_kept;
    QList<LoginDialog::Where> m_places;
};

void TestLoginDialog::init()
{
    m_places.clear();
    m_dialog = new LoginDialog(
        [this](const Credential &, QObject *context, Tried answer) {
            m_trying = context;
            m_tried = std::move(answer);
        },
        [this](const Credential &, LoginDialog::Where where, QObject *context, Kept answer) {
            m_keeping = context;
            m_places.append(where);
            m_kept = std::move(answer);
        },
        nullptr);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
}

void TestLoginDialog::cleanup()
{
    delete m_dialog;
}

void TestLoginDialog::fillIn() const
{
    find<QComboBox>("loginRegistry")->setEditText(u"r.example:5000"_s);
    find<QLineEdit>("loginUser")->setText(u"ann"_s);
    find<QLineEdit>("loginSecret")->setText(u"very secret"_s);
    find<QPushButton>("loginAccept")->click();
}

void TestLoginDialog::isReachableByKeyboardAndReader()
{
    for (const char *name : {"loginRegistry", "loginUser", "loginSecret"}) {
        QAccessibleInterface *field = QAccessible::queryAccessibleInterface(find<QWidget>(name));
        QVERIFY2(field && !field->text(QAccessible::Name).isEmpty(), name);
    }
    QVERIFY(find<QLineEdit>("loginUser")->hasFocus());
    QTest::keyClick(m_dialog, Qt::Key_T, Qt::AltModifier);
    QVERIFY(find<QLineEdit>("loginSecret")->hasFocus());
}

void TestLoginDialog::nothingCanBeChangedWhileItAsks()
{
    fillIn();
    QVERIFY(m_trying);
    for (const char *name : {"loginRegistry", "loginUser", "loginSecret", "loginPaste", "loginFile", "loginAccept"})
        QVERIFY2(!isEnabled(name), name);
    find<QLineEdit>("loginSecret")->setText(u"other"_s); // a file that was chosen a moment ago
    QVERIFY(!isEnabled("loginAccept"));
    QVERIFY(isEnabled("loginCancel"));
}

void TestLoginDialog::whatIsWrongCanBeMended()
{
    fillIn();
    m_tried(failure(Error::Kind::Unauthorized, u"Wrong token."_s));
    QCOMPARE(find<QLabel>("loginNote")->text(), u"Wrong token."_s);
    QVERIFY(isEnabled("loginAccept"));
    QVERIFY(find<QLineEdit>("loginSecret")->hasSelectedText());
    find<QPushButton>("loginAccept")->click();
    m_tried(Credential{.server = u"r.example:5000"_s, .user = u"ann"_s, .secret = {}});
    m_kept({});
    QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
    QCOMPARE(m_places, QList{LoginDialog::Where::Keychain});
}

void TestLoginDialog::keptForThisRunWhenTheKeychainRefuses()
{
    fillIn();
    QVERIFY(!find<QPushButton>("loginThisRun")->isVisible());
    m_tried(Credential{.server = u"r.example:5000"_s, .user = u"ann"_s, .secret = {}});
    m_kept(failure(Error::Kind::NoKeychain, u"There is no keychain."_s));
    QVERIFY(find<QLabel>("loginNote")->text().contains(u"There is no keychain."_s));
    QVERIFY(find<QPushButton>("loginThisRun")->isVisible());
    find<QPushButton>("loginAccept")->click(); // the prompt was dismissed by mistake
    QVERIFY(!find<QPushButton>("loginThisRun")->isVisible());
    m_tried(Credential{.server = u"r.example:5000"_s, .user = u"ann"_s, .secret = {}});
    m_kept(failure(Error::Kind::KeychainLocked, u"It is locked."_s));
    find<QPushButton>("loginThisRun")->click();
    QCOMPARE(m_places.last(), LoginDialog::Where::ThisRun);
    m_kept({});
    QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
}

void TestLoginDialog::closedWhileItAsks()
{
    fillIn();
    m_dialog->reject();
    m_tried(Credential{.server = u"r.example:5000"_s, .user = u"ann"_s, .secret = {}}); // was on its way
    QVERIFY(m_places.isEmpty());
    QTRY_VERIFY(!m_trying);
    QTRY_VERIFY(!m_dialog);
}

void TestLoginDialog::closedWhileItStores()
{
    fillIn();
    m_tried(Credential{.server = u"r.example:5000"_s, .user = u"ann"_s, .secret = {}});
    QVERIFY(m_keeping);
    m_dialog->reject();
    QCOMPARE(m_dialog->result(), int(QDialog::Rejected));
    QTRY_VERIFY(!m_keeping); // which stops the keychain's question
}

void TestLoginDialog::theSecretIsWiped()
{
    find<QLineEdit>("loginSecret")->setText(QString::fromLatin1("very secret"));
    const QString buffer = find<QLineEdit>("loginSecret")->text(); // shares the field's
    m_dialog->reject();
    QVERIFY(find<QLineEdit>("loginSecret")->text().isEmpty());
    QVERIFY(!buffer.contains(u"secret"_s));
}

void TestLoginDialog::anotherTransferWantsAnotherRegistry()
{
    m_dialog->setOnlyRegistry(u"r.example:5000"_s);
    auto *registry = find<QComboBox>("loginRegistry");
    QVERIFY(!registry->isEditable() && registry->count() == 1);
    QCOMPARE(registry->currentText(), u"r.example:5000"_s);
}

STRATA_WINDOW_TEST(TestLoginDialog)
#include "tst_logindialog.moc"

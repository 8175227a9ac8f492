// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/accountspage.h"
#include "app/accounts/logins.h"
#include "credentials/credentialstore.h"
#include "support/keychainsession.h"
#include "support/realengine.h"
#include "support/testprogram.h"
#include "widgets/emptystate.h"
#include "widgets/treetable.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFrame>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

using namespace strata;
using namespace strata::test;
using namespace Qt::StringLiterals;

/// The accounts page over a config.json of its own and the real keychain, by object names.
class TestAccountsPage : public QObject
{
    Q_OBJECT

public:
    static void initMain() { s_keychain.emplace(); } // before anybody asks libdbus for the session bus

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { s_keychain.reset(); }
    void init();
    void cleanup();

    void withoutAccounts();
    void plainTextIsMovedAndPutBack();
    void aCopyIsKeptWithoutThePassword();
    void loggingOutRemovesItEverywhere();
    void aBrokenConfigIsToldAndLeftAlone();
    void loggingIn();
    void checking();
    void whoAsksForTheSameRegistryGetsTheSameDialog();

private:
    void write(const QByteArray &text) const;
    QByteArray config() const;
    QByteArray plainConfig(const QString &registry) const;
    void show();
    QStringList rows() const; ///< "registry, user, place"
    template<typename T>
    T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1StringView(name));
    }
    QDialog *dialog() const;
    QString noticeText() const
    {
        return find<QFrame>("accountsNotice")->isVisible() ? find<QLabel>("accountsNoticeText")->text() : QString();
    }
    void confirm(const char *action) const; ///< triggers it and presses the dialog's button

    static inline std::optional<KeychainSession> s_keychain;
    QString m_registry;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SessionHost> m_host;
    std::unique_ptr<CredentialStore> m_store;
    std::unique_ptr<Logins> m_logins;
    std::unique_ptr<AccountsPage> m_page;
};

void TestAccountsPage::initTestCase()
{
    STRATA_NEED(*s_keychain);
    qputenv("PATH", QByteArray(QByteArray(STRATA_HELPER_FOLDER) + ':' + qgetenv("PATH"))); // as if it were installed
}

void TestAccountsPage::init()
{
    s_keychain->startKeyring();
    m_registry = u"registry.example:5000"_s;
    m_folder = std::make_unique<QTemporaryDir>();
    m_host = std::make_unique<SessionHost>();
    m_store = std::make_unique<CredentialStore>(
        Accounts::Places{.configPath = m_folder->filePath(u"config.json"_s), .openKeychain = Keychain::open});
    m_logins = std::make_unique<Logins>(*m_host, *m_store);
    m_page = std::make_unique<AccountsPage>(*m_logins);
    m_page->resize(900, 500);
    new QAbstractItemModelTester(find<TreeTable>("accountsTable")->model(), m_page.get());
}

void TestAccountsPage::cleanup()
{
    m_page.reset();
    m_logins.reset();
    m_store.reset();
    m_host.reset();
    s_keychain->endKeyring();
}

void TestAccountsPage::write(const QByteArray &text) const
{
    QFile file(m_folder->filePath(u"config.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

QByteArray TestAccountsPage::config() const
{
    QFile file(m_folder->filePath(u"config.json"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray TestAccountsPage::plainConfig(const QString &registry) const
{
    return "{\n\t\"detachKeys\": \"ctrl-e,e\",\n\t\"auths\": {\n\t\t\"" + registry.toUtf8() + "\": {\"auth\": \""
        + QByteArray("ann:very secret").toBase64() + "\"}\n\t}\n}\n";
}

void TestAccountsPage::show()
{
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

QStringList TestAccountsPage::rows() const
{
    QStringList rows;
    const QAbstractItemModel *model = find<TreeTable>("accountsTable")->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        QStringList cells;
        for (const int column : {AccountModel::Registry, AccountModel::User, AccountModel::Place})
            cells.append(model->index(row, column).data().toString());
        if (cells.first() == m_registry)
            rows.append(cells.join(u", "_s));
    }
    return rows;
}

QDialog *TestAccountsPage::dialog() const
{
    for (QDialog *dialog : m_page->findChildren<QDialog *>()) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

void TestAccountsPage::confirm(const char *action) const
{
    find<QAction>(action)->trigger();
    QTRY_VERIFY(dialog());
    dialog()->findChild<QPushButton *>(u"confirmAccept"_s)->click();
}

void TestAccountsPage::withoutAccounts()
{
    show();
    QTest::qWait(200);
    QVERIFY(noticeText().isEmpty());
    if (find<TreeTable>("accountsTable")->model()->rowCount() == 0)
        QVERIFY(find<EmptyState>("accountsEmpty")->isVisible());
    QVERIFY(!find<QAction>("accountsLogin")->isEnabled()); // no engine that could ask the registry
}

void TestAccountsPage::plainTextIsMovedAndPutBack()
{
    const QByteArray before = plainConfig(m_registry);
    write(before);
    show();
    QTRY_COMPARE(rows(), QStringList{m_registry + u", ann, Plain text in config.json"_s});
    QVERIFY(noticeText().contains(u"Base64 is not encryption"_s));
    find<QToolButton>("accountsNoticeButton")->click();
    QTRY_VERIFY(dialog());
    QVERIFY(!dialog()->findChild<QCheckBox *>(u"accountsKeepCopy"_s)->isChecked());
    dialog()->findChild<QPushButton *>(u"confirmAccept"_s)->click();
    QTRY_COMPARE(rows(), QStringList{m_registry + u", ann, Desktop keychain"_s});
    const QJsonObject after = QJsonDocument::fromJson(config()).object();
    QCOMPARE(after[u"detachKeys"].toString(), u"ctrl-e,e"_s);
    QCOMPARE(after[u"credHelpers"][m_registry].toString(), u"strata"_s);
    QVERIFY(!config().contains(QByteArray("ann:very secret").toBase64()));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);

    QCOMPARE(find<QToolButton>("accountsNoticeButton")->text(), u"Undo"_s);
    find<QToolButton>("accountsNoticeButton")->click();
    QTRY_COMPARE(rows(), QStringList{m_registry + u", ann, Plain text in config.json"_s});
    QCOMPARE(config(), before);
}

void TestAccountsPage::aCopyIsKeptWithoutThePassword()
{
    write(plainConfig(m_registry));
    show();
    QTRY_COMPARE(rows().size(), 1);
    find<TreeTable>("accountsTable")->selectOnly(find<TreeTable>("accountsTable")->model()->index(0, 0));
    find<QAction>("accountsMove")->trigger();
    QTRY_VERIFY(dialog());
    dialog()->findChild<QCheckBox *>(u"accountsKeepCopy"_s)->setChecked(true);
    dialog()->findChild<QPushButton *>(u"confirmAccept"_s)->click();
    QTRY_COMPARE(rows(), QStringList{m_registry + u", ann, Desktop keychain"_s});
    const QStringList files = QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(files.size(), 2);
    for (const QString &name : files) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(QByteArray("ann:very secret").toBase64()), qPrintable(name));
    }
}

void TestAccountsPage::loggingOutRemovesItEverywhere()
{
    write(plainConfig(m_registry));
    show();
    QTRY_COMPARE(rows().size(), 1);
    find<TreeTable>("accountsTable")->selectOnly(find<TreeTable>("accountsTable")->model()->index(0, 0));
    confirm("accountsLogout");
    QTRY_VERIFY(rows().isEmpty());
    QVERIFY(!config().contains(QByteArray("ann:very secret").toBase64()));
    QVERIFY(config().contains("ctrl-e,e"));
}

void TestAccountsPage::aBrokenConfigIsToldAndLeftAlone()
{
    const QByteArray broken = plainConfig(m_registry).chopped(3);
    write(broken);
    show();
    QTRY_VERIFY(find<QLabel>("accountsProblems")->isVisible());
    QVERIFY(find<QLabel>("accountsProblems")->text().remove(QChar(0x200b)).contains(u"config.json"_s));
    QCOMPARE(config(), broken);
}

void TestAccountsPage::loggingIn()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    m_registry = qEnvironmentVariable("STRATA_TEST_REGISTRY");
    m_host->openCurrent(engine.endpoint().toString());
    m_page->setSession(m_host->session());
    show();
    QFile file(qEnvironmentVariable("STRATA_TEST_REGISTRY_PASSWORD_FILE"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray password = file.readAll().trimmed();
    find<QAction>("accountsLogin")->trigger();
    QTRY_VERIFY(dialog());
    QVERIFY(!dialog()->findChild<QPushButton *>(u"loginAccept"_s)->isEnabled());
    dialog()->findChild<QComboBox *>(u"loginRegistry"_s)->setEditText(m_registry);
    dialog()->findChild<QLineEdit *>(u"loginUser"_s)->setText(qEnvironmentVariable("STRATA_TEST_REGISTRY_USER"));
    dialog()->findChild<QLineEdit *>(u"loginSecret"_s)->setText(QString::fromUtf8(password));
    QCOMPARE(dialog()->findChild<QLineEdit *>(u"loginSecret"_s)->echoMode(), QLineEdit::Password);
    dialog()->findChild<QPushButton *>(u"loginAccept"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog(), 30'000);
    QTRY_COMPARE(rows(), QStringList{m_registry + u", strata, Desktop keychain"_s});
    QVERIFY(!config().contains(password));
    QVERIFY(!config().contains(QByteArray("strata:" + password).toBase64()));
}

void TestAccountsPage::checking()
{
    const RealEngine engine;
    STRATA_NEED(engine);
    m_registry = qEnvironmentVariable("STRATA_TEST_REGISTRY");
    write(plainConfig(m_registry)); // of nobody the registry knows
    m_host->openCurrent(engine.endpoint().toString());
    m_page->setSession(m_host->session());
    show();
    QTRY_COMPARE(rows().size(), 1);
    auto *table = find<TreeTable>("accountsTable");
    table->selectOnly(table->model()->index(0, 0));
    auto *check = find<QAction>("accountsCheck");
    check->trigger();
    const QModelIndex cell = table->model()->index(0, AccountModel::Checked);
    QCOMPARE(cell.data().toString(), u"asking the registry…"_s);
    QVERIFY(!check->isEnabled());
    m_page->setSession(nullptr); // an engine that went answers no more
    QCOMPARE(cell.data().toString(), QString());
    m_page->setSession(m_host->session());
    QVERIFY(check->isEnabled());
    check->trigger();
    QVERIFY(!check->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(check->isEnabled(), 30'000);
    QVERIFY2(!cell.data().toString().startsWith(u"accepted"_s), qPrintable(cell.data().toString()));
}

void TestAccountsPage::whoAsksForTheSameRegistryGetsTheSameDialog()
{
    show();
    QStringList answers;
    auto first = std::make_unique<QObject>();
    auto second = std::make_unique<QObject>();
    const auto ask = [&](const QString &registry, QObject *context, const QString &name) {
        m_logins->ask(registry, u"refused"_s, m_page.get(), context,
                      [&answers, name](const std::optional<Credential> &account) {
                          answers.append(name + (account ? u" in"_s : u" declined"_s));
                      });
    };
    const auto dialogs = [this] {
        return std::ranges::count_if(m_page->findChildren<QDialog *>(), &QDialog::isVisible);
    };
    ask(u"one.example"_s, first.get(), u"first"_s);
    ask(u"one.example"_s, second.get(), u"second"_s);
    QCOMPARE(dialogs(), 1);
    first.reset();
    QCOMPARE(dialogs(), 1); // the second still waits
    ask(u"one.example"_s, second.get(), u"third"_s);
    dialog()->reject();
    QCOMPARE(answers, QStringList({u"second declined"_s, u"third declined"_s}));
    QCOMPARE(dialogs(), 0);

    ask(u"one.example"_s, second.get(), u"again"_s);
    QCOMPARE(dialogs(), 1);
    second.reset();
    QCOMPARE(dialogs(), 0); // nobody waits
    QCOMPARE(answers.size(), 2);
}

STRATA_WINDOW_TEST(TestAccountsPage)
#include "tst_accounts_page.moc"

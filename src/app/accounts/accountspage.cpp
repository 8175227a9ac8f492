// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/accountspage.h"

#include "app/accounts/logindialog.h"
#include "app/accounts/logins.h"
#include "app/common/confirmationdialog.h"
#include "app/common/text.h"
#include "app/common/visibletimer.h"
#include "app/shell/controls.h"
#include "app/shell/helpbutton.h"
#include "app/shell/icons.h"
#include "core/commandline.h"
#include "credentials/credentialstore.h"
#include "widgets/delegates.h"
#include "widgets/emptystate.h"
#include "widgets/plaintext.h"
#include "widgets/treetable.h"

#include <QAction>
#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QSettings>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ageInterval{30};

} // namespace

AccountsPage::AccountsPage(Logins &logins, QWidget *parent) : Page(parent), m_logins(logins)
{
    setObjectName(u"accounts"_s);
    setAccessibleName(title());
    makeActions();
    m_problems = makePlainLabel(u"accountsProblems"_s);
    m_problems->setContentsMargins(10, 4, 10, 8);
    m_problems->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(makeNotice());
    column->addWidget(makeTable(), 1);
    column->addWidget(m_problems);
    connect(&logins, &Logins::changed, this, &AccountsPage::loggedIn);
    selectionChanged();
}

AccountsPage::~AccountsPage() = default;

void AccountsPage::makeActions()
{
    m_login = makeAction(this, u"accountsLogin"_s, u"list-add"_s, tr("Log in…"), tr("Log in to a registry"));
    m_check = makeAction(this, u"accountsCheck"_s, u"dialog-ok"_s, tr("Check"),
                         tr("Ask the registry whether it accepts the account"));
    m_move = makeAction(this, u"accountsMove"_s, u"document-import"_s, tr("Move to the keychain…"),
                        tr("Take the password out of config.json; docker goes on working"));
    m_logout = makeAction(this, u"accountsLogout"_s, u"edit-delete"_s, tr("Log out…"),
                          tr("Remove the account wherever it is kept"));
    m_movePlain = makeAction(this, u"accountsMovePlain"_s, {}, tr("Move to the keychain…"), m_move->toolTip());
    m_undo = makeAction(this, u"accountsUndo"_s, {}, tr("Undo"), tr("Put the password back into config.json"));
    connect(m_login, &QAction::triggered, this, &AccountsPage::logIn);
    connect(m_check, &QAction::triggered, this, &AccountsPage::checkSelected);
    connect(m_undo, &QAction::triggered, this, &AccountsPage::undoMove);
    connect(m_move, &QAction::triggered, this, [this] {
        if (const Account *account = selected())
            askMove(*account);
    });
    connect(m_movePlain, &QAction::triggered, this, [this] {
        const auto &all = m_model.accounts();
        const auto plain = std::ranges::find(all, Account::Place::PlainText, &Account::place);
        if (plain != all.end())
            askMove(*plain);
    });
    connect(m_logout, &QAction::triggered, this, [this] {
        if (const Account *account = selected())
            askLogOut(*account);
    });
}

QWidget *AccountsPage::makeBar()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    const int gap = style()->pixelMetric(QStyle::PM_LayoutHorizontalSpacing);
    row->setContentsMargins(gap, gap / 2, gap, gap / 2);
    auto *tools = new QToolBar;
    tools->setObjectName(u"accountsToolBar"_s);
    tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    tools->setIconSize({extent, extent});
    tools->addActions({m_login, m_check, m_move});
    tools->addSeparator();
    tools->addAction(m_logout);
    row->addWidget(tools, 1);
    row->addWidget(new HelpButton(HelpTopic::Accounts));
    return bar;
}

QWidget *AccountsPage::makeNotice()
{
    m_notice = new QFrame;
    m_notice->setObjectName(u"accountsNotice"_s);
    m_notice->setFrameShape(QFrame::StyledPanel);
    auto *sign = new QLabel;
    const int extent = style()->pixelMetric(QStyle::PM_SmallIconSize);
    sign->setPixmap(icon(u"dialog-warning"_s).pixmap(QSize(extent, extent), devicePixelRatio()));
    m_noticeText = makePlainLabel(u"accountsNoticeText"_s);
    m_noticeButton = new QToolButton;
    m_noticeButton->setObjectName(u"accountsNoticeButton"_s);
    m_noticeButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_noticeButton->setDefaultAction(m_movePlain);
    auto *row = new QHBoxLayout(m_notice);
    row->addWidget(sign, 0, Qt::AlignTop);
    row->addWidget(m_noticeText, 1);
    row->addWidget(m_noticeButton, 0, Qt::AlignTop);
    auto *close = new QToolButton;
    close->setObjectName(u"accountsNoticeClose"_s);
    close->setAutoRaise(true);
    close->setIcon(icon(u"window-close"_s));
    close->setToolTip(tr("Close"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, [this] {
        notice({});
        noticePlainText();
    });
    row->addWidget(close, 0, Qt::AlignTop);
    m_notice->hide();
    return m_notice;
}

QWidget *AccountsPage::makeTable()
{
    m_table = new TreeTable;
    m_table->setObjectName(u"accountsTable"_s);
    m_table->setAccessibleName(title());
    m_table->setModel(&m_model);
    m_table->setRootIsDecorated(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setSortingEnabled(false);
    m_table->setDefaultWidths({28, 20, 30, 30});
    m_table->setStretchColumn(AccountModel::Checked);
    m_table->addActions({m_login, m_check, m_move, m_logout});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AccountsPage::selectionChanged);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &AccountsPage::selectionChanged);
    connect(m_table, &TreeTable::deleteRequested, m_logout, &QAction::trigger);
    connect(m_table, &TreeTable::rowActivated, m_check, &QAction::trigger);
    m_clock = new VisibleTimer(m_table, ageInterval);
    connect(m_clock, &VisibleTimer::tick, &m_model, &AccountModel::timePassed);

    m_empty = new EmptyState;
    m_empty->setObjectName(u"accountsEmpty"_s);
    m_empty->setIcon(icon(iconName()));
    m_empty->setTitle(tr("No accounts yet"));
    m_empty->setText(tr("Public images need none. Log in to push, to pull what is private, and for more pulls from "
                        "Docker Hub. The token goes into the desktop's keychain, never into a file."));
    m_empty->setActions({m_login});
    auto *looking = new EmptyState;
    looking->setObjectName(u"accountsLooking"_s);
    looking->setBusy(true);
    looking->setTitle(tr("Looking for accounts…"));
    m_stack = new QStackedWidget;
    m_stack->addWidget(looking);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    return m_stack;
}

QString AccountsPage::countText() const
{
    return m_model.accounts().isEmpty() ? QString() : QString::number(m_model.rowCount());
}

void AccountsPage::setSession(EngineSession *session)
{
    m_hasEngine = session;
    const QStringList asked = m_checks.keys(); // an engine that goes answers no more
    for (const QString &key : asked)
        forgetCheck(key);
    selectionChanged();
}

void AccountsPage::refresh()
{
    m_logins.store().list(this, [this, question = ++m_listQuestion](const AccountList &list) {
        if (question == m_listQuestion)
            take(list);
    });
}

void AccountsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    refresh();
}

/// The docker command may have been used meanwhile.
void AccountsPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && isVisible())
        refresh();
}

void AccountsPage::take(const AccountList &list)
{
    const QString key = selected() ? selected()->key : QString();
    m_model.setAccounts(list.accounts);
    for (int row = 0; row < m_model.rowCount() && !selected(); ++row) {
        if (m_model.accounts()[row].key == key)
            m_table->selectOnly(m_model.index(row, 0));
    }
    m_stack->setCurrentWidget(list.accounts.isEmpty() ? static_cast<QWidget *>(m_empty) : m_table);
    QStringList problems;
    for (const Error &problem : list.problems)
        problems.append(problem.message);
    m_problems->setText(textBlock(problems.join(u'\n')));
    m_problems->setVisible(!problems.isEmpty());
    noticePlainText();
    Q_EMIT countChanged();
}

const Account *AccountsPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.size() == 1 ? &m_model.accounts()[rows.first().row()] : nullptr;
}

void AccountsPage::selectionChanged()
{
    const Account *account = selected();
    m_check->setEnabled(account && account->isUsed && m_hasEngine && !m_model.isChecking(account->key));
    m_logout->setEnabled(account);
    m_move->setEnabled(account && account->place == Account::Place::PlainText);
    m_login->setEnabled(m_hasEngine);
}

void AccountsPage::logIn()
{
    LoginDialog *dialog = m_logins.makeLoginDialog(this);
    QStringList known;
    for (const Account &account : m_model.accounts())
        known.append(account.key);
    dialog->setKnownRegistries(known);
    dialog->open();
}

/// What was known of the registry is of another account, and so is a move that could be undone.
void AccountsPage::loggedIn(const QString &registry, const QString &remark)
{
    forgetCheck(registry);
    forgetMove();
    if (!remark.isEmpty())
        notice(remark);
    refresh();
}

void AccountsPage::forgetMove()
{
    m_moved.reset();
    if (m_noticeButton->defaultAction() == m_undo)
        notice({});
}

void AccountsPage::checkSelected()
{
    const Account *account = selected();
    if (!account)
        return;
    const QString key = account->key;
    const int question = ++m_checkQuestion;
    m_checks.insert(key, question);
    m_model.setCheck(key, {});
    selectionChanged();
    m_logins.check(key, this, [this, key, question](const Result<void> &answer) {
        if (m_checks.value(key) != question)
            return;
        m_checks.remove(key);
        m_model.setCheck(
            key,
            {.at = QDateTime::currentDateTimeUtc(), .refusal = answer ? std::nullopt : std::optional(answer.error())});
        selectionChanged();
    });
}

/// Of an account that is no longer the one that was asked about; a late answer is dropped.
void AccountsPage::forgetCheck(const QString &key)
{
    m_checks.remove(key);
    m_model.forgetCheck(key);
    selectionChanged();
}

void AccountsPage::askMove(const Account &account)
{
    auto *dialog = new ConfirmationDialog(u"moveAccountDialog"_s, this);
    const QString name = registryName(account.key);
    dialog->setWindowTitle(tr("Move to the keychain"));
    dialog->setHeading(tr("Move the password of %1 to the keychain?").arg(name));
    dialog->setSummary(
        tr("In config.json it is plain text: base64 is not encryption. It will be stored in the desktop's "
           "keychain and read back; then config.json names docker-credential-strata in its place, so "
           "that the docker command goes on working. Everything else in the file stays."));
    dialog->setGroups(
        {{.title = tr("Moved"),
          .rows = {{.text = name, .note = visibleLine(account.user), .freed = {}, .target = {}, .below = {}}}}});
    QCheckBox *copy = dialog->addOption(u"accountsKeepCopy"_s, tr("The copy is made beside it and has no passwords."));
    copy->setText(tr("Keep a copy of config.json"));
    dialog->setOptionVisible(copy, true);
    dialog->setAcceptButton(tr("Move"), true);
    connect(dialog, &QDialog::accepted, this, [this, copy, key = account.key] { move(key, copy->isChecked()); });
    dialog->open();
}

void AccountsPage::move(const QString &key, bool withCopy)
{
    if (withCopy) {
        m_logins.store().backUpConfig(this, [this, key](const Result<QString> &path) {
            if (path)
                move(key, false);
            else
                notice(path.error().message);
        });
        return;
    }
    m_logins.store().moveToKeychain(key, this, [this, key](Result<MovedAccount> moved) {
        if (!moved) {
            refresh();
            return notice(moved.error().message);
        }
        m_moved = std::move(*moved);
        refresh();
        notice(tr("The password of %1 is in the keychain now; config.json has it no more.").arg(registryName(key)),
               m_undo);
    });
}

void AccountsPage::undoMove()
{
    if (!m_moved)
        return;
    m_logins.store().undo(*m_moved, this, [this](const Result<void> &undone) {
        if (undone || undone.error().kind == Error::Kind::Conflict)
            m_moved.reset();
        notice(undone ? QString() : undone.error().message, m_moved ? m_undo : nullptr);
        refresh();
    });
}

void AccountsPage::askLogOut(const Account &account)
{
    auto *dialog = new ConfirmationDialog(u"logoutDialog"_s, this);
    const QString name = registryName(account.key);
    dialog->setWindowTitle(tr("Log out"));
    dialog->setHeading(tr("Log out of %1?").arg(name));
    dialog->setSummary(
        tr("The password or token is removed from every place below. At the registry it stays valid until "
           "it is revoked there."));
    QList<ConfirmationDialog::Row> rows;
    for (const Account &other : m_model.accounts()) {
        if (other.key == account.key)
            rows.append(
                {.text = placeText(other), .note = visibleLine(other.user), .freed = {}, .target = {}, .below = {}});
    }
    dialog->setGroups({{.title = tr("Removed"), .rows = rows}});
    const CommandLine command = name == account.key ? CommandLine{u"docker"_s, u"logout"_s, account.key}
                                                    : CommandLine{u"docker"_s, u"logout"_s};
    dialog->setCommand(command.toString());
    dialog->setAcceptButton(tr("Log out"), true);
    connect(dialog, &QDialog::accepted, this, [this, key = account.key] { logOut(key); });
    dialog->open();
}

void AccountsPage::logOut(const QString &key)
{
    forgetCheck(key);
    forgetMove();
    m_logins.store().remove(key, this, [this](const Result<void> &removed) {
        notice(removed ? QString() : removed.error().message);
        refresh();
    });
}

void AccountsPage::notice(const QString &text, QAction *action)
{
    m_noticeText->setText(textBlock(text));
    if (m_noticeButton->defaultAction())
        m_noticeButton->removeAction(m_noticeButton->defaultAction());
    m_noticeButton->setVisible(action);
    if (action)
        m_noticeButton->setDefaultAction(action);
    m_notice->setVisible(!text.isEmpty());
}

/// A warning stays until it is mended, and gives way to what was just done.
void AccountsPage::noticePlainText()
{
    const auto plain = std::ranges::count(m_model.accounts(), Account::Place::PlainText, &Account::place);
    const bool isShown = m_noticeButton->defaultAction() == m_movePlain && m_notice->isVisibleTo(this);
    if (plain == 0 && isShown)
        return notice({});
    if (plain > 0 && (isShown || m_notice->isHidden()))
        notice(
            tr("%n password(s) are kept as plain text in config.json. Base64 is not encryption: whoever can read the "
               "file has them.",
               nullptr, static_cast<int>(plain)),
            m_movePlain);
}

void AccountsPage::saveState()
{
    QSettings settings;
    m_table->saveState(settings, objectName() + u"/table"_s);
}

void AccountsPage::restoreState()
{
    const QSettings settings;
    m_table->restoreState(settings, objectName() + u"/table"_s);
}

} // namespace strata

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/logindialog.h"

#include "app/common/text.h"
#include "app/shell/controls.h"
#include "widgets/plaintext.h"

#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secretLimit = 64 * 1024;

QToolButton *makeSecretButton(const QString &objectName, const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setText(text);
    button->setToolTip(toolTip);
    return button;
}

} // namespace

LoginDialog::LoginDialog(Try tryAccount, Keep keep, QWidget *parent)
    : QDialog(parent), m_try(std::move(tryAccount)), m_keep(std::move(keep))
{
    setObjectName(u"loginDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Log in to a registry"));
    setUpControls();
    connect(m_registry, &QComboBox::currentTextChanged, this, &LoginDialog::review);
    connect(m_user, &QLineEdit::textChanged, this, &LoginDialog::review);
    connect(m_secret, &QLineEdit::textChanged, this, &LoginDialog::review);
    setRegistry(registryKey(u"docker.io"_s));
    review();
    m_user->setFocus();
}

QString LoginDialog::tokenPage(const QString &key)
{
    static const QHash<QString, QString> pages{
        {registryKey(u"docker.io"_s), u"https://app.docker.com/settings/personal-access-tokens"_s},
        {u"ghcr.io"_s, u"https://github.com/settings/tokens"_s},
        {u"registry.gitlab.com"_s, u"https://gitlab.com/-/user_settings/personal_access_tokens"_s},
    };
    return pages.value(key);
}

void LoginDialog::setUpControls()
{
    m_reason = makePlainLabel(u"loginReason"_s);
    m_reason->hide();
    m_registry = new QComboBox;
    m_registry->setObjectName(u"loginRegistry"_s);
    m_registry->setEditable(true);
    m_registry->addItem(registryName(registryKey(u"docker.io"_s)));
    m_user = new QLineEdit;
    m_user->setObjectName(u"loginUser"_s);
    m_note = makePlainLabel(u"loginNote"_s);
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing() * 3);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeading);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setObjectName(u"loginAccept"_s);
    m_accept->setText(tr("Log in"));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"loginCancel"_s);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    m_thisRun = buttons->addButton(tr("Use it for this run only"), QDialogButtonBox::ActionRole);
    m_thisRun->setObjectName(u"loginThisRun"_s);
    m_thisRun->hide();
    connect(m_accept, &QPushButton::clicked, this, &LoginDialog::begin);
    connect(m_thisRun, &QPushButton::clicked, this, [this] { keepIt(Where::ThisRun); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&Registry:"), m_registry);
    form->addRow(tr("&User name:"), m_user);
    QLayout *secret = makeSecretRow();
    auto *label = new QLabel(tr("&Token or password:"));
    label->setBuddy(m_secret);
    form->addRow(label, secret);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_reason);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addWidget(buttons);
    resize(fontMetrics().horizontalAdvance(u'm') * 38, sizeHint().height());
}

QLayout *LoginDialog::makeSecretRow()
{
    m_secret = new QLineEdit;
    m_secret->setObjectName(u"loginSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_paste = makeSecretButton(u"loginPaste"_s, tr("Paste"), tr("Take the token from the clipboard"));
    m_file = makeSecretButton(u"loginFile"_s, tr("From a file…"),
                              tr("Take the token from a file, such as .access_token"));
    m_tokenPage = new QPushButton(tr("Create a token…"));
    m_tokenPage->setObjectName(u"loginTokenPage"_s);
    m_tokenPage->setToolTip(tr("Opens the registry's page in the browser"));
    m_tokenPage->setAutoDefault(false);
    connect(m_paste, &QToolButton::clicked, this,
            [this] { m_secret->setText(QGuiApplication::clipboard()->text().trimmed()); });
    connect(m_file, &QToolButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Token from a file"), QDir::homePath());
        dialog->setObjectName(u"loginFileDialog"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFilter(QDir::AllEntries | QDir::Hidden);
        connect(dialog, &QFileDialog::fileSelected, this, &LoginDialog::readFile);
        dialog->open();
    });
    connect(m_tokenPage, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(tokenPage(registry()))); });

    auto *column = new QVBoxLayout;
    column->addWidget(m_secret);
    auto *row = new QHBoxLayout;
    row->addWidget(m_paste);
    row->addWidget(m_file);
    row->addStretch();
    row->addWidget(m_tokenPage);
    column->addLayout(row);
    return column;
}

void LoginDialog::setRegistry(const QString &key)
{
    m_registry->setEditText(registryName(key));
}

void LoginDialog::setOnlyRegistry(const QString &key)
{
    m_registry->clear();
    m_registry->setEditable(false);
    m_registry->addItem(registryName(key));
}

void LoginDialog::setKnownRegistries(const QStringList &keys)
{
    for (const QString &key : keys) {
        if (m_registry->findText(registryName(key)) < 0)
            m_registry->addItem(registryName(key));
    }
}

void LoginDialog::setReason(const QString &why)
{
    m_reason->setText(textBlock(why, 300, 4));
    m_reason->setVisible(!why.isEmpty());
}

QString LoginDialog::registry() const
{
    const QString typed = m_registry->currentText().trimmed();
    const QString hub = registryKey(u"docker.io"_s);
    return typed.compare(registryName(hub), Qt::CaseInsensitive) == 0 ? hub : registryKey(typed);
}

void LoginDialog::review()
{
    m_thisRun->hide();
    tell({});
    m_tokenPage->setVisible(!tokenPage(registry()).isEmpty());
    m_accept->setEnabled(!m_isBusy && !registry().isEmpty() && !m_user->text().trimmed().isEmpty()
                         && !m_secret->text().isEmpty());
}

void LoginDialog::readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > secretLimit) {
        tell(tr("%1 cannot be read: %2").arg(path, file.isOpen() ? tr("it is too large.") : file.errorString()));
        return;
    }
    QByteArray bytes = file.readAll();
    QString text = QString::fromUtf8(bytes).trimmed();
    wipe(bytes);
    m_secret->setText(text);
    wipe(text);
}

void LoginDialog::begin()
{
    QString text = m_secret->text();
    m_account = {.server = registry(), .user = m_user->text().trimmed(), .secret = Secret::take(text)};
    setBusy(true);
    m_thisRun->hide();
    tell(tr("Asking %1…").arg(registryName(m_account.server)));
    m_question = std::make_unique<QObject>();
    m_try(m_account, m_question.get(), [this](const Result<Credential> &account) { tried(account); });
}

void LoginDialog::tried(const Result<Credential> &account)
{
    if (!m_isBusy)
        return; // closed meanwhile
    if (!account) {
        setBusy(false);
        tell(account.error().message);
        m_secret->setFocus();
        m_secret->selectAll();
        return;
    }
    m_account = *account;
    tell(tr("Storing it in the keychain…"));
    keepIt(Where::Keychain);
}

void LoginDialog::keepIt(Where where)
{
    setBusy(true);
    m_keep(m_account, where, m_question.get(), [this](const Result<void> &kept) {
        if (!m_isBusy)
            return;
        if (kept)
            return accept();
        setBusy(false);
        tell(tr("The account is right, but it could not be stored: %1").arg(kept.error().message));
        m_thisRun->show();
        m_thisRun->setFocus();
    });
}

void LoginDialog::done(int result)
{
    if (m_question)
        m_question.release()->deleteLater(); // not now: this may be its answer
    m_isBusy = false;
    wipeSecret();
    QDialog::done(result);
}

/// The field's own buffer too: it would be freed as it is.
void LoginDialog::wipeSecret()
{
    const QString shared = m_secret->text(); // the same buffer
    if (shared.data_ptr().isMutable())       // not the program's own constant
        std::fill_n(const_cast<QChar *>(shared.constData()), shared.size(), QChar(u'*'));
    m_secret->setText({});
}

void LoginDialog::setBusy(bool busy)
{
    m_isBusy = busy;
    for (QWidget *control :
         {static_cast<QWidget *>(m_registry), static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_secret),
          static_cast<QWidget *>(m_paste), static_cast<QWidget *>(m_file), static_cast<QWidget *>(m_accept)})
        control->setEnabled(!busy);
}

void LoginDialog::tell(const QString &text)
{
    m_note->setText(textBlock(text, 400, 5));
}

} // namespace strata

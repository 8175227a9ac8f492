// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/accountmodel.h"

#include "app/common/text.h"
#include "widgets/statusdot.h"

#include <QCoreApplication>
#include <QGuiApplication>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct PlaceText
{
    Q_DECLARE_TR_FUNCTIONS(PlaceText)
};

} // namespace

QString placeText(const Account &account)
{
    switch (account.place) {
    case Account::Place::Keychain: return PlaceText::tr("Desktop keychain");
    case Account::Place::Helper: return PlaceText::tr("Credential helper %1").arg(visibleLine(account.helper));
    case Account::Place::PlainText: return PlaceText::tr("Plain text in config.json");
    case Account::Place::ThisRunOnly: return PlaceText::tr("This run only");
    case Account::Place::Environment: break;
    }
    return u"DOCKER_AUTH_CONFIG"_s;
}

void AccountModel::setAccounts(const QList<Account> &accounts)
{
    if (accounts == m_accounts)
        return;
    beginResetModel();
    m_accounts = accounts;
    endResetModel();
}

void AccountModel::setCheck(const QString &key, const Check &check)
{
    m_checks.insert(key, check);
    tellChecked();
}

void AccountModel::forgetCheck(const QString &key)
{
    m_checks.remove(key);
    tellChecked();
}

bool AccountModel::isChecking(const QString &key) const
{
    const auto found = m_checks.constFind(key);
    return found != m_checks.constEnd() && !found->at.isValid();
}

void AccountModel::timePassed()
{
    tellChecked();
}

void AccountModel::tellChecked()
{
    if (!m_accounts.isEmpty())
        Q_EMIT dataChanged(index(0, Checked), index(rowCount() - 1, Checked));
}

const AccountModel::Check *AccountModel::checkOf(const Account &account) const
{
    const auto found = m_checks.constFind(account.key);
    return account.isUsed && found != m_checks.constEnd() ? &*found : nullptr;
}

int AccountModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_accounts.size());
}

int AccountModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AccountModel::text(const Account &account, int column) const
{
    switch (column) {
    case Registry: return visibleLine(registryName(account.key));
    case User: return account.isIdentityToken ? tr("(identity token)") : visibleLine(account.user);
    case Place: return placeText(account);
    default: break;
    }
    const Check *check = checkOf(account);
    if (!check)
        return {};
    if (!check->at.isValid())
        return tr("asking the registry…");
    return check->refusal ? visibleLine(check->refusal->message)
                          : tr("accepted %1").arg(relativeTime(check->at.toSecsSinceEpoch()));
}

QString AccountModel::toolTip(const Account &account, int column) const
{
    if (column == Place && account.place == Account::Place::PlainText)
        return tr("Base64 is not encryption: whoever can read the file has the password.");
    if (!account.isUsed)
        return tr("Another account of this registry counts.");
    const Check *check = column == Checked ? checkOf(account) : nullptr;
    return check && check->refusal ? check->refusal->message : QString();
}

QVariant AccountModel::sign(const Account &account, int column) const
{
    const QPalette palette = QGuiApplication::palette();
    if (column == Place && account.place == Account::Place::PlainText)
        return statusIcon(StatusShape::Triangle, StatusColor::Warning, palette);
    const Check *check = column == Checked ? checkOf(account) : nullptr;
    if (!check || !check->at.isValid())
        return {};
    return check->refusal ? statusIcon(StatusShape::Cross, StatusColor::Negative, palette)
                          : statusIcon(StatusShape::Disc, StatusColor::Positive, palette);
}

QVariant AccountModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Account &account = m_accounts[index.row()];
    switch (role) {
    case Qt::DisplayRole: return text(account, index.column());
    case Qt::ToolTipRole: return toolTip(account, index.column());
    case Qt::DecorationRole: return sign(account, index.column());
    default: return {};
    }
}

QVariant AccountModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Registry: return tr("Registry");
    case User: return tr("User");
    case Place: return tr("Kept in");
    default: return tr("Last check");
    }
}

} // namespace strata

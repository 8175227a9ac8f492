// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildoptionsdialog.h"

#include "app/builder/dockerfileinsight.h"
#include "app/common/commandrow.h"
#include "app/common/text.h"
#include "app/shell/controls.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

enum SecretColumn { SecretId, SecretSource, SecretFrom };

QString cellText(const QTableWidget *table, int row, int column)
{
    const QTableWidgetItem *item = table->item(row, column);
    return item ? item->text() : QString();
}

QComboBox *sourceBox(const QTableWidget *table, int row)
{
    return qobject_cast<QComboBox *>(table->cellWidget(row, SecretSource));
}

QLineEdit *fromEdit(const QTableWidget *table, int row)
{
    return qobject_cast<QLineEdit *>(table->cellWidget(row, SecretFrom));
}

} // namespace

BuildOptionsDialog::Proposals proposalsFor(const DockerfileInsight &insight)
{
    BuildOptionsDialog::Proposals proposals;
    const auto propose = [&proposals](const QString &assignment) {
        const QString name = assignment.section(u'=', 0, 0);
        const bool isKnown = std::ranges::any_of(proposals.arguments,
                                                 [&](const auto &one) { return one.first == name; });
        if (!isKnown && !name.isEmpty())
            proposals.arguments.append({name, assignment.section(u'=', 1)});
    };
    for (const Instruction &instruction : insight.document.instructions) {
        if (instruction.kind != InstructionKind::Arg)
            continue;
        for (const SourceWord &word : instruction.arguments)
            propose(word.text);
    }
    for (const PlanStage &stage : insight.plan.stages) {
        for (const PlanStep &step : stage.steps) {
            for (const PlannedMount &mount : step.mounts) {
                const RunMount::Type type = mount.mount.type;
                const QString secret = type == RunMount::Type::Secret ? secretId(mount.mount) : QString();
                if (!proposals.secrets.contains(secret))
                    proposals.secrets.append(secret);
                proposals.hasSshMount = proposals.hasSshMount || type == RunMount::Type::Ssh;
            }
        }
    }
    proposals.secrets.removeAll(QString());
    proposals.hasHeredocs = std::ranges::any_of(insight.document.instructions, &Instruction::hasHeredocs);
    return proposals;
}

BuildOptionsDialog::BuildOptionsDialog(const BuildSettings &settings, const QString &contextFolder,
                                       const Proposals &proposals, QWidget *parent)
    : QDialog(parent), m_settings(settings), m_contextFolder(contextFolder), m_proposals(proposals),
      m_problem(makePlainLabel(u"buildOptionsProblem"_s)), m_command(new CommandRow(u"buildOptions"_s))
{
    setObjectName(u"buildOptionsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Options of the build"));
    auto *tabs = new QTabWidget;
    tabs->addTab(makeGeneral(), tr("General"));
    tabs->addTab(makeArguments(), tr("Build arguments"));
    tabs->addTab(makeLabels(), tr("Labels"));
    tabs->addTab(makeSecrets(), tr("Secrets and ssh"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    auto *column = new QVBoxLayout(this);
    column->addWidget(tabs, 1);
    column->addWidget(m_problem);
    column->addWidget(m_command);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().lineSpacing() * 24);
    m_isFilling = false;
    check();
}

QWidget *BuildOptionsDialog::makeGeneral()
{
    m_platform = new QComboBox;
    m_platform->setObjectName(u"buildPlatform"_s);
    m_platform->setEditable(true);
    m_platform->addItems({QString(), u"linux/amd64"_s, u"linux/arm64"_s, u"linux/arm/v7"_s});
    m_platform->setCurrentText(m_settings.platform);
    m_platform->lineEdit()->setPlaceholderText(tr("the engine's own"));
    m_network = new QComboBox;
    m_network->setObjectName(u"buildNetwork"_s);
    m_network->addItem(tr("the default one"), QString());
    m_network->addItem(tr("that of this computer (host)"), u"host"_s);
    m_network->addItem(tr("none"), u"none"_s);
    m_network->setCurrentIndex(std::max(0, m_network->findData(m_settings.network)));
    m_builder = new QComboBox;
    m_builder->setObjectName(u"buildBuilder"_s);
    m_builder->addItem(tr("BuildKit"), false);
    m_builder->addItem(tr("the classic builder (deprecated)"), true);
    m_builder->setCurrentIndex(m_settings.isClassic ? 1 : 0);
    m_builder->setEnabled(m_proposals.hasClassicBuilder);
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->addRow(tr("&Platform:"), m_platform);
    form->addRow(tr("&Network of RUN:"), m_network);
    form->addRow(tr("&Builder:"), m_builder);
    connect(m_platform, &QComboBox::currentTextChanged, this, &BuildOptionsDialog::check);
    connect(m_network, &QComboBox::currentIndexChanged, this, &BuildOptionsDialog::check);
    connect(m_builder, &QComboBox::currentIndexChanged, this, &BuildOptionsDialog::check);
    return page;
}

QTableWidget *BuildOptionsDialog::makeTable(const QString &objectName, const QStringList &headers)
{
    auto *table = new QTableWidget(0, int(headers.size()));
    table->setObjectName(objectName);
    table->setHorizontalHeaderLabels(headers);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 26);
    table->verticalHeader()->hide();
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    connect(table, &QTableWidget::itemChanged, this, &BuildOptionsDialog::check);
    return table;
}

QWidget *BuildOptionsDialog::withButtons(QTableWidget *table, const std::function<void()> &add)
{
    auto *page = new QWidget;
    auto *addButton = new QPushButton(tr("Add"));
    addButton->setObjectName(table->objectName() + u"Add"_s);
    auto *removeButton = new QPushButton(tr("Remove"));
    removeButton->setObjectName(table->objectName() + u"Remove"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(addButton);
    buttons->addWidget(removeButton);
    buttons->addStretch();
    auto *column = new QVBoxLayout(page);
    column->addWidget(table, 1);
    column->addLayout(buttons);
    connect(addButton, &QPushButton::clicked, this, [this, table, add] {
        add();
        table->setCurrentCell(table->rowCount() - 1, 0);
        table->editItem(table->item(table->rowCount() - 1, 0));
        check();
    });
    connect(removeButton, &QPushButton::clicked, this, [this, table] {
        table->removeRow(table->currentRow());
        check();
    });
    return page;
}

QWidget *BuildOptionsDialog::makeArguments()
{
    m_arguments = makeTable(u"buildArguments"_s, {tr("Name"), tr("Value"), tr("Without one")});
    for (const auto &[name, standard] : std::as_const(m_proposals.arguments)) {
        const auto set = std::ranges::find_if(m_settings.arguments, [&](const auto &one) { return one.first == name; });
        addArgument(name, set == m_settings.arguments.end() ? QString() : set->second.value_or(QString()), standard);
    }
    for (const auto &[name, value] : std::as_const(m_settings.arguments)) {
        if (std::ranges::none_of(m_proposals.arguments, [&](const auto &one) { return one.first == name; }))
            addArgument(name, value.value_or(QString()), tr("not declared by the Dockerfile"));
    }
    return withButtons(m_arguments, [this] { addArgument({}, {}, {}); });
}

QWidget *BuildOptionsDialog::makeLabels()
{
    m_labels = makeTable(u"buildLabels"_s, {tr("Name"), tr("Value")});
    for (const auto &[name, value] : std::as_const(m_settings.labels))
        addLabel(name, value);
    return withButtons(m_labels, [this] { addLabel({}, {}); });
}

QWidget *BuildOptionsDialog::makeSecrets()
{
    m_secrets = makeTable(u"buildSecrets"_s, {tr("ID"), tr("From"), tr("File, variable or value")});
    QStringList wanted = m_proposals.secrets;
    for (const BuildSecret &secret : std::as_const(m_settings.secrets)) {
        addSecret(secret);
        wanted.removeAll(secret.id);
    }
    for (const QString &id : std::as_const(wanted))
        addSecret({.id = id});
    QWidget *page = withButtons(m_secrets, [this] { addSecret({}); });
    m_ssh = new QCheckBox(tr("Let RUN --mount=type=ssh ask my ssh agent"));
    m_ssh->setObjectName(u"buildSsh"_s);
    m_ssh->setChecked(!m_settings.agents.isEmpty());
    if (m_proposals.hasSshMount)
        m_ssh->setText(tr("Let RUN --mount=type=ssh ask my ssh agent, as this Dockerfile may"));
    page->layout()->addWidget(m_ssh);
    QLabel *note = makePlainLabel({});
    note->setText(
        tr("Secrets are for the steps that ask for them with RUN --mount=type=secret. They are in no layer and in no "
           "history; a value that is typed here is forgotten after the build."));
    page->layout()->addWidget(note);
    connect(m_ssh, &QCheckBox::toggled, this, &BuildOptionsDialog::check);
    return page;
}

void BuildOptionsDialog::addArgument(const QString &name, const QString &value, const QString &standard)
{
    const int row = m_arguments->rowCount();
    m_arguments->insertRow(row);
    m_arguments->setItem(row, 0, new QTableWidgetItem(name));
    m_arguments->setItem(row, 1, new QTableWidgetItem(value));
    auto *note = new QTableWidgetItem(visibleLine(standard));
    note->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    m_arguments->setItem(row, 2, note);
}

void BuildOptionsDialog::addLabel(const QString &name, const QString &value)
{
    const int row = m_labels->rowCount();
    m_labels->insertRow(row);
    m_labels->setItem(row, 0, new QTableWidgetItem(name));
    m_labels->setItem(row, 1, new QTableWidgetItem(value));
}

void BuildOptionsDialog::addSecret(const BuildSecret &secret)
{
    const int row = m_secrets->rowCount();
    m_secrets->insertRow(row);
    m_secrets->setItem(row, SecretId, new QTableWidgetItem(secret.id));
    auto *source = new QComboBox;
    source->addItems({tr("a file"), tr("a variable of the environment"), tr("typed here")});
    source->setCurrentIndex(int(secret.source));
    auto *from = new QLineEdit(secret.from);
    from->setFrame(false);
    const auto hide = [from](int index) {
        from->setEchoMode(BuildSecret::Source(index) == BuildSecret::Source::Typed ? QLineEdit::Password
                                                                                   : QLineEdit::Normal);
    };
    hide(source->currentIndex());
    m_secrets->setCellWidget(row, SecretSource, source);
    m_secrets->setCellWidget(row, SecretFrom, from);
    connect(source, &QComboBox::currentIndexChanged, from, [this, from, hide](int index) {
        from->clear();
        hide(index);
        check();
    });
    connect(from, &QLineEdit::textChanged, this, &BuildOptionsDialog::check);
}

BuildSettings BuildOptionsDialog::settings() const
{
    BuildSettings settings = m_settings;
    settings.platform = m_platform->currentText().trimmed();
    settings.network = m_network->currentData().toString();
    settings.isClassic = m_builder->currentData().toBool();
    settings.arguments.clear();
    for (int row = 0; row < m_arguments->rowCount(); ++row) {
        if (!cellText(m_arguments, row, 0).isEmpty() && !cellText(m_arguments, row, 1).isEmpty())
            settings.arguments.append({cellText(m_arguments, row, 0), cellText(m_arguments, row, 1)});
    }
    settings.labels.clear();
    for (int row = 0; row < m_labels->rowCount(); ++row) {
        if (!cellText(m_labels, row, 0).isEmpty())
            settings.labels.append({cellText(m_labels, row, 0), cellText(m_labels, row, 1)});
    }
    settings.secrets.clear();
    for (int row = 0; row < m_secrets->rowCount(); ++row) {
        BuildSecret secret{.id = cellText(m_secrets, row, SecretId)};
        secret.source = BuildSecret::Source(sourceBox(m_secrets, row)->currentIndex());
        const QString from = fromEdit(m_secrets, row)->text();
        const bool isTyped = secret.source == BuildSecret::Source::Typed;
        const auto before = std::ranges::find_if(m_settings.secrets, [&](const BuildSecret &each) {
            return isTyped && each.id == secret.id && each.source == secret.source;
        });
        if (secret.id.isEmpty() || (from.isEmpty() && before == m_settings.secrets.cend()))
            continue;
        if (QByteArray value = from.toUtf8(); from.isEmpty())
            secret.value = before->value; // what was typed is not shown again, and perhaps forgotten by now
        else if (isTyped)
            secret.value = Secret::take(value);
        else
            secret.from = from;
        settings.secrets.append(secret);
    }
    if (!m_ssh->isChecked())
        settings.agents.clear();
    else if (settings.agents.isEmpty())
        settings.agents = {{}};
    return settings;
}

void BuildOptionsDialog::check()
{
    if (m_isFilling)
        return;
    const BuildSettings now = settings();
    BuildOptions options = optionsOf(now);
    options.contextFolder = m_contextFolder;
    options.dockerfilePath = m_proposals.dockerfilePath;
    options.hasHeredocs = m_proposals.hasHeredocs;
    const Result<void> good = problemWith(options);
    m_problem->setText(good ? QString() : good.error().message);
    m_problem->setVisible(!good);
    m_command->setCommand(buildCommand(options).toString());
    m_accept->setEnabled(good.has_value());
}

} // namespace strata

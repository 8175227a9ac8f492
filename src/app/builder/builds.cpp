// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/builds.h"

#include "app/activity/activity.h"
#include "app/builder/buildbar.h"
#include "app/builder/buildrequest.h"
#include "app/builder/copytext.h"
#include "app/builder/dockerfileview.h"
#include "app/common/text.h"
#include "app/connection/enginesession.h"
#include "app/transfers/accountsource.h"
#include "core/bytesize.h"

#include <QMessageBox>
#include <QPushButton>
#include <QTimer>

#include <chrono>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largeContext = 1'000'000'000; // bytes: more is seldom meant
constexpr int largestShown = 8;
constexpr auto forecastPatience = std::chrono::seconds(3); // a build does not wait longer for its forecast

} // namespace

Builds::Builds(Activity &activity, AccountSource &accounts, QWidget *window)
    : QObject(window), m_activity(activity), m_accounts(accounts), m_window(window)
{}

BuildOperation *Builds::runningFor(const DockerfileView *view) const
{
    BuildOperation *operation = m_running.value(view);
    return operation && operation->state() == Operation::State::Running ? operation : nullptr;
}

/// A context of gigabytes is mostly a folder that nobody thought of.
bool Builds::isContextAccepted(DockerfileView &view)
{
    const ContextScan &scan = *view.document().context().scan();
    if (scan.sentBytes() < largeContext)
        return true;
    QStringList lines;
    for (const auto &[name, bytes] : largestInContext(scan, largestShown))
        lines.append(u"%1\t%2"_s.arg(formatBytes(bytes), visibleLine(name, 80)));
    QMessageBox question(QMessageBox::Warning, tr("A large build context"),
                         tr("%1 would be sent to the engine.").arg(formatBytes(scan.sentBytes())), QMessageBox::Cancel,
                         m_window);
    question.setObjectName(u"builderLargeContext"_s);
    question.setTextFormat(Qt::PlainText);
    question.setInformativeText(tr("The largest in it are:\n%1\n\nWhat the image does not need can be left out with a "
                                   "file named .dockerignore.")
                                    .arg(lines.join(u'\n')));
    const QPushButton *go = question.addButton(tr("Build anyway"), QMessageBox::AcceptRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    return question.clickedButton() == go;
}

void Builds::build(DockerfileView *view)
{
    BuildBar &bar = view->buildBar();
    if (runningFor(view))
        return;
    if (!m_session)
        return bar.setProblem(tr("There is no engine to build with."));
    if (view->document().isModified() || view->document().file().path().isEmpty()) {
        if (!view->save())
            return;
    }
    bar.setProblem(tr("Looking at the context…"));
    auto *waiting = new QObject(view);
    const auto go = [this, view, waiting](bool isPatient) {
        const ContextFolder &context = view->document().context();
        const bool isKnown = view->document().isUpToDate() && !context.isScanning();
        if (!isKnown || (isPatient && !view->forecaster().isUpToDate()))
            return;
        waiting->deleteLater();
        waiting->disconnect();
        disconnect(&view->document(), nullptr, waiting, nullptr);
        disconnect(&view->forecaster(), nullptr, waiting, nullptr);
        if (context.scan())
            prepare(view);
        else
            view->buildBar().setProblem(context.problem() ? context.problem()->message : tr("There is no context."));
    };
    connect(&view->document(), &OpenDockerfile::insightChanged, waiting, [go] { go(true); });
    connect(&view->forecaster(), &Forecaster::changed, waiting, [go] { go(true); });
    QTimer::singleShot(forecastPatience, waiting, [go] { go(false); });
    go(true);
}

void Builds::prepare(DockerfileView *view)
{
    OpenDockerfile &document = view->document();
    BuildBar &bar = view->buildBar();
    bar.setProblem({});
    if (const Diagnostic *error = document.insight()->document.firstError()) {
        view->showLine(int(error->line));
        return bar.setProblem(tr("Line %1: %2").arg(error->line + 1).arg(visibleLine(error->message, 200)));
    }
    if (!m_session || !m_session->engine().identity())
        return bar.setProblem(tr("The engine does not answer."));
    if (!isContextAccepted(*view))
        return;
    const QPointer<EngineSession> session = m_session;
    const BuildRequest request{document.insight(), document.context().scan(), document.settings(),
                               *m_session->engine().identity()};
    prepareBuild(request, m_session->engine(), view, [=, this](Result<std::unique_ptr<BuildOperation>> operation) {
        if (!operation)
            view->buildBar().setProblem(operation.error().message);
        else if (session && session == m_session)
            run(view, *std::move(operation));
        else
            view->buildBar().setProblem(tr("Another engine was chosen meanwhile."));
    });
}

void Builds::run(DockerfileView *view, std::unique_ptr<BuildOperation> operation)
{
    BuildOperation *running = operation.release();
    running->setFindAccount([accounts = &m_accounts](const QString &registry, QObject *context, auto answer) {
        accounts->find(registry, context, std::move(answer));
    });
    m_running.insert(view, running);
    const DockerfileFile &file = view->document().file();
    connect(running, &Operation::finished, this,
            [this, view = QPointer(view), running, text = file.saved().text, path = file.path()] {
                if (view)
                    view->document().forgetTypedSecrets();
                Q_EMIT ended(view, running, text, path);
            });
    connect(view, &QObject::destroyed, this, [this, view] { m_running.remove(view); });
    Q_EMIT started(view, running);
    m_activity.run(running);
}

} // namespace strata

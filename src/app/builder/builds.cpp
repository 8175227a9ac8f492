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

#include <algorithm>
#include <chrono>
#include <memory>

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
    if (runningFor(view) || m_preparing.contains(view) || !bar.commit())
        return;
    if (!m_session)
        return bar.setProblem(tr("There is no engine to build with."));
    if (view->document().isModified() || view->document().file().path().isEmpty()) {
        if (!view->save())
            return;
    }
    m_preparing.insert(view);
    connect(view, &QObject::destroyed, this, &Builds::forget, Qt::UniqueConnection);
    bar.setProblem(tr("Looking at the context…"));
    if (ContextFolder &context = view->document().context();
        context.scan() && !context.isScanning() && !context.isWatched())
        context.scanAgain(); // nobody told what changed
    lookFirst(view);
}

/// Until all is known of what is to be built; for the forecast it waits a moment at most.
void Builds::lookFirst(DockerfileView *view)
{
    auto *waiting = new QObject(view);
    struct Waiting
    {
        bool isPatient = true;
        bool isOver = false;
    };
    const auto state = std::make_shared<Waiting>();
    const auto go = [this, view, waiting, state] {
        const ContextFolder &context = view->document().context();
        const bool isKnown = view->document().isUpToDate() && !context.isScanning();
        if (state->isOver || !isKnown || (state->isPatient && !view->forecaster().isUpToDate()))
            return;
        state->isOver = true; // a question that is asked now runs an event loop
        waiting->deleteLater();
        waiting->disconnect();
        disconnect(&view->document(), nullptr, waiting, nullptr);
        disconnect(&view->forecaster(), nullptr, waiting, nullptr);
        if (context.scan())
            prepare(view);
        else
            giveUp(view, context.problem() ? context.problem()->message : tr("There is no context."));
    };
    connect(&view->document(), &OpenDockerfile::insightChanged, waiting, go);
    connect(&view->forecaster(), &Forecaster::changed, waiting, go);
    QTimer::singleShot(forecastPatience, waiting, [go, state] {
        state->isPatient = false;
        go();
    });
    go();
}

/// A view that is gone, of which only the address is left.
void Builds::forget(const QObject *view)
{
    m_preparing.remove(view);
    m_running.remove(view);
}

void Builds::giveUp(DockerfileView *view, const QString &problem)
{
    m_preparing.remove(view);
    view->buildBar().setProblem(problem);
}

void Builds::prepare(DockerfileView *view)
{
    OpenDockerfile &document = view->document();
    if (const Diagnostic *error = document.insight()->document.firstError()) {
        view->showLine(int(error->line));
        return giveUp(view, tr("Line %1: %2").arg(error->line + 1).arg(visibleLine(error->message, 200)));
    }
    if (!m_session || !m_session->engine().identity())
        return giveUp(view, tr("The engine does not answer."));
    const QList<ContextScan::Problem> &problems = document.context().scan()->problems();
    const auto unread = std::ranges::find(problems, false, &ContextScan::Problem::isIgnored);
    if (unread != problems.end())
        return giveUp(
            view,
            tr("%1 cannot be sent: %2").arg(visibleLine(QString::fromUtf8(unread->path), 200), unread->error.message));
    if (!isContextAccepted(*view))
        return giveUp(view, {});
    if (!m_preparing.contains(view)) // all may have changed while the question was open
        return;
    if (!m_session || !m_session->engine().identity())
        return giveUp(view, tr("The engine does not answer."));
    if (const std::optional<Error> &problem = document.context().problem(); !document.context().scan())
        return giveUp(view, problem ? problem->message : tr("There is no context."));
    const QPointer<EngineSession> session = m_session;
    const BuildRequest request{document.insight(), document.context().scan(), document.settings(),
                               *m_session->engine().identity()};
    prepareBuild(request, m_session->engine(), view, [=, this](Result<std::unique_ptr<BuildOperation>> operation) {
        giveUp(view, operation ? QString() : operation.error().message);
        if (operation && session && session == m_session)
            run(view, *std::move(operation));
        else if (operation)
            giveUp(view, tr("Another engine was chosen meanwhile."));
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
    Q_EMIT started(view, running);
    m_activity.run(running);
}

} // namespace strata

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/builder/buildrequest.h"

#include "core/background.h"
#include "core/imagereference.h"

#include <QPointer>

#include <algorithm>

namespace strata {

using namespace Qt::StringLiterals;

namespace {

struct WantedImage
{
    QString reference;
    QString platform;
};

/// What COPY --from, mounts and the first line name beside what FROM does.
QList<WantedImage> otherImages(const DockerfileInsight &insight)
{
    QList<WantedImage> images;
    for (const PlanStage &stage : insight.plan.stages) {
        for (const StageDependency &dependency : stage.dependencies) {
            if (dependency.origin.kind == FileOrigin::Kind::Image && stage.isNeeded)
                images.append({dependency.origin.image, stage.platform});
        }
    }
    for (const Directive &directive : insight.document.directives) {
        if (directive.name == u"syntax")
            images.append({directive.value, insight.question.enginePlatform});
    }
    if (const QString frontend = insight.question.arguments.value(u"BUILDKIT_SYNTAX"_s); !frontend.isEmpty())
        images.append({frontend, insight.question.enginePlatform});
    return images;
}

/// The archive is opened once, and read by the build.
BuildContext contextOf(std::unique_ptr<ContextArchive> archive)
{
    auto held = std::make_shared<std::unique_ptr<ContextArchive>>(std::move(archive));
    return [held]() -> Result<std::unique_ptr<ByteSource>> { return std::move(*held); };
}

} // namespace

QStringList registriesFor(const DockerfileInsight &insight, bool pull)
{
    QList<WantedImage> images = otherImages(insight);
    for (const PlanStage &stage : insight.plan.stages) {
        if (stage.isNeeded && stage.baseKind == BaseKind::Image)
            images.append({stage.baseReference, stage.platform});
    }
    QStringList registries;
    for (const WantedImage &image : std::as_const(images)) {
        const bool isHere = insight.question.localImage(image.reference, image.platform).has_value();
        const Result<ImageReference> reference = ImageReference::parse(image.reference);
        if (reference && (pull || !isHere) && !registries.contains(reference->domain()))
            registries.append(reference->domain());
    }
    return registries;
}

BuildOptions BuildRequest::options() const
{
    BuildOptions options = optionsOf(settings);
    if (!settings.isClassic || identity.isPodman)
        options.builder = builderOf(identity);
    options.registries = registriesFor(*insight, settings.pull);
    options.hasHeredocs = std::ranges::any_of(insight->document.instructions, &Instruction::hasHeredocs);
    options.contextFolder = scan->folder();
    if (!scan->dockerfileInside() || *scan->dockerfileInside() != "Dockerfile")
        options.dockerfilePath = scan->dockerfile();
    return options;
}

void prepareBuild(const BuildRequest &request, Engine &engine, QObject *context,
                  const std::function<void(Result<std::unique_ptr<BuildOperation>>)> &answer)
{
    using Opened = Result<std::shared_ptr<std::unique_ptr<ContextArchive>>>;
    const BuildOptions options = request.options();
    if (const Result<void> good = problemWith(options); !good) {
        QMetaObject::invokeMethod(
            context, [answer, error = good.error()] { answer(std::unexpected(error)); }, Qt::QueuedConnection);
        return;
    }
    inBackground(
        context,
        [scan = request.scan]() -> Opened {
            return ContextArchive::open(scan).transform([](std::unique_ptr<ContextArchive> archive) {
                return std::make_shared<std::unique_ptr<ContextArchive>>(std::move(archive));
            });
        },
        [options, answer, scan = request.scan, engine = QPointer(&engine)](const Opened &opened) {
            if (!opened)
                return answer(std::unexpected(opened.error()));
            if (!engine)
                return answer(failure(Error::Kind::NotFound, BuildOperation::tr("The engine is not there any more.")));
            BuildOptions whole = options;
            whole.dockerfile = QString::fromUtf8((**opened)->dockerfileName());
            if (scan->dockerfileInside() != whole.dockerfile.toUtf8())
                whole.dockerfilePath =
                    scan->dockerfile(); // it is in the archive under a name that the disk does not have
            const qint64 size = (**opened)->estimatedBytes();
            auto operation = std::make_unique<BuildOperation>(*engine, whole, contextOf(std::move(**opened)));
            operation->setContextSize(size);
            answer(std::move(operation));
        });
}

} // namespace strata

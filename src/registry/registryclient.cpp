// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/registryclient.h"

#include "registry/inquiries.h"
#include "registry/registryworker.h"

#include <utility>

namespace strata {

using namespace Qt::StringLiterals;

/// A child of whoever waits for an answer. It holds what is called, which is destroyed on the asking thread.
class RegistryClient::Asker : public QObject
{
public:
    Asker(std::function<void()> whenAnswered, QObject *context) : QObject(context), answered(std::move(whenAnswered)) {}

    std::function<void()> answered;
};

RegistryClient::RegistryClient(Options options, QObject *parent)
    : QObject(parent),
      m_worker(new RegistryWorker({std::move(options.certificateFolders), options.silence}, std::move(options.now)))
{
    m_thread.setObjectName(u"registry-io"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

RegistryClient::~RegistryClient()
{
    m_thread.quit();
    m_thread.wait();
    for (Asker *asker : std::exchange(m_askers, {})) {
        asker->disconnect(this);
        delete asker;
    }
}

quint64 RegistryClient::expect(QObject *context, std::function<void()> deliver)
{
    Q_ASSERT(context && context->thread() == thread() && thread() == QThread::currentThread());
    const quint64 number = ++m_lastNumber;
    auto *asker = new Asker(std::move(deliver), context);
    m_askers.insert(number, asker);
    connect(asker, &QObject::destroyed, this, [this, number] {
        m_askers.remove(number);
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, number] { worker->end(number); });
    });
    return number;
}

void RegistryClient::deliver(quint64 number)
{
    Asker *asker = m_askers.value(number);
    if (!asker)
        return;
    const auto answered = std::move(asker->answered);
    delete asker;
    answered();
}

template<typename T>
void RegistryClient::run(Question<T> question, QObject *context, Answer<T> answer)
{
    auto slot = std::make_shared<std::optional<Result<T>>>();
    const quint64 number = expect(context, [slot, answer = std::move(answer)] { answer(std::move(**slot)); });
    QMetaObject::invokeMethod(
        m_worker, [this, worker = m_worker, number, slot = std::move(slot), question = std::move(question)] {
            question(*worker, worker->begin(number), [this, number, slot](Result<T> result) {
                slot->emplace(std::move(result));
                QMetaObject::invokeMethod(this, [this, number] { deliver(number); }, Qt::QueuedConnection);
            });
        });
}

namespace {

Inquiry inquiryFor(const ImageReference &reference, const std::optional<Credential> &account)
{
    if (account && accountFits(*account, reference.domain()))
        return {reference, account};
    return {reference, {}};
}

} // namespace

void RegistryClient::tags(const ImageReference &repository, const std::optional<Credential> &account, QObject *context,
                          Answer<RegistryTags> answer)
{
    run<RegistryTags>(
        [inquiry = inquiryFor(repository, account)](RegistryWorker &worker, QObject *job,
                                                    Answer<RegistryTags> answered) {
            inquireTags(worker.session(inquiry.reference.domain()), inquiry, job, std::move(answered));
        },
        context, std::move(answer));
}

void RegistryClient::manifest(const ImageReference &reference, const std::optional<Credential> &account, Sizes sizes,
                              QObject *context, Answer<RegistryManifest> answer)
{
    run<RegistryManifest>(
        [inquiry = inquiryFor(reference, account),
         withSizes = sizes == Sizes::Ask](RegistryWorker &worker, QObject *job, Answer<RegistryManifest> answered) {
            inquireManifest(worker.session(inquiry.reference.domain()), inquiry, withSizes, job, std::move(answered));
        },
        context, std::move(answer));
}

void RegistryClient::digest(const ImageReference &reference, const std::optional<Credential> &account, QObject *context,
                            Answer<QString> answer)
{
    run<QString>(
        [inquiry = inquiryFor(reference, account)](RegistryWorker &worker, QObject *job, Answer<QString> answered) {
            inquireDigest(worker.session(inquiry.reference.domain()), inquiry, job, std::move(answered));
        },
        context, std::move(answer));
}

} // namespace strata

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"

#include <QTest>

#include <memory>
#include <optional>

namespace strata::test {

/// Bytes as they come.
class RawDecoder : public StreamDecoder<QByteArray>
{
public:
    Result<void> feed(QByteArrayView bytes, QList<QByteArray> &items) override
    {
        items.append(bytes.toByteArray());
        return {};
    }
    Result<void> finish(QList<QByteArray> &) override { return {}; }
};

/// One question, and its answer once it came.
class Question
{
public:
    Question(Engine &engine, Call call)
    {
        engine.ask<QByteArray>(
            std::move(call), [](const Answer &raw) -> Result<QByteArray> { return raw.body; }, &m_context,
            [this](Result<QByteArray> body) {
                ++m_count;
                m_answer = std::move(body);
            });
    }

    /// False when there was no answer in time.
    bool wait(std::chrono::milliseconds limit = std::chrono::seconds(20))
    {
        return QTest::qWaitFor([this] { return m_count > 0; }, QDeadlineTimer(limit));
    }
    int count() const { return m_count; }
    bool isGood() const { return m_answer && m_answer->has_value(); }
    QByteArray body() const { return isGood() ? **m_answer : QByteArray(); }
    Error error() const
    {
        return m_answer && !*m_answer ? m_answer->error()
                                      : Error{.kind = Error::Kind::Cancelled, .message = {}, .detail = {}};
    }

private:
    QObject m_context;
    int m_count = 0;
    std::optional<Result<QByteArray>> m_answer;
};

/// A stream of bytes and what it told.
class Stream
{
public:
    Stream(Engine &engine, Call call)
    {
        m_subscription = engine.follow<QByteArray>(std::move(call), std::make_unique<RawDecoder>(), &m_context,
                                                   {.opened = [this] { isOpen = true; },
                                                    .items =
                                                        [this](const QList<QByteArray> &items) {
                                                            for (const QByteArray &item : items)
                                                                bytes += item;
                                                        },
                                                    .ended =
                                                        [this](Result<void> how) {
                                                            ++endings;
                                                            end = std::move(how);
                                                        }});
    }

    bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return endings > 0; }, QDeadlineTimer(std::chrono::seconds(20)));
    }
    bool isActive() const { return m_subscription.isActive(); }
    void reset() { m_subscription.reset(); }

    bool isOpen = false;
    QByteArray bytes;
    int endings = 0;
    Result<void> end;

private:
    QObject m_context;
    Subscription m_subscription;
};

} // namespace strata::test

Q_DECLARE_METATYPE(strata::Error::Kind)

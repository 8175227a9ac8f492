// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/api/json.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

namespace strata::json {

namespace {

constexpr size_t longestKeyShown = 64;

/// Cheap, for texts that mostly differ in length or in the last letters.
size_t slotOf(std::string_view utf8)
{
    quint64 tail = 0;
    const size_t count = std::min(utf8.size(), sizeof tail);
    std::memcpy(&tail, utf8.data() + utf8.size() - count, count);
    return static_cast<size_t>((tail ^ (utf8.size() << 32)) * 0x9E3779B97F4A7C15U >> 32);
}

/// What stands between the quotes, where that is the text itself: without an escape nothing is copied.
std::optional<std::string_view> plainText(const char *first)
{
    const char *end = static_cast<const char *>(::rawmemchr(first, '"')); // simdjson has seen that it ends
    const std::string_view raw(first, static_cast<size_t>(end - first));
    if (raw.contains('\\'))
        return {};
    return raw;
}

} // namespace

QString TextPool::share(std::string_view utf8)
{
    if (utf8.empty())
        return {};
    Slot &slot = m_slots[slotOf(utf8) % slotCount];
    if (slot.utf8 != utf8) {
        slot.utf8 = utf8;
        slot.text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    }
    return slot.text;
}

std::string_view Reader::utf8(Value value)
{
    if (value.is_null())
        return {};
    const simdjson::ondemand::raw_json_string raw = value.get_raw_json_string();
    if (const auto plain = plainText(raw.raw()))
        return *plain;
    return value.get_string(true);
}

Key Reader::keyOf(simdjson::ondemand::field &field)
{
    if (const auto plain = plainText(field.key().raw()))
        return Key(*plain);
    return Key(field.unescaped_key());
}

std::string Reader::path() const
{
    std::string text;
    for (const Step &step : m_path) {
        if (step.index >= 0)
            text.append("[").append(std::to_string(step.index)).append("]");
        else if (!step.key.empty() && step.key.size() < longestKeyShown)
            text.append(text.empty() ? "" : ".").append(step.key);
    }
    return text;
}

QString Reader::text(Value value)
{
    const std::string_view bytes = utf8(value);
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString Reader::shared(Value value)
{
    if (!m_pool)
        m_pool = std::make_unique<TextPool>();
    return m_pool->share(utf8(value));
}

QStringList Reader::texts(Value value)
{
    QStringList list;
    eachElement(value, [&](Value element) {
        if (!element.is_null())
            list.append(text(element));
    });
    return list;
}

qint64 Reader::integer(Value value)
{
    if (value.is_null())
        return 0;
    const simdjson::ondemand::number number = value.get_number();
    if (number.is_int64())
        return number.get_int64();
    if (number.is_uint64())
        return std::numeric_limits<qint64>::max();
    const double real = number.get_double();
    if (real >= 9.2e18)
        return std::numeric_limits<qint64>::max();
    return real <= -9.2e18 ? std::numeric_limits<qint64>::min() : static_cast<qint64>(real);
}

quint64 Reader::counter(Value value)
{
    if (value.is_null())
        return 0;
    const simdjson::ondemand::number number = value.get_number();
    if (number.is_uint64())
        return number.get_uint64();
    if (number.is_int64())
        return number.get_int64() < 0 ? 0 : static_cast<quint64>(number.get_int64());
    const double real = number.get_double();
    if (real >= 1.8e19)
        return std::numeric_limits<quint64>::max();
    return real > 0 ? static_cast<quint64>(real) : 0;
}

bool Reader::boolean(Value value)
{
    return !value.is_null() && bool(value.get_bool());
}

simdjson::padded_string_view Decoder::padded(const QByteArray &bytes)
{
    const auto needed = bytes.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING);
    if (bytes.capacity() < needed) {
        m_copy.reserve(needed);
        m_copy.resize(bytes.size());
        std::copy(bytes.cbegin(), bytes.cend(), m_copy.begin());
    }
    const QByteArray &source = bytes.capacity() < needed ? m_copy : bytes;
    return simdjson::padded_string_view(source.constData(), static_cast<size_t>(source.size()),
                                        static_cast<size_t>(source.capacity()));
}

void Decoder::setError(const std::string &path, const char *what)
{
    const QString place = path.empty() ? QStringLiteral("JSON") : QString::fromStdString(path);
    m_error = {Error::Kind::MalformedAnswer,
               QCoreApplication::translate("Engine", "The engine gave an answer that cannot be understood."),
               place + QStringLiteral(": ") + QString::fromUtf8(what)};
}

} // namespace strata::json

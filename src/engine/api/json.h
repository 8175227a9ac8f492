// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <simdjson.h>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <array>
#include <concepts>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// What the decoders share; private to them.
///
/// Reading is forgiving where the engine's answers differ between versions: unknown fields are skipped, missing ones
/// and null leave the value as it was. A field of the wrong type is a MalformedAnswer, whose detail names it:
/// "[3].Names[0]: INCORRECT_TYPE…".
namespace strata::json {

/// A field's name; compared with a literal without a call.
class Key : public std::string_view
{
public:
    explicit Key(std::string_view key) : std::string_view(key) {}

    template<size_t size>
    bool operator==(const char (&name)[size]) const
    {
        return length() == size - 1 && std::memcmp(data(), name, size - 1) == 0;
    }
};

/// Gives equal texts the same QString, so that 10,000 rows with a few images share them. For one document only.
class TextPool
{
public:
    QString share(std::string_view utf8);

private:
    struct Slot
    {
        std::string_view utf8;
        QString text;
    };
    static constexpr size_t slotCount = 512; ///< direct-mapped: a lost race costs one allocation
    std::array<Slot, slotCount> m_slots;
};

/// Walks one document. Decoding functions get a Reader and simdjson values; simdjson's exceptions end the walk and are
/// turned into an Error by decode().
class Reader
{
public:
    using Value = simdjson::ondemand::value;
    using Object = simdjson::ondemand::object;

    /// Calls `visit(key, value)` for each field of an object; null and absent are empty.
    template<std::invocable<Key, Value> Visit>
    void eachField(Value value, Visit visit)
    {
        if (value.is_null())
            return;
        eachFieldOf(value.get_object(), visit);
    }

    template<std::invocable<Key, Value> Visit>
    void eachFieldOf(Object object, Visit &&visit)
    {
        m_path.emplace_back();
        for (simdjson::ondemand::field field : object) {
            const Key key = keyOf(field);
            m_path.back().key = key;
            visit(key, field.value());
        }
        m_path.pop_back();
    }

    /// Calls `visit(element)` for each element of an array; null is empty.
    template<std::invocable<Value> Visit>
    void eachElement(Value value, Visit visit)
    {
        if (!value.is_null())
            eachElementOf(value.get_array(), visit);
    }

    template<std::invocable<Value> Visit>
    void eachElementOf(simdjson::ondemand::array array, Visit &&visit)
    {
        m_path.emplace_back();
        for (auto element : array) {
            ++m_path.back().index;
            visit(element.value());
        }
        m_path.pop_back();
    }

    static std::string_view utf8(Value value); ///< null is empty; valid while the document is
    QString text(Value value);                 ///< null is empty
    QString shared(Value value);               ///< as text(), through the pool
    QStringList texts(Value value);            ///< null elements are left out
    static qint64 integer(Value value);        ///< null is 0; a fraction is cut off
    static quint64 counter(Value value);       ///< null and negative are 0
    static bool boolean(Value value);          ///< null is false

    std::string path() const; ///< of the value that is being read

private:
    /// Where the walk is within one object or array; an exception leaves it there.
    struct Step
    {
        std::string_view key;
        qint64 index = -1; ///< of an array's element
    };

    static Key keyOf(simdjson::ondemand::field &field);

    std::unique_ptr<TextPool> m_pool; ///< made when first needed
    std::vector<Step> m_path;
};

/// A parser that keeps its buffers for the next document.
class Decoder
{
public:
    /// Runs `walk(reader, document)`; false when the bytes are not the JSON it wants, and error() says why then.
    template<typename Walk>
    bool run(const QByteArray &bytes, Walk walk)
    {
        Reader reader;
        try {
            simdjson::ondemand::document document = m_parser.iterate(padded(bytes));
            walk(reader, document);
            return true;
        } catch (const simdjson::simdjson_error &error) {
            setError(reader.path(), error.what());
            return false;
        }
    }
    const Error &error() const { return m_error; }

private:
    simdjson::padded_string_view padded(const QByteArray &bytes);
    void setError(const std::string &path, const char *what);

    simdjson::ondemand::parser m_parser;
    QByteArray m_copy;
    Error m_error;
};

/// Decodes one document whose outermost value is an array. Lists come again and again: a thread has one decoder for
/// each kind, whose tables are as large as the longest list needed.
template<typename T, typename DecodeRow>
Result<QList<T>> decodeArray(const QByteArray &bytes, DecodeRow decodeRow)
{
    static thread_local Decoder decoder;
    QList<T> rows;
    const bool done = decoder.run(bytes, [&](Reader &reader, simdjson::ondemand::document &document) {
        if (document.type() == simdjson::ondemand::json_type::null)
            return;
        reader.eachElementOf(document.get_array(), [&](Reader::Value value) { decodeRow(reader, value, rows); });
        if (!document.at_end())
            throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
    });
    if (!done)
        return std::unexpected(decoder.error());
    return rows;
}

/// The same for an object.
template<typename T, typename DecodeField>
Result<T> decodeObject(Decoder &decoder, const QByteArray &bytes, DecodeField decodeField)
{
    T value;
    const bool done = decoder.run(bytes, [&](Reader &reader, simdjson::ondemand::document &document) {
        reader.eachFieldOf(document.get_object(),
                           [&](Key key, Reader::Value field) { decodeField(reader, key, field, value); });
        if (!document.at_end())
            throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
    });
    if (!done)
        return std::unexpected(decoder.error());
    return value;
}

} // namespace strata::json

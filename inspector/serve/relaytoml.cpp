// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/serve/relaytoml.h"

#include <QtCore/QFile>

#include <toml++/toml.h>

#include <cmath>
#include <functional>
#include <limits>
#include <map>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

constexpr qint64 maxFileBytes = 1024 * 1024;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

QString kindOf(const toml::node &node)
{
    switch (node.type()) {
    case toml::node_type::none:
        return u"nothing"_s;
    case toml::node_type::table:
        return u"a table"_s;
    case toml::node_type::array:
        return u"an array"_s;
    case toml::node_type::string:
        return u"a string"_s;
    case toml::node_type::integer:
        return u"an integer"_s;
    case toml::node_type::floating_point:
        return u"a number with a point"_s;
    case toml::node_type::boolean:
        return u"a boolean"_s;
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
        return u"a date or time"_s;
    }
    return u"something else"_s;
}

/// Reads one file. Each take...() stores what a node holds, or keeps the first complaint.
class Reader
{
public:
    explicit Reader(QString name)
        : m_name(std::move(name))
    {}

    using Take = std::function<void(const toml::node &node, const QString &key)>;
    using Keys = std::map<QString, Take>;

    void readAll(const toml::table &root);

    RelayToml result;
    QString error;

private:
    void walk(const toml::table &table, const QString &prefix, const Keys &keys);
    void readAuth(const toml::node &node);

    void complain(const toml::node &node, const QString &what);
    [[nodiscard]] QString place(const toml::node &node) const;

    Take table(Keys keys);
    Take string(QString &target);
    Take integer(qint64 minimum, qint64 maximum, std::function<void(qint64)> store);
    Take seconds(std::chrono::milliseconds &target, double minimum = 0);
    Take level(LogLevel *target);
    Take address(std::optional<HostPort> &target);

    template<typename Number>
    Take count(Number &target, qint64 minimum = 0)
    {
        return integer(minimum, qint64(std::numeric_limits<int>::max()),
                       [&target](qint64 value) { target = Number(value); });
    }

    QString m_name;
};

QString Reader::place(const toml::node &node) const
{
    return u"%1, line %2: "_s.arg(m_name, QString::number(node.source().begin.line));
}

void Reader::complain(const toml::node &node, const QString &what)
{
    if (error.isEmpty())
        error = place(node) + what;
}

void Reader::walk(const toml::table &table, const QString &prefix, const Keys &keys)
{
    for (const auto &[rawKey, node] : table) {
        const QString key = text(rawKey.str());
        if (const auto known = keys.find(key); known != keys.end())
            known->second(node, prefix + key);
        else
            result.warnings.append(place(node) + u"%1 means nothing to a relay; it is ignored."_s.arg(prefix + key));
    }
}

Reader::Take Reader::table(Keys keys)
{
    return [this, keys = std::move(keys)](const toml::node &node, const QString &key) {
        if (const toml::table *inner = node.as_table())
            walk(*inner, key + u'.', keys);
        else
            complain(node, u"%1 is a table, not %2: write [%1]."_s.arg(key, kindOf(node)));
    };
}

Reader::Take Reader::string(QString &target)
{
    return [this, &target](const toml::node &node, const QString &key) {
        const auto *value = node.as_string();
        if (!value)
            return complain(node, u"%1 must be a string, not %2."_s.arg(key, kindOf(node)));
        if (value->get().empty())
            return complain(node, u"%1 is empty. Leave the line out for the default."_s.arg(key));
        target = text(value->get());
    };
}

Reader::Take Reader::integer(qint64 minimum, qint64 maximum, std::function<void(qint64)> store)
{
    return [this, minimum, maximum, store = std::move(store)](const toml::node &node, const QString &key) {
        const auto *value = node.as_integer();
        if (!value)
            return complain(node, u"%1 must be an integer, not %2."_s.arg(key, kindOf(node)));
        if (value->get() < minimum || value->get() > maximum)
            return complain(node, u"%1 must be from %2 to %3, not %4."_s.arg(key).arg(minimum).arg(maximum).arg(
                                      qint64(value->get())));
        store(value->get());
    };
}

Reader::Take Reader::seconds(std::chrono::milliseconds &target, double minimum)
{
    constexpr double maximum = 86'400;
    return [this, &target, minimum](const toml::node &node, const QString &key) {
        const auto value = node.is_boolean() ? std::nullopt : node.value<double>();
        if (!value || !(*value >= minimum && *value <= maximum))
            return complain(
                node, u"%1 must be a number of seconds from %2 to %3."_s.arg(key).arg(minimum).arg(qint64(maximum)));
        target = std::chrono::milliseconds(std::llround(*value * 1'000));
    };
}

Reader::Take Reader::level(LogLevel *target)
{
    return [this, target](const toml::node &node, const QString &key) {
        std::optional<LogLevel> level;
        if (const auto *name = node.as_string())
            level = logLevelOf(text(name->get()));
        else if (const auto *number = node.as_integer(); number && number->get() >= 0 && number->get() <= 1'000)
            // Python's numbers are thresholds; the level that lets the same messages through is the next one up.
            level = number->get() <= 10   ? LogLevel::Debug
                    : number->get() <= 20 ? LogLevel::Info
                    : number->get() <= 30 ? LogLevel::Warning
                    : number->get() <= 40 ? LogLevel::Error
                                          : LogLevel::Critical;
        if (!level)
            return complain(node,
                            u"%1 must be DEBUG, INFO, WARNING, ERROR, CRITICAL or one of Python's numbers."_s.arg(key));
        if (target)
            *target = *level;
    };
}

Reader::Take Reader::address(std::optional<HostPort> &target)
{
    return [this, &target](const toml::node &node, const QString &key) {
        const auto *value = node.as_string();
        const auto read = readHostPort(value ? text(value->get()) : QString());
        if (const auto *given = std::get_if<HostPort>(&read))
            target = *given;
        else
            complain(node, u"%1 must be \"HOST:PORT\"."_s.arg(key));
    };
}

void Reader::readAuth(const toml::node &node)
{
    const toml::table *auth = node.as_table();
    if (!auth)
        return complain(node, u"auth is a table, not %1: write [auth]."_s.arg(kindOf(node)));
    for (const auto &[rawKey, value] : *auth) {
        const QString key = text(rawKey.str());
        if (key == "method"_L1) {
            const auto *method = value.as_string();
            if (method && method->get() == "globus")
                complain(value, u"auth.method = \"globus\" asks for Globus authentication, which this relay does not "
                                "do. Run proxystore-relay for that; or take the [auth] table out and, if users are to "
                                "be told apart, give them bearer tokens of your own: tokens = \"FILE\"."_s);
            else
                complain(value, u"auth.method must be \"globus\" or absent, and this relay does no Globus "
                                "authentication: take the line out."_s);
        } else if (key != "kwargs"_L1) {
            complain(value, u"auth.%1 is unknown, to the reference as well: take the line out."_s.arg(key));
        } else if (const auto *kwargs = value.as_table(); !kwargs || !kwargs->empty()) {
            result.warnings.append(place(value) + u"auth.kwargs is for Globus authentication; it is ignored."_s);
        }
    }
}

void Reader::readAll(const toml::table &root)
{
    ServeConfig &config = result.config;
    constexpr qint64 largest = qint64(1) << 30;
    const Take interval =
        integer(0, 1'000'000, [&config](qint64 value) { config.log.clientInterval = std::chrono::seconds(value); });
    const Take limit = count(config.log.clientLimit);
    walk(root, {},
         {
             {u"host"_s, string(config.host)},
             {u"port"_s, integer(0, 65'535, [&config](qint64 value) { config.port = quint16(value); })},
             {u"certfile"_s, string(config.certFile)},
             {u"keyfile"_s, string(config.keyFile)},
             {u"max_message_bytes"_s,
              integer(1, largest, [&config](qint64 value) { config.limits.messageBytes = value; })},
             {u"auth"_s, [this](const toml::node &node, const QString &) { readAuth(node); }},
             {u"logging"_s, table({
                                {u"log_dir"_s, string(config.log.directory)},
                                {u"default_level"_s, level(&config.log.level)},
                                {u"websockets_level"_s, level(nullptr)},
                                {u"current_client_interval"_s, interval},
                                {u"current_client_limit"_s, limit},
                                // As the reference's documentation calls them; the reference ignores these.
                                {u"default_log_level"_s, level(&config.log.level)},
                                {u"websockets_log_level"_s, level(nullptr)},
                                {u"connected_client_logging_interval"_s, interval},
                                {u"connected_client_logging_limit"_s, limit},
                            })},
             // The reference ignores what follows.
             {u"tokens"_s, string(config.tokensFile)},
             {u"keepalive"_s, seconds(config.keepalive)},
             {u"metrics"_s, address(config.metrics)},
             {u"cluster"_s, table({
                                {u"servers"_s, string(config.cluster.servers)},
                                {u"prefix"_s, string(config.cluster.prefix)},
                                {u"creds"_s, string(config.cluster.credentialsFile)},
                                {u"ca_file"_s, string(config.cluster.caFile)},
                            })},
             {u"limits"_s, table({
                               {u"handshake_timeout"_s, seconds(config.limits.handshake, 0.001)},
                               {u"max_connections"_s, count(config.limits.connections)},
                               {u"max_connections_per_address"_s, count(config.limits.connectionsPerAddress)},
                               {u"max_messages_per_second"_s, count(config.limits.messagesPerSecond)},
                               {u"max_unsent_bytes"_s,
                                integer(0, largest, [&config](qint64 value) { config.limits.unsentBytes = value; })},
                               {u"max_name_bytes"_s, count(config.limits.nameBytes, 1)},
                               {u"max_header_bytes"_s, count(config.limits.headerBytes, 1024)},
                           })},
         });
}

} // namespace

std::variant<RelayToml, QString> readRelayToml(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"Cannot read the configuration %1: %2."_s.arg(path, file.errorString());
    const QByteArray text = file.read(maxFileBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return u"Cannot read the configuration %1: %2."_s.arg(path, file.errorString());
    if (text.size() > maxFileBytes)
        return u"The configuration %1 is larger than %2 bytes."_s.arg(path, QString::number(maxFileBytes));
    return parseRelayToml(text, path);
}

std::variant<RelayToml, QString> parseRelayToml(const QByteArray &bytes, const QString &name)
{
    Reader reader(name);
    try { // Debian's library is built with exceptions; they end here.
        reader.readAll(toml::parse(std::string_view(bytes.constData(), size_t(bytes.size()))));
    } catch (const toml::parse_error &error) {
        return u"%1, line %2, column %3: %4."_s.arg(name, QString::number(error.source().begin.line),
                                                    QString::number(error.source().begin.column),
                                                    text(error.description()));
    }
    if (reader.error.isEmpty())
        return reader.result;
    return reader.error;
}

} // namespace Inspector

// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/interop/endpoint.h"

#include "tests/interop/freeport.h"

#include <QtCore/QDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int timeout = 60'000; // ms
constexpr int attempts = 10;

/// What `proxystore-endpoint configure` writes, but for the UUID, which is ours, and the STUN servers, which tests
/// leave alone.
constexpr QLatin1StringView config(R"(name = "%1"
uuid = "%2"
port = %3
host = "127.0.0.1"
host_type = "static"

[relay]
address = "%4"
ice_servers = []
peer_channels = 1
verify_certificate = true

[relay.auth]

[storage]
max_object_size = 100000000
)");

} // namespace

QString Endpoint::start(const QUrl &relay, const QString &name, const QUuid &uuid, const QString &authority)
{
    m_process.setVariable(u"PROXYSTORE_HOME"_s, home());
    if (!authority.isEmpty())
        m_process.setVariable(u"SSL_CERT_FILE"_s, authority);
    for (int attempt = 0; attempt < attempts; ++attempt) {
        if (const QString error = configure(relay, name, uuid, freePort()); !error.isEmpty())
            return error;
        const QString error = m_process.startScript(u"endpoint.py"_s, {u"start"_s, name, u"--no-detach"_s});
        if (!error.isEmpty())
            return error;
        const auto serves = [this] { return m_process.transcript().contains(u"Uvicorn running on"_s); };
        const bool decided = QTest::qWaitFor([&] { return serves() || !m_process.isRunning(); }, timeout);
        if (serves() && m_process.isRunning())
            return {};
        m_process.kill();
        if (!decided || !m_process.transcript().contains(u"address already in use"_s))
            break;
    }
    return u"the endpoint does not serve: "_s + m_process.transcript();
}

QString Endpoint::configure(const QUrl &relay, const QString &name, const QUuid &uuid, quint16 port) const
{
    QDir(home()).mkpath(name);
    QFile file(m_home.filePath(name + u"/config.toml"_s));
    if (!file.open(QIODevice::WriteOnly))
        return file.fileName() + u": "_s + file.errorString();
    file.write(QString(config)
                   .arg(name, uuid.toString(QUuid::WithoutBraces), QString::number(port), relay.toString())
                   .toUtf8());
    return {};
}

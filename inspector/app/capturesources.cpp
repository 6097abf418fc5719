// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// How a CaptureSession starts each kind of source.
#include "inspector/app/capturesession.h"
#include "inspector/run/runsource.h"
#include "inspector/setup/addresses.h"
#include "inspector/sources/clientsource.h"
#include "inspector/sources/localrelaysource.h"
#include "inspector/sources/proxysource.h"
#include "inspector/sources/tapsource.h"

#include <QtCore/QFileInfo>
#include <QtNetwork/QHostInfo>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;

void CaptureSession::connectTo(const ConnectRequest &request)
{
    auto options = clientOptions(request);
    if (const auto *error = std::get_if<QString>(&options)) {
        Q_EMIT problem(*error, u"connect"_s);
        return;
    }
    Q_EMIT solved(u"connect"_s);
    m_settings->addRecentAddress(request.client.address);
    m_settings->setConnectDefaults(request.client.address, defaultsOf(request));
    if (!record())
        return;
    m_onlyDemo = false;
    startSource(request.client.address.toString(),
                [options = std::get<RelayCore::RelayClientOptions>(options), &writer = m_recording->writer()] {
                    return std::make_unique<ClientSource>(options, writer);
                },
                {}, {});
}

void CaptureSession::startProxy(const ProxyRequest &request)
{
    auto read = proxyOptions(request);
    if (const auto *error = std::get_if<QString>(&read)) {
        Q_EMIT problem(*error, tr("Proxy"));
        return;
    }
    auto &options = std::get<ProxyOptions>(read);
    m_settings->addRecentAddress(request.upstream);
    withAddresses(request.listen.host, tr("Proxy"), [this, options](const QList<QHostAddress> &addresses) mutable {
        options.listen = addresses;
        startProxy(options);
    });
}

void CaptureSession::withAddresses(const QString &host, const QString &topic,
                                   const std::function<void(const QList<QHostAddress> &)> &use)
{
    if (!QHostAddress(host).isNull()) {
        use(interfacesOf(host));
        return;
    }
    QHostInfo::lookupHost(host, this, [this, host, topic, use](const QHostInfo &found) {
        if (found.addresses().isEmpty())
            Q_EMIT problem(tr("The proxy cannot listen on %1: there is no such address.").arg(host), topic);
        else
            use(found.addresses());
    });
}

void CaptureSession::startProxy(const ProxyOptions &options)
{
    if (!record())
        return;
    m_onlyDemo = false;
    startSource(tr("Proxy"),
                [options, &writer = m_recording->writer()] { return std::make_unique<ProxySource>(options, writer); },
                {options.listen.value(0), options.port,
                 [this, options](quint16 port) {
                     ProxyOptions other = options;
                     other.port = port;
                     startProxy(other);
                 }},
                {});
}

void CaptureSession::startForwardProxy(const ForwardProxyRequest &request)
{
    auto read = forwardProxyOptions(request.proxy);
    if (const auto *error = std::get_if<QString>(&read)) {
        Q_EMIT problem(*error, tr("Forward proxy"));
        return;
    }
    RunSourceOptions options;
    options.proxy = std::get<ForwardProxyOptions>(std::move(read));
    options.bundleFile = request.bundleFile;
    withAddresses(request.proxy.listen.host, tr("Forward proxy"),
                  [this, options](const QList<QHostAddress> &addresses) mutable {
                      options.proxy.listen = addresses;
                      startForwardProxy(options);
                  });
}

void CaptureSession::startForwardProxy(const RunSourceOptions &options)
{
    if (!record())
        return;
    m_onlyDemo = false;
    startSource(tr("Forward proxy"),
                [options, &writer = m_recording->writer()] { return std::make_unique<RunSource>(options, writer); },
                {options.proxy.listen.value(0), options.proxy.port,
                 [this, options](quint16 port) {
                     RunSourceOptions other = options;
                     other.proxy.port = port;
                     startForwardProxy(other);
                 }},
                {});
}

void CaptureSession::runProgram(const RunRequest &request)
{
    const QString program = QFileInfo(request.command.value(0)).fileName();
    auto read = forwardProxyOptions(request.proxy);
    if (const auto *error = std::get_if<QString>(&read)) {
        Q_EMIT problem(*error, program);
        return;
    }
    RunSourceOptions options;
    options.proxy = std::get<ForwardProxyOptions>(std::move(read));
    options.proxy.port = 0;
    options.command = request.command;
    options.directory = request.directory;
    options.all = request.all;
    if (!record())
        return;
    m_onlyDemo = false;
    startSource(program,
                [options, &writer = m_recording->writer()] { return std::make_unique<RunSource>(options, writer); }, {},
                {});
}

void CaptureSession::attach(const QList<RelayCore::TapAddress> &taps)
{
    if (taps.isEmpty() || !record())
        return;
    m_onlyDemo = false;
    for (const RelayCore::TapAddress &tap : taps) {
        startSource(tap.application,
                    [tap, &writer = m_recording->writer()] { return std::make_unique<TapSource>(tap, writer); }, {},
                    {});
    }
}

bool CaptureSession::startLocalRelay(bool demo, quint16 port)
{
    if (!record())
        return false;
    m_onlyDemo = m_onlyDemo && demo;
    LocalRelayOptions options;
    options.port = port;
    options.demo = demo;
    Retry onAnyPort;
    // The demo works on any port.
    if (demo && port != 0)
        onAnyPort = [this] { (void)startLocalRelay(true, 0); };
    startSource(
        tr("Local relay"),
        [options, &writer = m_recording->writer()] { return std::make_unique<LocalRelaySource>(options, writer); },
        {QHostAddress(QHostAddress::LocalHost), port,
         [this, demo](quint16 other) { (void)startLocalRelay(demo, other); }},
        std::move(onAnyPort));
    return true;
}

} // namespace Inspector

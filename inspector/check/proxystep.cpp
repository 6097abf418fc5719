// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/proxystep.h"

#include "inspector/check/checktexts.h"
#include "inspector/check/upgrade.h"
#include "inspector/transport/upgradehead.h"
#include "relaycore/client/proxyinuse.h"
#include "relaycore/wire/upgraderesponse.h"

#include <QtNetwork/QTcpSocket>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The request with which QTcpSocket opens a tunnel through \a proxy.
QByteArray connectRequest(const QUrl &url, quint16 port, const QNetworkProxy &proxy)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':') && !host.startsWith('['))
        host = '[' + host + ']';
    const QByteArray target = host + ':' + QByteArray::number(port);
    QByteArray request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
    if (!proxy.user().isEmpty())
        request +=
            "Proxy-Authorization: Basic " + (proxy.user() + u':' + proxy.password()).toUtf8().toBase64() + "\r\n";
    return request + "\r\n";
}

} // namespace

ProxyStep::ProxyStep(ProbeContext &context)
    : ProbeStep(CheckStep::Proxy, context)
    , m_answer(HttpHead::Kind::Response, RelayCore::maxUpgradeResponseBytes)
{}

ProxyStep::~ProxyStep() = default;

void ProxyStep::start()
{
    context().proxy = RelayCore::proxyInUse(options().address, options().proxy);
    if (context().proxy.type() == QNetworkProxy::NoProxy) {
        StepReport result = report(Outcome::NotNeeded, CheckTexts::tr("not needed: no proxy is set for this address"));
        result.took.reset();
        return finish(result);
    }
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setProxy(context().proxy);
    connect(m_socket.get(), &QAbstractSocket::connected, scope(), [this] { onConnected(); });
    // Queued: some failures are reported from inside connectToHost().
    connect(
        m_socket.get(), &QAbstractSocket::errorOccurred, scope(), [this] { onError(); }, Qt::QueuedConnection);
    m_socket->connectToHost(options().address.host(), context().port());
}

void ProxyStep::onDeadline()
{
    fail(m_question ? m_found : timeoutProblem(Kind::ProxyTimeout));
}

void ProxyStep::onConnected()
{
    const QString endpoint = RelayCore::proxyEndpoint(context().proxy);
    StepReport result = report(Outcome::Ok, CheckTexts::tr("through %1").arg(endpoint));
    result.detail = {
        {u"proxy"_s, endpoint}, {u"user"_s, !context().proxy.user().isEmpty()}, {u"status"_s, QJsonValue()}};
    context().socket = std::move(m_socket);
    finish(result);
}

void ProxyStep::onError()
{
    const QAbstractSocket::SocketError error = m_socket->error();
    const QString words = m_socket->errorString();
    if (error == QAbstractSocket::ProxyConnectionRefusedError || error == QAbstractSocket::ProxyNotFoundError
        || error == QAbstractSocket::NetworkError)
        return fail(context().problem(Kind::ProxyUnreachable, words));
    if (error == QAbstractSocket::ProxyConnectionTimeoutError || error == QAbstractSocket::SocketTimeoutError)
        return fail(timeoutProblem(Kind::ProxyTimeout));
    if (error == QAbstractSocket::ProxyAuthenticationRequiredError) {
        m_found = context().problem(Kind::ProxyWantsCredentials);
        m_found.number = 407;
        return fail(m_found);
    }
    m_found = context().problem(Kind::ProxyFailed, words);
    if (context().proxy.type() != QNetworkProxy::HttpProxy)
        return fail(m_found);
    askForReason();
}

void ProxyStep::askForReason()
{
    m_question = std::make_unique<QTcpSocket>();
    m_question->setProxy(QNetworkProxy::NoProxy);
    connect(m_question.get(), &QAbstractSocket::connected, scope(),
            [this] { m_question->write(connectRequest(options().address, context().port(), context().proxy)); });
    connect(m_question.get(), &QIODevice::readyRead, scope(), [this] { readReason(); });
    connect(
        m_question.get(), &QAbstractSocket::errorOccurred, scope(), [this] { fail(m_found); }, Qt::QueuedConnection);
    m_question->connectToHost(context().proxy.hostName(), context().proxy.port());
}

void ProxyStep::readReason()
{
    m_answer.read(m_question->readAll());
    if (m_answer.state() == HttpHead::State::Reading)
        return;
    const auto answer = RelayCore::parseUpgradeResponse(m_answer.raw());
    if (m_answer.state() == HttpHead::State::Complete && answer && answer->status >= 300) {
        // tinyproxy answers wrong credentials with 401.
        const bool wantsCredentials = answer->status == 407 || answer->status == 401;
        m_found = context().problem(wantsCredentials ? Kind::ProxyWantsCredentials : Kind::ProxyRefused,
                                    QString::fromUtf8(answer->reason));
        m_found.number = answer->status;
    }
    fail(m_found, {{u"proxy"_s, RelayCore::proxyEndpoint(context().proxy)},
                   {u"user"_s, !context().proxy.user().isEmpty()},
                   {u"status"_s, answer ? QJsonValue(answer->status) : QJsonValue()}});
}

} // namespace Inspector

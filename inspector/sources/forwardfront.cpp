// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/sources/forwardfront.h"

#include "inspector/sources/plainstream.h"
#include "inspector/sources/requestrewriter.h"
#include "inspector/sources/runauthority.h"
#include "inspector/sources/tlsstream.h"

#include <QtNetwork/QSslSocket>

#include <utility>

namespace Inspector {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using RelayCore::CloseCategory;

namespace {

constexpr qsizetype maxHeadBytes = 64 * 1024;
constexpr char tlsHandshake = 0x16; // RFC 8446 section 5.1.
constexpr auto silence = 1s;
constexpr quint16 maxPort = 65'535;

// `host:port` of RFC 9112 section 3.2.3; a port is required. Empty: anything else.
QUrl authorityTarget(const QByteArray &target)
{
    const QUrl url(u"ws://"_s + QString::fromLatin1(target), QUrl::StrictMode);
    const bool valid = url.isValid() && !url.host().isEmpty() && url.port() > 0 && url.port() <= maxPort
                       && url.path().isEmpty() && !url.hasQuery() && url.userInfo().isEmpty();
    return valid ? url : QUrl();
}

} // namespace

ForwardFront::ForwardFront(std::unique_ptr<PlainStream> client, RunAuthority &authority,
                           std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent)
    , m_plain(std::move(client))
    , m_authority(authority)
    , m_head(HttpHead::Kind::Request, maxHeadBytes)
    , m_timeout(timeout)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (m_tunnel && m_tls == nullptr)
            succeed();
        else if (m_tunnel)
            fail(CloseCategory::Timeout, u"the client did not complete its TLS handshake in time"_s);
        else
            fail(CloseCategory::Timeout, u"the client did not send a whole request in time"_s);
    });
    connect(m_plain.get(), &PlainStream::changed, this, &ForwardFront::advance);
}

ForwardFront::~ForwardFront()
{
    if (!m_tls)
        return;
    m_tls->disconnect(this);
    m_tls->abort();
}

void ForwardFront::start()
{
    m_timer.start(m_timeout);
    QMetaObject::invokeMethod(this, &ForwardFront::advance, Qt::QueuedConnection);
}

void ForwardFront::advance()
{
    if (m_done || m_tls != nullptr)
        return;
    if (m_tunnel)
        sniff();
    else
        readHead();
}

void ForwardFront::readHead()
{
    QByteArray bytes(maxHeadBytes, Qt::Uninitialized);
    while (m_plain->canRead() && m_head.state() == HttpHead::State::Reading) {
        const qint64 size = m_plain->read(bytes.data(), bytes.size());
        const qsizetype taken = m_head.read(QByteArrayView(bytes).first(size));
        m_plain->unread(QByteArrayView(bytes).sliced(taken, size - taken));
    }
    if (m_head.state() == HttpHead::State::Broken) {
        refuse("400 Bad Request",
               u"what the client sent to the forward proxy is no HTTP request: %1"_s.arg(m_head.problem()));
        return;
    }
    if (m_head.state() == HttpHead::State::Reading) {
        if (m_plain->hasEnded())
            fail(CloseCategory::None, u"the client left before it had asked for anything"_s);
        return;
    }
    if (m_head.method() == "CONNECT") {
        m_target = authorityTarget(m_head.target());
        connectRequested();
    } else if (const auto url = absoluteTarget(m_head)) {
        m_target = url->adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
        m_plain->unread(m_head.raw());
        succeed();
    } else {
        refuse("400 Bad Request",
               u"this is a forward proxy: it takes CONNECT and requests whose target is a whole address"_s);
    }
}

void ForwardFront::connectRequested()
{
    if (m_target.isEmpty()) {
        refuse("400 Bad Request", u"the target of CONNECT must be a host and a port"_s);
        return;
    }
    m_plain->write("HTTP/1.1 200 Connection established\r\n\r\n");
    m_tunnel = true;
    m_timer.start(silence);
    sniff();
}

void ForwardFront::sniff()
{
    const std::optional<char> first = m_plain->peek();
    if (first == tlsHandshake)
        beginTls();
    else if (first || m_plain->hasEnded())
        succeed();
}

void ForwardFront::beginTls()
{
    const QSslConfiguration configuration = m_authority.configurationFor(m_target.host());
    m_target.setScheme(u"wss"_s);
    if (configuration.isNull()) {
        fail(CloseCategory::Tls, u"no certificate can be made for %1"_s.arg(m_target.host()));
        return;
    }
    if (m_plain->unreadBytes() > 0) {
        fail(CloseCategory::Tls, u"the client began with TLS before CONNECT was answered"_s);
        return;
    }
    m_timer.start(m_timeout);
    m_tls = std::make_unique<QSslSocket>();
    const auto failure = [this] {
        fail(CloseCategory::Tls,
             u"the client did not complete TLS with the certificate of this run: %1"_s.arg(m_tls->errorString()));
    };
    connect(m_tls.get(), &QSslSocket::encrypted, this, [this] {
        m_facts = tlsFacts(*m_tls, {});
        succeed();
    });
    connect(m_tls.get(), &QSslSocket::errorOccurred, this, failure);
    connect(m_tls.get(), &QSslSocket::disconnected, this, failure);
    m_tls->setSocketDescriptor(m_plain->release());
    m_tls->setSslConfiguration(configuration);
    m_tls->startServerEncryption();
}

bool ForwardFront::end()
{
    if (std::exchange(m_done, true))
        return false;
    m_timer.stop();
    m_plain->disconnect(this);
    if (m_tls != nullptr)
        m_tls->disconnect(this);
    return true;
}

void ForwardFront::succeed()
{
    if (!end())
        return;
    // From the event loop: the socket is in the middle of a signal.
    QMetaObject::invokeMethod(this, &ForwardFront::ready, Qt::QueuedConnection);
}

std::unique_ptr<ByteStream> ForwardFront::takeStream()
{
    if (m_tls != nullptr)
        return std::make_unique<TlsStream>(std::move(m_tls));
    return std::move(m_plain);
}

void ForwardFront::refuse(const QByteArray &status, const QString &text)
{
    const QByteArray sentence = text.toUtf8() + '\n';
    m_plain->write("HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                   + QByteArray::number(sentence.size()) + "\r\nConnection: close\r\n\r\n" + sentence);
    fail(CloseCategory::Handshake, text);
}

void ForwardFront::fail(CloseCategory category, const QString &text)
{
    if (!end())
        return;
    QMetaObject::invokeMethod(
        this, [this, category, text] { Q_EMIT failed(category, text); }, Qt::QueuedConnection);
}

} // namespace Inspector

// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/problem.h"

#include <QtCore/QMetaEnum>
#include <QtCore/QStringList>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

using Kind = Problem::Kind;

QString seconds(std::chrono::milliseconds duration)
{
    return u"%1 s"_s.arg(double(duration.count()) / 1'000);
}

QString day(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

QString addressOf(const Problem &problem, bool secure)
{
    const QString host = problem.host.contains(u':') ? u'[' + problem.host + u']' : problem.host;
    return u"%1://%2:%3"_s.arg(secure ? u"wss"_s : u"ws"_s, host).arg(problem.port);
}

QString quoted(const QString &text)
{
    return text.isEmpty() ? QString() : u": "_s + text;
}

QString status(const Problem &problem)
{
    return u"HTTP %1%2"_s.arg(problem.number).arg(quoted(problem.text));
}

QString closed(const Problem &problem)
{
    return u"the relay closed the connection with %1%2"_s.arg(problem.number).arg(quoted(problem.text));
}

/// What is wrong with a token, or with there being none.
QString tokenAdvice(const Problem &problem)
{
    return problem.sentToken
               ? u"The token was not accepted: it may have expired or belong to another user. Get a new one."_s
               : u"The relay requires a token: give it with --token-file PATH."_s;
}

QString portAdvice(const Problem &problem)
{
    return problem.defaultPort
               ? u" The address names no port, so %1 was tried; proxystore-relay listens on 8700 by default."_s.arg(
                   problem.port)
               : QString();
}

} // namespace

bool isWarning(Kind kind)
{
    return kind == Kind::TokenUnencrypted || kind == Kind::SomeAddressesFail || kind == Kind::CertificateExpiresSoon
           || kind == Kind::CertificateWithoutNames || kind == Kind::UnaskedExtension || kind == Kind::SomeStunSilent
           || kind == Kind::NatMapsByDestination;
}

QString problemName(Kind kind)
{
    QString name;
    for (const char *key = QMetaEnum::fromType<Kind>().valueToKey(int(kind)); *key; ++key) {
        const bool isUpper = *key >= 'A' && *key <= 'Z';
        if (isUpper && !name.isEmpty())
            name += u'_';
        name += QLatin1Char(isUpper ? char(*key - 'A' + 'a') : *key);
    }
    return name;
}

QString describe(const Problem &problem)
{
    switch (problem.kind) {
    case Kind::InvalidAddress:
        return problem.text;
    case Kind::TokenUnencrypted:
        return u"the token goes to %1 unencrypted"_s.arg(problem.host);
    case Kind::ProxyUnreachable:
        return u"the proxy %1 cannot be reached%2"_s.arg(problem.proxy, quoted(problem.text));
    case Kind::ProxyTimeout:
        return u"the proxy %1 did not connect within %2"_s.arg(problem.proxy, seconds(problem.waited));
    case Kind::ProxyWantsCredentials:
        return u"the proxy %1 requires credentials (HTTP %2)"_s.arg(problem.proxy).arg(problem.number);
    case Kind::ProxyRefused:
        return u"the proxy %1 did not connect: %2"_s.arg(problem.proxy, status(problem));
    case Kind::ProxyFailed:
        return u"the proxy %1 did not connect%2"_s.arg(problem.proxy, quoted(problem.text));
    case Kind::HostNotFound:
        return u"%1 has no address"_s.arg(problem.host);
    case Kind::DnsTimeout:
        return u"no answer about %1 within %2"_s.arg(problem.host, seconds(problem.waited));
    case Kind::DnsFailed:
        return u"the lookup of %1 failed%2"_s.arg(problem.host, quoted(problem.text));
    case Kind::Refused:
        return u"%1 refused the connection"_s.arg(problem.ip);
    case Kind::ConnectTimeout:
        return u"%1 did not answer within %2"_s.arg(problem.ip, seconds(problem.waited));
    case Kind::Unreachable:
        return u"%1 cannot be reached%2"_s.arg(problem.ip, quoted(problem.text));
    case Kind::ConnectFailed:
        return u"%1%2"_s.arg(problem.ip, quoted(problem.text));
    case Kind::SomeAddressesFail:
        return u"%1 of %2 addresses failed"_s.arg(problem.number).arg(problem.total);
    case Kind::ServerSpeaksPlain:
        return u"the server speaks plain HTTP on port %1, not TLS"_s.arg(problem.port);
    case Kind::TlsTimeout:
        return u"the TLS handshake was not done within %1"_s.arg(seconds(problem.waited));
    case Kind::TlsClosed:
        return u"the server closed the connection during the TLS handshake"_s;
    case Kind::TlsFailed:
        return u"the TLS handshake failed%1"_s.arg(quoted(problem.text));
    case Kind::CertificateExpired:
        return u"the certificate of %1 expired on %2"_s.arg(problem.text, day(problem.time));
    case Kind::CertificateNotYetValid:
        return u"the certificate of %1 is not valid before %2"_s.arg(problem.text, day(problem.time));
    case Kind::HostNameMismatch:
        return u"the certificate is for %1, not for %2"_s.arg(
            problem.text.isEmpty() ? u"no host at all"_s : problem.text, problem.host);
    case Kind::SelfSigned:
        return u"the certificate is self-signed"_s;
    case Kind::UnknownAuthority:
        return u"the issuer is not known here: %1"_s.arg(problem.text);
    case Kind::CertificateRejected:
        return u"the certificate was rejected%1"_s.arg(quoted(problem.text));
    case Kind::CertificateExpiresSoon:
        return problem.number == 1
                   ? u"the certificate of %1 expires in 1 day"_s.arg(problem.text)
                   : u"the certificate of %1 expires in %2 days"_s.arg(problem.text).arg(problem.number);
    case Kind::CertificateWithoutNames:
        return u"the certificate has no subjectAltName, only the common name %1"_s.arg(problem.text);
    case Kind::ClientCertificateMissing:
        return u"the relay requires a client certificate%1"_s.arg(quoted(problem.text));
    case Kind::ClientCertificateRefused:
        return u"the relay did not accept the client certificate%1"_s.arg(quoted(problem.text));
    case Kind::ServerSpeaksTls:
        return u"the server speaks TLS on port %1, not plain HTTP"_s.arg(problem.port);
    case Kind::NotHttp:
        return u"the answer is not HTTP%1"_s.arg(quoted(problem.text));
    case Kind::UpgradeTimeout:
        return u"no answer to the upgrade request within %1"_s.arg(seconds(problem.waited));
    case Kind::UpgradeClosed:
        return u"the server closed the connection instead of answering%1"_s.arg(quoted(problem.text));
    case Kind::NoUpgrade:
    case Kind::Redirected:
    case Kind::BadRequest:
    case Kind::TokenRefused:
    case Kind::AccessRefused:
    case Kind::NothingThere:
    case Kind::ProxyWantsLogin:
    case Kind::UpgradeRequired:
    case Kind::TooManyRequests:
    case Kind::NoRelayBehindProxy:
    case Kind::ServerFailed:
    case Kind::UnexpectedStatus:
        return status(problem);
    case Kind::WrongAccept:
        return u"Sec-WebSocket-Accept does not fit the request"_s;
    case Kind::IncompleteUpgrade:
        return u"HTTP 101 without a correct %1 field"_s.arg(problem.text);
    case Kind::HttpTooOld:
        return u"the upgrade was accepted with %1"_s.arg(problem.text);
    case Kind::UnaskedSubprotocol:
        return u"the server chose the subprotocol %1, which was not requested"_s.arg(problem.text);
    case Kind::UnaskedExtension:
        return u"the server chose what was not offered: %1"_s.arg(problem.text);
    case Kind::RegistrationRefused:
        return u"the relay refused the registration%1"_s.arg(quoted(problem.text));
    case Kind::RegistrationTimeout:
        return u"no answer to the registration within %1"_s.arg(seconds(problem.waited));
    case Kind::NotARelay:
        return u"the answer is not a relay's: %1"_s.arg(problem.text);
    case Kind::ClosedUnauthorized:
    case Kind::ClosedForbidden:
    case Kind::ClosedDuplicate:
    case Kind::ClosedUndecodable:
    case Kind::ClosedTooLarge:
    case Kind::ClosedForNow:
    case Kind::ClosedOtherwise:
        return closed(problem);
    case Kind::ConnectionLost:
        return u"the connection was lost without a close frame%1"_s.arg(quoted(problem.text));
    case Kind::BrokenFrames:
        return u"the server does not keep to RFC 6455: %1"_s.arg(problem.text);
    case Kind::EchoTimeout:
        return u"the message to ourselves did not come back within %1"_s.arg(seconds(problem.waited));
    case Kind::EchoReturned:
        return u"the relay returned the message as undeliverable%1"_s.arg(quoted(problem.text));
    case Kind::EchoAltered:
        return u"the message to ourselves came back changed"_s;
    case Kind::PongTimeout:
        return u"no pong within %1"_s.arg(seconds(problem.waited));
    case Kind::StunHostNotFound:
        return u"no STUN server has an address, %1 first"_s.arg(problem.host);
    case Kind::StunUnsendable:
        return u"the requests cannot be sent%1"_s.arg(quoted(problem.text));
    case Kind::StunSilent:
        return u"no answer over UDP from %1 within %2"_s.arg(problem.host, seconds(problem.waited));
    case Kind::SomeStunSilent:
        return u"%1 of %2 STUN servers do not answer: %3"_s.arg(QString::number(problem.number),
                                                                QString::number(problem.total), problem.host);
    case Kind::StunRefused:
        return u"%1 answered with the STUN error %2%3"_s.arg(problem.host, QString::number(problem.number),
                                                             quoted(problem.text));
    case Kind::NatMapsByDestination:
        return u"the NAT uses another port for each destination (mapping: %1)"_s.arg(problem.text);
    }
    Q_UNREACHABLE();
}

QString advice(const Problem &problem)
{
    switch (problem.kind) {
    case Kind::InvalidAddress:
        return u"Give the relay's address as ws://HOST:PORT or wss://HOST:PORT, for instance ws://127.0.0.1:8700."_s;
    case Kind::TokenUnencrypted:
        return u"Use wss:// where the relay offers it: on the way anybody can read the token and use it."_s;
    case Kind::ProxyUnreachable:
        return u"Is the proxy running, and are its host and port right in http_proxy or https_proxy? Set no_proxy=%1 "
               u"to "
               "connect without it."_s.arg(problem.host);
    case Kind::ProxyTimeout:
        return u"Either the proxy does not answer, or it does not reach %1: its log shows which. Set no_proxy=%1 to "
               "connect without it."_s.arg(problem.host);
    case Kind::ProxyWantsCredentials:
        return u"Set them in http_proxy or https_proxy, as in http://USER:PASSWORD@%1; if they are there, they are wrong."_s
            .arg(problem.proxy);
    case Kind::ProxyRefused:
        return problem.number == 403 || problem.number == 405
                   ? u"The proxy does not allow connections to port %1 of %2: have it allowed (squid: SSL_ports, "
                     "tinyproxy: ConnectPort)."_s.arg(problem.port)
                         .arg(problem.host)
                   : u"The proxy does not reach %1, port %2: is the relay running, and does the proxy know its name?"_s
                         .arg(problem.host)
                         .arg(problem.port);
    case Kind::ProxyFailed:
        return u"Is %1 a proxy for this kind of connection? Its log may say more."_s.arg(problem.proxy);
    case Kind::HostNotFound:
        return u"Check the spelling of %1. If it is right, this machine's DNS does not know it: a private name may "
               u"need "
               "a VPN or a line in /etc/hosts."_s.arg(problem.host);
    case Kind::DnsTimeout:
        return u"The name server does not answer: check this machine's network and its DNS settings, or name the relay "
               "by its IP address."_s;
    case Kind::DnsFailed:
        return u"Check this machine's network and its DNS settings, or name the relay by its IP address."_s;
    case Kind::Refused:
        return u"Nobody listens on port %1 of %2: is the relay running, is the port right, and is the relay bound to "
               "an interface that is reached from here?"_s.arg(problem.port)
                   .arg(problem.ip)
               + portAdvice(problem);
    case Kind::ConnectTimeout:
        return u"A firewall drops the packets, or the machine is off: check that port %1 of %2 is open from here. Some "
               "networks lead out only through a VPN or a proxy."_s.arg(problem.port)
                   .arg(problem.ip)
               + portAdvice(problem);
    case Kind::Unreachable:
        return u"There is no route to %1: check this machine's network, VPN and, for an IPv6 address, whether it has "
               "IPv6 at all."_s.arg(problem.ip);
    case Kind::ConnectFailed:
        return u"The operating system gives the reason; look for a local firewall rule or a mistyped address."_s;
    case Kind::SomeAddressesFail:
        return u"This program goes on to the next address after a quarter of a second; other clients, the reference "
               "among them, wait until one fails. Mend the address, or take it out of the DNS."_s;
    case Kind::ServerSpeaksPlain:
        return u"Use %1, or give the relay a certificate (certfile and keyfile in its configuration)."_s.arg(
            addressOf(problem, false));
    case Kind::TlsTimeout:
        return u"Something accepts connections on port %1 but says nothing: is the port right, is the server "
               "overloaded?"_s.arg(problem.port);
    case Kind::TlsClosed:
        return u"The server may not speak TLS on port %1, not know the host name %2, or want a client certificate: its "
               "log says which."_s.arg(problem.port)
                   .arg(problem.host);
    case Kind::TlsFailed:
        return u"Client and server agree on no protocol or cipher, or port %1 is no TLS port: the server must offer "
               "TLS 1.2 or newer."_s.arg(problem.port);
    case Kind::CertificateExpired:
        return u"Renew the certificate on the relay and restart it. If it is good elsewhere, the clock of this machine "
               "is wrong."_s;
    case Kind::CertificateNotYetValid:
        return u"Check the clock of this machine; otherwise the certificate was made for later."_s;
    case Kind::HostNameMismatch:
        return u"Use a name that the certificate holds, or have it reissued with %1 among its subject alternative "
               "names."_s.arg(problem.host);
    case Kind::SelfSigned:
        return u"If the fingerprint is the one you expect, trust the certificate with --ca-file PEM. --insecure is for "
               "tests only."_s;
    case Kind::UnknownAuthority:
        return problem.ownAuthorities
                   ? u"The certificates of --ca-file did not issue it: give the file of its authority, or have the "
                     "relay send its intermediate certificates (certfile) as well."_s
                   : u"Give the authority's certificate with --ca-file PEM, or have the relay send its intermediate "
                     "certificates (certfile) as well."_s;
    case Kind::CertificateRejected:
        return u"Have the certificate reissued. --insecure goes on without a check; for tests only."_s;
    case Kind::CertificateExpiresSoon:
        return u"Renew it before %1; afterwards no client will connect."_s.arg(day(problem.time));
    case Kind::CertificateWithoutNames:
        return u"Python and other clients refuse it (RFC 9110 section 4.3.4): have it reissued with %1 among its "
               u"subject "
               "alternative names."_s.arg(problem.host);
    case Kind::ClientCertificateMissing:
        return u"Give a certificate that its authority has issued, with --certfile PEM and --keyfile PEM."_s;
    case Kind::ClientCertificateRefused:
        return u"Check that it has not expired, and that it was issued by the authority that the relay trusts; the "
               u"chain "
               "belongs into --certfile, too."_s;
    case Kind::ServerSpeaksTls:
        return u"Use %1."_s.arg(addressOf(problem, true));
    case Kind::NotHttp:
        return u"Another service listens on port %1: is the port right?"_s.arg(problem.port) + portAdvice(problem);
    case Kind::UpgradeTimeout:
        return u"Something accepts connections on port %1 but does not answer: is the port right, does the relay hang, "
               "does a proxy hold the request back?"_s.arg(problem.port);
    case Kind::UpgradeClosed:
        return u"Port %1 is no HTTP port, or a proxy or the relay cut the connection: its log says why."_s.arg(
            problem.port);
    case Kind::NoUpgrade:
        return u"A web server answered, not a relay: check port and path. A proxy in between must pass the Upgrade and "
               "Connection fields on."_s;
    case Kind::Redirected:
        return problem.text.isEmpty()
                   ? u"WebSocket clients follow no redirects: use the final address."_s
                   : u"WebSocket clients follow no redirects: use the address it names, with ws:// for http:// and "
                     "wss:// for https://."_s;
    case Kind::BadRequest:
        return u"The server did not understand the upgrade: it may be another service, or a proxy in between drops the "
               "Upgrade field. Check extra --header fields, too."_s;
    case Kind::TokenRefused:
        return tokenAdvice(problem);
    case Kind::AccessRefused:
        return tokenAdvice(problem) + u" A proxy in between may also refuse WebSockets or this client's address."_s;
    case Kind::NothingThere:
        return u"The server has no relay at this path: check the path and the port of the address."_s;
    case Kind::ProxyWantsLogin:
        return u"A proxy in between requires credentials: give them with --header 'Proxy-Authorization: ...', or use a "
               "network without it."_s;
    case Kind::UpgradeRequired:
        return u"The upgrade did not arrive as one: a proxy in between drops the Upgrade field. Configure it for "
               "WebSockets, or go around it."_s;
    case Kind::TooManyRequests:
        return problem.retryAfter ? u"The server limits how often clients come: wait %1 s, then try again."_s.arg(
                   problem.retryAfter->count())
                                  : u"The server limits how often clients come: wait, then try again."_s;
    case Kind::NoRelayBehindProxy:
        return u"A proxy answered, but not the relay behind it: is the relay running, and does the proxy know its "
               "port?"_s;
    case Kind::ServerFailed:
        return u"The server failed on its side: its log says why."_s;
    case Kind::UnexpectedStatus:
        return u"This is not how a relay answers: check port and path, and what stands in between."_s;
    case Kind::WrongAccept:
        return u"The answer belongs to another request: a proxy in between caches it, or the server does not speak "
               "WebSocket."_s;
    case Kind::IncompleteUpgrade:
        return u"The server does not speak WebSocket, or a proxy in between drops the field."_s;
    case Kind::HttpTooOld:
        return u"A WebSocket needs HTTP/1.1 (RFC 6455 section 4.1): set it in the server or the proxy in front of it, "
               u"for "
               "nginx with proxy_http_version 1.1."_s;
    case Kind::UnaskedSubprotocol:
        return u"WebSocket clients have to refuse this (RFC 6455 section 4.1): configure the server to choose no "
               "subprotocol, or check whether a relay listens at this path."_s;
    case Kind::UnaskedExtension:
        return u"The server breaks RFC 6455 section 4.2.2; other clients may refuse it. Update it or the proxy in "
               "front of it."_s;
    case Kind::RegistrationRefused:
        return u"The reason is the relay's own; its log may say more."_s;
    case Kind::RegistrationTimeout:
        return u"The relay may be busy evicting a half-open predecessor with this UUID, which takes it 10 s and more: "
               "try again, or with a longer --registration-timeout. If that fails, it hangs, or this is no relay."_s;
    case Kind::NotARelay:
        return u"A WebSocket server is there, but it is not a ProxyStore relay: check port and path."_s;
    case Kind::ClosedUnauthorized:
        return tokenAdvice(problem);
    case Kind::ClosedForbidden:
        return tokenAdvice(problem) + u" Or the UUID is registered by another user: leave --uuid out or use another."_s;
    case Kind::ClosedDuplicate:
        return u"Another client registered the same UUID meanwhile: stop it, or leave --uuid out."_s;
    case Kind::ClosedUndecodable:
        return u"The relay did not understand the message: it is no ProxyStore relay, or of another version."_s;
    case Kind::ClosedTooLarge:
        return u"The relay's limit is below a few hundred bytes: raise its max_message_bytes."_s;
    case Kind::ClosedForNow:
        return u"The relay is stopping, restarting or overloaded: try again in a while."_s;
    case Kind::ClosedOtherwise:
        return u"The relay's log says why it closed the connection."_s;
    case Kind::ConnectionLost:
        return u"The relay crashed or was stopped, or something in between cut the connection: look at both logs."_s;
    case Kind::BrokenFrames:
        return u"This is no WebSocket server, or something in between changes the bytes."_s;
    case Kind::EchoTimeout:
        return u"The relay registers clients but does not forward: it hangs, or still routes this UUID to an older "
               "socket. Try again with another --uuid, then restart the relay."_s;
    case Kind::EchoReturned:
        return u"The relay has forgotten the registration it just confirmed: more than one relay may stand behind this "
               "address. Direct all clients to the same one."_s;
    case Kind::EchoAltered:
        return u"Something in between rewrites messages: find it with relayctl proxy --print on both sides of it."_s;
    case Kind::PongTimeout:
        return u"The server does not answer pings, by which clients tell a living connection from a dead one: update "
               "it, or the proxy in between."_s;
    case Kind::StunHostNotFound:
        return u"Check the names of the STUN servers and the name server of this machine."_s;
    case Kind::StunUnsendable:
        return u"This computer has no route for this family, or a local firewall forbids UDP."_s;
    case Kind::StunSilent:
        return u"A firewall drops UDP, or no STUN server runs there. Try another server; if that is silent too, "
               "peers can meet only through a TURN server over TCP or TLS."_s;
    case Kind::SomeStunSilent:
        return u"The others answer, so UDP works: check the address of the silent ones."_s;
    case Kind::StunRefused:
        return u"The server answers, but not to requests without credentials: use one that is a STUN server."_s;
    case Kind::NatMapsByDestination:
        return u"The port that STUN finds is not the one that a peer will see. A peer with a public address can be "
               "reached from here; two such networks meet only through a TURN server."_s;
    }
    Q_UNREACHABLE();
}

QString advice(const QList<Problem> &problems)
{
    QStringList sentences;
    for (const Problem &problem : problems) {
        if (const QString sentence = advice(problem); !sentences.contains(sentence))
            sentences.append(sentence);
    }
    return sentences.join(u' ');
}

} // namespace Inspector

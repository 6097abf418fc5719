// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/check/problem.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMetaEnum>
#include <QtCore/QStringList>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

namespace {

/// The translation context of this file.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Inspector::Problem)
};

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
    return Texts::tr("the relay closed the connection with %1%2").arg(problem.number).arg(quoted(problem.text));
}

/// What is wrong with a token, or with there being none.
QString tokenAdvice(const Problem &problem)
{
    return problem.sentToken
               ? Texts::tr("The token was not accepted: it may have expired or belong to another user. Get a new one.")
               : Texts::tr("The relay requires a token: give it with --token-file PATH.");
}

QString portAdvice(const Problem &problem)
{
    return problem.defaultPort
               ? Texts::tr(" The address names no port, so %1 was tried; proxystore-relay listens on 8700 by default.")
                     .arg(problem.port)
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
        return Texts::tr("the token goes to %1 unencrypted").arg(problem.host);
    case Kind::ProxyUnreachable:
        return Texts::tr("the proxy %1 cannot be reached%2").arg(problem.proxy, quoted(problem.text));
    case Kind::ProxyTimeout:
        return Texts::tr("the proxy %1 did not connect within %2").arg(problem.proxy, seconds(problem.waited));
    case Kind::ProxyWantsCredentials:
        return Texts::tr("the proxy %1 requires credentials (HTTP %2)")
            .arg(problem.proxy, QString::number(problem.number));
    case Kind::ProxyRefused:
        return Texts::tr("the proxy %1 did not connect: %2").arg(problem.proxy, status(problem));
    case Kind::ProxyFailed:
        return Texts::tr("the proxy %1 did not connect%2").arg(problem.proxy, quoted(problem.text));
    case Kind::HostNotFound:
        return Texts::tr("%1 has no address").arg(problem.host);
    case Kind::DnsTimeout:
        return Texts::tr("no answer about %1 within %2").arg(problem.host, seconds(problem.waited));
    case Kind::DnsFailed:
        return Texts::tr("the lookup of %1 failed%2").arg(problem.host, quoted(problem.text));
    case Kind::Refused:
        return Texts::tr("%1 refused the connection").arg(problem.ip);
    case Kind::ConnectTimeout:
        return Texts::tr("%1 did not answer within %2").arg(problem.ip, seconds(problem.waited));
    case Kind::Unreachable:
        return Texts::tr("%1 cannot be reached%2").arg(problem.ip, quoted(problem.text));
    case Kind::ConnectFailed:
        return u"%1%2"_s.arg(problem.ip, quoted(problem.text));
    case Kind::SomeAddressesFail:
        return Texts::tr("%1 of %2 addresses failed").arg(problem.number).arg(problem.total);
    case Kind::ServerSpeaksPlain:
        return Texts::tr("the server speaks plain HTTP on port %1, not TLS").arg(problem.port);
    case Kind::TlsTimeout:
        return Texts::tr("the TLS handshake was not done within %1").arg(seconds(problem.waited));
    case Kind::TlsClosed:
        return Texts::tr("the server closed the connection during the TLS handshake");
    case Kind::TlsFailed:
        return Texts::tr("the TLS handshake failed%1").arg(quoted(problem.text));
    case Kind::CertificateExpired:
        return Texts::tr("the certificate of %1 expired on %2").arg(problem.text, day(problem.time));
    case Kind::CertificateNotYetValid:
        return Texts::tr("the certificate of %1 is not valid before %2").arg(problem.text, day(problem.time));
    case Kind::HostNameMismatch:
        return Texts::tr("the certificate is for %1, not for %2")
            .arg(problem.text.isEmpty() ? Texts::tr("no host at all") : problem.text, problem.host);
    case Kind::SelfSigned:
        return Texts::tr("the certificate is self-signed");
    case Kind::UnknownAuthority:
        return Texts::tr("the issuer is not known here: %1").arg(problem.text);
    case Kind::CertificateRejected:
        return Texts::tr("the certificate was rejected%1").arg(quoted(problem.text));
    case Kind::CertificateExpiresSoon:
        return problem.number == 1 ? Texts::tr("the certificate of %1 expires in 1 day").arg(problem.text)
                                   : Texts::tr("the certificate of %1 expires in %2 days")
                                         .arg(problem.text, QString::number(problem.number));
    case Kind::CertificateWithoutNames:
        return Texts::tr("the certificate has no subjectAltName, only the common name %1").arg(problem.text);
    case Kind::ClientCertificateMissing:
        return Texts::tr("the relay requires a client certificate%1").arg(quoted(problem.text));
    case Kind::ClientCertificateRefused:
        return Texts::tr("the relay did not accept the client certificate%1").arg(quoted(problem.text));
    case Kind::ServerSpeaksTls:
        return Texts::tr("the server speaks TLS on port %1, not plain HTTP").arg(problem.port);
    case Kind::NotHttp:
        return Texts::tr("the answer is not HTTP%1").arg(quoted(problem.text));
    case Kind::UpgradeTimeout:
        return Texts::tr("no answer to the upgrade request within %1").arg(seconds(problem.waited));
    case Kind::UpgradeClosed:
        return Texts::tr("the server closed the connection instead of answering%1").arg(quoted(problem.text));
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
        return Texts::tr("Sec-WebSocket-Accept does not fit the request");
    case Kind::IncompleteUpgrade:
        return Texts::tr("HTTP 101 without a correct %1 field").arg(problem.text);
    case Kind::HttpTooOld:
        return Texts::tr("the upgrade was accepted with %1").arg(problem.text);
    case Kind::UnaskedSubprotocol:
        return Texts::tr("the server chose the subprotocol %1, which was not requested").arg(problem.text);
    case Kind::UnaskedExtension:
        return Texts::tr("the server chose what was not offered: %1").arg(problem.text);
    case Kind::RegistrationRefused:
        return Texts::tr("the relay refused the registration%1").arg(quoted(problem.text));
    case Kind::RegistrationTimeout:
        return Texts::tr("no answer to the registration within %1").arg(seconds(problem.waited));
    case Kind::NotARelay:
        return Texts::tr("the answer is not a relay's: %1").arg(problem.text);
    case Kind::ClosedUnauthorized:
    case Kind::ClosedForbidden:
    case Kind::ClosedDuplicate:
    case Kind::ClosedUndecodable:
    case Kind::ClosedTooLarge:
    case Kind::ClosedForNow:
    case Kind::ClosedOtherwise:
        return closed(problem);
    case Kind::ConnectionLost:
        return Texts::tr("the connection was lost without a close frame%1").arg(quoted(problem.text));
    case Kind::BrokenFrames:
        return Texts::tr("the server does not keep to RFC 6455: %1").arg(problem.text);
    case Kind::EchoTimeout:
        return Texts::tr("the message to ourselves did not come back within %1").arg(seconds(problem.waited));
    case Kind::EchoReturned:
        return Texts::tr("the relay returned the message as undeliverable%1").arg(quoted(problem.text));
    case Kind::EchoAltered:
        return Texts::tr("the message to ourselves came back changed");
    case Kind::PongTimeout:
        return Texts::tr("no pong within %1").arg(seconds(problem.waited));
    case Kind::StunHostNotFound:
        return Texts::tr("no STUN server has an address, %1 first").arg(problem.host);
    case Kind::StunUnsendable:
        return Texts::tr("the requests cannot be sent%1").arg(quoted(problem.text));
    case Kind::StunSilent:
        return Texts::tr("no answer over UDP from %1 within %2").arg(problem.host, seconds(problem.waited));
    case Kind::SomeStunSilent:
        return Texts::tr("%1 of %2 STUN servers do not answer: %3")
            .arg(QString::number(problem.number), QString::number(problem.total), problem.host);
    case Kind::StunRefused:
        return Texts::tr("%1 answered with the STUN error %2%3")
            .arg(problem.host, QString::number(problem.number), quoted(problem.text));
    case Kind::NatMapsByDestination:
        return Texts::tr("the NAT uses another port for each destination (mapping: %1)").arg(problem.text);
    }
    Q_UNREACHABLE();
}

QString advice(const Problem &problem)
{
    switch (problem.kind) {
    case Kind::InvalidAddress:
        return Texts::tr(
            "Give the relay's address as ws://HOST:PORT or wss://HOST:PORT, for instance ws://127.0.0.1:8700.");
    case Kind::TokenUnencrypted:
        return Texts::tr("Use wss:// where the relay offers it: on the way the token can be read and used.");
    case Kind::ProxyUnreachable:
        return Texts::tr("Is the proxy running, and are its host and port right in http_proxy or https_proxy? Set "
                         "no_proxy=%1 to connect without it.")
            .arg(problem.host);
    case Kind::ProxyTimeout:
        return Texts::tr("Either the proxy does not answer, or it does not reach %1: its log shows which. Set "
                         "no_proxy=%1 to connect without it.")
            .arg(problem.host);
    case Kind::ProxyWantsCredentials:
        return Texts::tr("Set them in http_proxy or https_proxy, as in http://USER:PASSWORD@%1; if they are there, "
                         "they are wrong.")
            .arg(problem.proxy);
    case Kind::ProxyRefused:
        return problem.number == 403 || problem.number == 405
                   ? Texts::tr("The proxy does not allow connections to port %1 of %2: have it allowed (squid: "
                               "SSL_ports, tinyproxy: ConnectPort).")
                         .arg(problem.port)
                         .arg(problem.host)
                   : Texts::tr("The proxy does not reach %1, port %2: is the relay running, and does the proxy know "
                               "its name?")
                         .arg(problem.host, QString::number(problem.port));
    case Kind::ProxyFailed:
        return Texts::tr("Is %1 a proxy for this kind of connection? Its log may have more.").arg(problem.proxy);
    case Kind::HostNotFound:
        return Texts::tr("Check the spelling of %1. If it is right, the DNS of this machine does not have it: a "
                         "private name may need a VPN or a line in /etc/hosts.")
            .arg(problem.host);
    case Kind::DnsTimeout:
        return Texts::tr("The name server does not answer: check this machine's network and its DNS settings, or name "
                         "the relay by its IP address.");
    case Kind::DnsFailed:
        return Texts::tr("Check this machine's network and its DNS settings, or name the relay by its IP address.");
    case Kind::Refused:
        return Texts::tr("Nothing listens on port %1 of %2: is the relay running, is the port right, and is the relay "
                         "bound to an interface that is reached from here?")
                   .arg(problem.port)
                   .arg(problem.ip)
               + portAdvice(problem);
    case Kind::ConnectTimeout:
        return Texts::tr("A firewall drops the packets, or the machine is off: check that port %1 of %2 is open from "
                         "here. Some networks lead out only through a VPN or a proxy.")
                   .arg(problem.port)
                   .arg(problem.ip)
               + portAdvice(problem);
    case Kind::Unreachable:
        return Texts::tr("There is no route to %1: check this machine's network, VPN and, for an IPv6 address, whether "
                         "it has IPv6 at all.")
            .arg(problem.ip);
    case Kind::ConnectFailed:
        return Texts::tr(
            "The operating system gives the reason; look for a local firewall rule or a mistyped address.");
    case Kind::SomeAddressesFail:
        return Texts::tr("This program goes on to the next address after a quarter of a second; other clients, the "
                         "reference among them, wait until one fails. Mend the address, or take it out of the DNS.");
    case Kind::ServerSpeaksPlain:
        return Texts::tr("Use %1, or give the relay a certificate (certfile and keyfile in its configuration).")
            .arg(addressOf(problem, false));
    case Kind::TlsTimeout:
        return Texts::tr("Something accepts connections on port %1 but sends nothing: is the port right, is the server "
                         "overloaded?")
            .arg(problem.port);
    case Kind::TlsClosed:
        return Texts::tr("The server may not speak TLS on port %1, not know the host name %2, or require a client "
                         "certificate: see its log.")
            .arg(problem.port)
            .arg(problem.host);
    case Kind::TlsFailed:
        return Texts::tr("Client and server agree on no protocol or cipher, or port %1 is no TLS port: the server must "
                         "offer TLS 1.2 or newer.")
            .arg(problem.port);
    case Kind::CertificateExpired:
        return Texts::tr("Renew the certificate on the relay and restart it. If it is good elsewhere, the clock of "
                         "this machine is wrong.");
    case Kind::CertificateNotYetValid:
        return Texts::tr("Check the clock of this machine; otherwise the certificate was made for later.");
    case Kind::HostNameMismatch:
        return Texts::tr("Use a name that the certificate holds, or have it reissued with %1 among its subject "
                         "alternative names.")
            .arg(problem.host);
    case Kind::SelfSigned:
        return Texts::tr("If the fingerprint is the one you expect, trust the certificate with --ca-file PEM. "
                         "--insecure is for tests only.");
    case Kind::UnknownAuthority:
        return problem.ownAuthorities
                   ? Texts::tr("The certificates of --ca-file did not issue it: give the file of its authority, or "
                               "have the relay send its intermediate certificates (certfile) as well.")
                   : Texts::tr("Give the authority's certificate with --ca-file PEM, or have the relay send its "
                               "intermediate certificates (certfile) as well.");
    case Kind::CertificateRejected:
        return Texts::tr("Have the certificate reissued. --insecure goes on without a check; for tests only.");
    case Kind::CertificateExpiresSoon:
        return Texts::tr("Renew it before %1; afterwards no client will connect.").arg(day(problem.time));
    case Kind::CertificateWithoutNames:
        return Texts::tr("Python and other clients refuse it (RFC 9110 section 4.3.4): have it reissued with %1 among "
                         "its subject alternative names.")
            .arg(problem.host);
    case Kind::ClientCertificateMissing:
        return Texts::tr("Give a certificate that its authority has issued, with --certfile PEM and --keyfile PEM.");
    case Kind::ClientCertificateRefused:
        return Texts::tr("Check that it has not expired, and that it was issued by the authority that the relay "
                         "trusts; the chain belongs into --certfile, too.");
    case Kind::ServerSpeaksTls:
        return Texts::tr("Use %1.").arg(addressOf(problem, true));
    case Kind::NotHttp:
        return Texts::tr("Another service listens on port %1: is the port right?").arg(problem.port)
               + portAdvice(problem);
    case Kind::UpgradeTimeout:
        return Texts::tr("Something accepts connections on port %1 but does not answer: is the port right, does the "
                         "relay hang, does a proxy hold the request back?")
            .arg(problem.port);
    case Kind::UpgradeClosed:
        return Texts::tr("Port %1 is no HTTP port, or a proxy or the relay cut the connection: see its log.")
            .arg(problem.port);
    case Kind::NoUpgrade:
        return Texts::tr("A web server answered, not a relay: check port and path. A proxy in between must pass the "
                         "Upgrade and Connection fields on.");
    case Kind::Redirected:
        return problem.text.isEmpty() ? Texts::tr("WebSocket clients follow no redirects: use the final address.")
                                      : Texts::tr("WebSocket clients follow no redirects: use the address it names, "
                                                  "with ws:// for http:// and wss:// for https://.");
    case Kind::BadRequest:
        return Texts::tr("The server did not understand the upgrade: it may be another service, or a proxy in between "
                         "drops the Upgrade field. Check extra --header fields, too.");
    case Kind::TokenRefused:
        return tokenAdvice(problem);
    case Kind::AccessRefused:
        return tokenAdvice(problem)
               + Texts::tr(" A proxy in between may also refuse WebSockets or this client's address.");
    case Kind::NothingThere:
        return Texts::tr("The server has no relay at this path: check the path and the port of the address.");
    case Kind::ProxyWantsLogin:
        return Texts::tr("A proxy in between requires credentials: give them with --header 'Proxy-Authorization: ...', "
                         "or use a network without it.");
    case Kind::UpgradeRequired:
        return Texts::tr("The upgrade did not arrive as one: a proxy in between drops the Upgrade field. Configure it "
                         "for WebSockets, or go around it.");
    case Kind::TooManyRequests:
        return problem.retryAfter ? Texts::tr("The server limits how often clients connect: wait %1 s, then try again.")
                                        .arg(problem.retryAfter->count())
                                  : Texts::tr("The server limits how often clients connect: wait, then try again.");
    case Kind::NoRelayBehindProxy:
        return Texts::tr(
            "A proxy answered, but not the relay behind it: is the relay running, and does the proxy know its port?");
    case Kind::ServerFailed:
        return Texts::tr("The server failed on its side: see its log.");
    case Kind::UnexpectedStatus:
        return Texts::tr("This is not how a relay answers: check port and path, and what stands in between.");
    case Kind::WrongAccept:
        return Texts::tr("The answer belongs to another request: a proxy in between caches it, or the server does not "
                         "speak WebSocket.");
    case Kind::IncompleteUpgrade:
        return Texts::tr("The server does not speak WebSocket, or a proxy in between drops the field.");
    case Kind::HttpTooOld:
        return Texts::tr("A WebSocket needs HTTP/1.1 (RFC 6455 section 4.1): set it in the server or the proxy in "
                         "front of it, for nginx with proxy_http_version 1.1.");
    case Kind::UnaskedSubprotocol:
        return Texts::tr("WebSocket clients have to refuse this (RFC 6455 section 4.1): configure the server to choose "
                         "no subprotocol, or check whether a relay listens at this path.");
    case Kind::UnaskedExtension:
        return Texts::tr("The server breaks RFC 6455 section 4.2.2; other clients may refuse it. Update it or the "
                         "proxy in front of it.");
    case Kind::RegistrationRefused:
        return Texts::tr("The reason is the relay's own; its log may have more.");
    case Kind::RegistrationTimeout:
        return Texts::tr(
            "The relay may be busy evicting a half-open predecessor with this UUID, which takes it 10 s and more: try "
            "again, or with a longer --registration-timeout. If that fails, it hangs, or this is no relay.");
    case Kind::NotARelay:
        return Texts::tr("A WebSocket server is there, but it is not a ProxyStore relay: check port and path.");
    case Kind::ClosedUnauthorized:
        return tokenAdvice(problem);
    case Kind::ClosedForbidden:
        return tokenAdvice(problem)
               + Texts::tr(" Or the UUID is registered by another user: leave --uuid out or use another.");
    case Kind::ClosedDuplicate:
        return Texts::tr("Another client registered the same UUID meanwhile: stop it, or leave --uuid out.");
    case Kind::ClosedUndecodable:
        return Texts::tr("The relay did not understand the message: it is no ProxyStore relay, or of another version.");
    case Kind::ClosedTooLarge:
        return Texts::tr("The relay's limit is below a few hundred bytes: raise its max_message_bytes.");
    case Kind::ClosedForNow:
        return Texts::tr("The relay is stopping, restarting or overloaded: try again in a while.");
    case Kind::ClosedOtherwise:
        return Texts::tr("See the log of the relay for why it closed the connection.");
    case Kind::ConnectionLost:
        return Texts::tr(
            "The relay crashed or was stopped, or something in between cut the connection: look at both logs.");
    case Kind::BrokenFrames:
        return Texts::tr("This is no WebSocket server, or something in between changes the bytes.");
    case Kind::EchoTimeout:
        return Texts::tr("The relay registers clients but does not forward: it hangs, or still routes this UUID to an "
                         "older socket. Try again with another --uuid, then restart the relay.");
    case Kind::EchoReturned:
        return Texts::tr("The relay does not have the registration any more that it has just confirmed: more than one "
                         "relay may stand behind this address. Direct all clients to the same one.");
    case Kind::EchoAltered:
        return Texts::tr(
            "Something in between rewrites messages: find it with relayctl proxy --print on both sides of it.");
    case Kind::PongTimeout:
        return Texts::tr("The server does not answer pings, by which clients distinguish a living connection from a "
                         "dead one: update it, or the proxy in between.");
    case Kind::StunHostNotFound:
        return Texts::tr("Check the names of the STUN servers and the name server of this machine.");
    case Kind::StunUnsendable:
        return Texts::tr("This computer has no route for this family, or a local firewall forbids UDP.");
    case Kind::StunSilent:
        return Texts::tr("A firewall drops UDP, or no STUN server runs there. Try another server; if that is silent "
                         "too, peers can meet only through a TURN server over TCP or TLS.");
    case Kind::SomeStunSilent:
        return Texts::tr("The others answer, so UDP works: check the address of the silent ones.");
    case Kind::StunRefused:
        return Texts::tr("The server answers, but not to requests without credentials: use one that is a STUN server.");
    case Kind::NatMapsByDestination:
        return Texts::tr("The port that STUN finds is not the one that a peer will see. A peer with a public address "
                         "can be reached from here; two such networks meet only through a TURN server.");
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

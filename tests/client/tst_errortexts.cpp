// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "relaycore/client/classify.h"
#include "relaycore/client/validate.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QMetaEnum>
#include <QtCore/QSet>
#include <QtCore/QTranslator>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace RelayCore;
using Category = RelayError::Category;
using Phase = RelayError::Phase;

namespace {

/// Translates every text of RelayError into "<text>".
class Brackets : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        return qstrcmp(context, "RelayCore::RelayError") == 0 ? u'<' + QString::fromLatin1(source) + u'>' : QString();
    }
};

AttemptEnd failedWith(QAbstractSocket::SocketError error)
{
    AttemptEnd end;
    end.socketError = error;
    end.errorText = u"what the system says: 100 %1"_s; // no placeholder
    return end;
}

AttemptEnd closedWith(CloseCode code, const QString &reason = {})
{
    AttemptEnd end;
    end.cause = AttemptEnd::Cause::Closed;
    end.phase = Phase::Ready;
    end.closeCode = quint16(code);
    end.closeReason = reason;
    return end;
}

AttemptEnd timedOutIn(Phase phase)
{
    AttemptEnd end;
    end.cause = AttemptEnd::Cause::TimedOut;
    end.phase = phase;
    return end;
}

AttemptEnd refusedWith(int status)
{
    auto end = failedWith(QAbstractSocket::ConnectionRefusedError);
    end.tcpConnected = true;
    end.httpStatus = status;
    return end;
}

AttemptEnd refusedRegistration()
{
    AttemptEnd end;
    end.cause = AttemptEnd::Cause::Registration;
    end.phase = Phase::Registration;
    end.reply = {"The relay refused the registration: %1", {u"not today, %1"_s}};
    return end;
}

AttemptEnd behindProxy(QAbstractSocket::SocketError error)
{
    auto end = failedWith(error);
    end.proxy = u"proxy:3128"_s;
    return end;
}

RelayError ofAddress(const char *address)
{
    return whyUnusable(RelayClientOptions(QUrl(QString::fromLatin1(address)))).value_or(RelayError());
}

QSet<QByteArray> sourcesOf(const QString &file)
{
    QSet<QByteArray> sources;
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return sources;
    QXmlStreamReader xml(&input);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == "source"_L1)
            sources += xml.readElementText().toUtf8();
    }
    return sources;
}

} // namespace

/// The sentence of an error: made from its fields, in English and in the language of the application.
class tst_ErrorTexts : public QObject
{
    Q_OBJECT

private:
    QSet<int> m_seen; ///< Categories.

private Q_SLOTS:
    void sentences_data()
    {
        QTest::addColumn<RelayError>("error");
        QTest::addColumn<Category>("category");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const RelayError &error, Category category, const char *text) {
            QTest::addRow("%s", name) << error << category << QString::fromLatin1(text);
        };
        const auto classified = [](const AttemptEnd &end) { return classify(end, {u"relay:80"_s}); };
        using Socket = QAbstractSocket;
        row("address", ofAddress("http://h"), Category::InvalidAddress,
            "The relay's address starts with http:, but must start with ws:// or wss://.");
        row("percent-encoding", ofAddress("ws://u:a/secret@h"), Category::InvalidAddress,
            "The user name or password in the relay's address holds a character that must be percent-encoded, such as "
            "%40 for @, %2F for /, %3F for ? and %23 for #.");
        row("header", whyUnusable(HeaderList{{"X", "a\nb"}}).value_or(RelayError()), Category::Usage,
            "The value of header X holds a line break or a NUL.");
        row("host", classified(failedWith(Socket::HostNotFoundError)), Category::Dns,
            "The host of relay:80 was not found.");
        row("refused", classified(failedWith(Socket::ConnectionRefusedError)), Category::Refused,
            "relay:80 refused the connection.");
        row("opening", classified(timedOutIn(Phase::Opening)), Category::Timeout,
            "relay:80 did not accept the connection in time.");
        row("registration deadline", classified(timedOutIn(Phase::Registration)), Category::Timeout,
            "relay:80 did not answer the registration in time.");
        row("keepalive", classified(timedOutIn(Phase::Ready)), Category::Timeout,
            "relay:80 stopped answering; the connection is dead.");
        row("TLS", classified(failedWith(Socket::SslHandshakeFailedError)), Category::Tls,
            "TLS with relay:80 failed: what the system says: 100 %1");
        row("HTTP status", classified(refusedWith(503)), Category::Handshake,
            "relay:80 refused the upgrade with HTTP status 503.");
        row("refused registration", classified(refusedRegistration()), Category::Registration,
            "The relay refused the registration: not today, %1");
        row("HTTP 401", classified(refusedWith(401)), Category::Unauthorized,
            "relay:80 refused the upgrade with HTTP status 401.");
        row("4002", classified(closedWith(CloseCode::Forbidden)), Category::Forbidden,
            "The connection was closed with 4002 (forbidden)");
        row("4004", classified(closedWith(CloseCode::DuplicateRegistration, u"elsewhere"_s)), Category::Duplicate,
            "The connection was closed with 4004 (same UUID registered elsewhere): elsewhere");
        row("1009", classified(closedWith(CloseCode::MessageTooBig)), Category::TooLarge,
            "The connection was closed with 1009 (message too big)");
        row("1007", classified(closedWith(CloseCode::InvalidPayload)), Category::Protocol,
            "The connection was closed with 1007 (invalid payload)");
        row("closed before the upgrade", classified(failedWith(Socket::RemoteHostClosedError)), Category::Closed,
            "relay:80 closed the connection before the upgrade.");
        row("network", classified(failedWith(Socket::NetworkError)), Category::Network,
            "relay:80: what the system says: 100 %1");
        row("proxy", classified(behindProxy(Socket::UnknownSocketError)), Category::Network,
            "The proxy proxy:3128 did not connect to relay:80: what the system says: 100 %1");
    }

    void sentences()
    {
        QFETCH(const RelayError, error);
        QFETCH(const QString, text);
        QTEST(error.category, "category");
        m_seen += int(error.category);
        QCOMPARE(error.text, text);
        QCOMPARE(error.translatedText(), text);

        RelayError rebuilt;
        rebuilt.setText(error.textSource(), error.textArguments());
        QCOMPARE(rebuilt.text, text);

        Brackets brackets;
        QVERIFY(QCoreApplication::installTranslator(&brackets));
        QCOMPARE(error.translatedText(), u'<' + text + u'>');
        const QByteArray source = error.textSource();
        QVERIFY2(sourcesOf(QStringLiteral(RELAY_TRANSLATION)).contains(source), source.constData());
    }

    void everyCategoryHadARow() // after sentences()
    {
        QCOMPARE(m_seen.size() + 1, QMetaEnum::fromType<Category>().keyCount()); // all but None
    }

    void anAssignedTextStays()
    {
        RelayError error;
        error.setText("%1 refused the connection.", {u"h:1"_s});
        error.text = u"Words of the application"_s;
        Brackets brackets;
        QVERIFY(QCoreApplication::installTranslator(&brackets));
        QCOMPARE(error.translatedText(), u"Words of the application"_s);
        QCOMPARE(RelayError().translatedText(), QString());
    }

    void copiesAreIndependent()
    {
        RelayError error;
        error.setText("%1 refused the connection.", {u"h:1"_s});
        RelayError copy = error;
        copy.setText("The client is closed.");
        QCOMPARE(error.translatedText(), u"h:1 refused the connection."_s);
        QCOMPARE(copy.translatedText(), u"The client is closed."_s);
        QVERIFY(error != copy);
    }
};

QTEST_GUILESS_MAIN(tst_ErrorTexts)
#include "tst_errortexts.moc"

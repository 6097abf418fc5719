// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "tests/client/clienttest.h"
#include "tests/support/faultrelay.h"

#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace ClientTest;
using namespace RelayCore;
using TestKit::ManualClock;
using TestSupport::FaultRelay;
using State = RelayClient::State;

/// What the upgrade request holds.
class tst_Request : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<ManualClock> m_clock = std::make_shared<ManualClock>();

    /// The values of \a name in the request of a client with \a options, in their order.
    static QByteArrayList sent(const FaultRelay &relay, const RelayClientOptions &options, QByteArrayView name)
    {
        RelayClient client(options);
        client.connectToRelay();
        QByteArrayList values;
        if (!QTest::qWaitFor([&] { return client.state() == State::Ready; }))
            return values;
        for (const QByteArray &line : relay.requests().last().split('\n')) {
            const auto colon = line.indexOf(':');
            if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
                values += line.sliced(colon + 1).trimmed();
        }
        return values;
    }

    static QUrl withUser(QUrl address, const QString &user)
    {
        address.setUserInfo(user);
        return address;
    }

private Q_SLOTS:
    void authorization_data()
    {
        QTest::addColumn<QString>("user");
        QTest::addColumn<HeaderList>("headers");
        QTest::addColumn<bool>("hasToken");
        QTest::addColumn<QByteArrayList>("expected");
        QTest::addRow("none") << QString() << HeaderList() << false << QByteArrayList();
        QTest::addRow("the address's") << u"me:secret"_s << HeaderList() << false
                                       << QByteArrayList{"Basic " + QByteArray("me:secret").toBase64()};
        QTest::addRow("percent-encoded, beyond ASCII")
            << u"m%C3%BCller:a%2Fb%3A"_s << HeaderList() << false
            << QByteArrayList{"Basic " + QByteArray("m\xc3\xbcller:a/b:").toBase64()};
        QTest::addRow("no password") << u"me"_s << HeaderList() << false
                                     << QByteArrayList{"Basic " + QByteArray("me:").toBase64()};
        QTest::addRow("a header wins over the address")
            << u"me:secret"_s << HeaderList{{"authorization", "Digest x"}} << false << QByteArrayList{"Digest x"};
        QTest::addRow("a token wins over both")
            << u"me:secret"_s << HeaderList{{"authorization", "Digest x"}} << true << QByteArrayList{"Bearer token"};
    }

    void authorization()
    {
        QFETCH(const QString, user);
        QFETCH(const HeaderList, headers);
        QFETCH(const bool, hasToken);
        QFETCH(const QByteArrayList, expected);
        const FaultRelay relay;
        auto options = optionsFor(withUser(relay.address(), user), m_clock);
        options.headers = headers;
        if (hasToken)
            options.tokenProvider = [](TokenReason) { return readyToken({"token"}); };
        QCOMPARE(sent(relay, options, "Authorization"), expected);
    }

    void everyHeaderIsSent()
    {
        const FaultRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.headers = {{"X-A", "1"}, {"Cookie", "a=1"}, {"x-a", "2"}, {"X-B", ""}, {"cookie", "b=2"}, {"X-A", "3"}};
        QCOMPARE(sent(relay, options, "X-A"), (QByteArrayList{"1", "2", "3"}));
        QCOMPARE(sent(relay, options, "Cookie"), (QByteArrayList{"a=1", "b=2"}));
        QCOMPARE(sent(relay, options, "X-B"), QByteArrayList{""});
        QCOMPARE(sent(relay, options, "Host"),
                 QByteArrayList{"127.0.0.1:" + QByteArray::number(relay.address().port())});
    }

    void userInformationIsNoPartOfTheHost()
    {
        const FaultRelay relay;
        QCOMPARE(sent(relay, optionsFor(withUser(relay.address(), u"me:secret"_s), m_clock), "Host"),
                 QByteArrayList{"127.0.0.1:" + QByteArray::number(relay.address().port())});
    }

    void headersOfTheUpgradeCannotBeSet_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const auto *name : {"Host", "host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"})
            QTest::addRow("%s", name) << QByteArray(name);
    }

    void headersOfTheUpgradeCannotBeSet()
    {
        QFETCH(const QByteArray, name);
        const FaultRelay relay;
        auto options = optionsFor(relay.address(), m_clock);
        options.headers = {{name, "x"}};
        RelayClient client(options);
        const auto result = resultOf(client.connectToRelay());
        QCOMPARE(result.error.category, RelayError::Category::Usage);
        QVERIFY(result.error.text.contains(QString::fromLatin1(name)));
        QCOMPARE(relay.connections(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_Request)
#include "tst_request.moc"

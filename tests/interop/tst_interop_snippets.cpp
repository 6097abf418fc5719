// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/messagesnippet.h"
#include "relaycore/client/relayclient.h"
#include "tests/interop/process.h"
#include "tests/interop/referencerelay.h"
#include "tests/interop/snippets/snippetsample.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace Inspector;
using namespace RelayCore;
using namespace Qt::Literals::StringLiterals;

/// The commands and programs that are copied from a message, run against the real relay: what arrives is what was in
/// the message, but for its secrets.
class tst_InteropSnippets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theOfferArrives_data();
    void theOfferArrives();
    void otherMessagesAreSent_data();
    void otherMessagesAreSent();

private:
    static constexpr int timeout = 120'000; ///< ms, for Python processes on a busy machine.

    [[nodiscard]] QString snippet(SnippetLanguage language, const QByteArray &payload) const
    {
        return messageSnippet(language, SnippetSample::message(payload), SnippetSample::connection(false));
    }
    [[nodiscard]] QString written(const QString &name, const QString &content) const
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content.toUtf8()) < 0)
            qFatal("%s", qPrintable(file.errorString()));
        return path;
    }
    /// Starts the snippet of \a language for the message \a which, whose payload is \a payload.
    [[nodiscard]] QString start(Process &process, SnippetLanguage language, const QString &which,
                                const QByteArray &payload) const
    {
        const QString url = m_relay.url().toString();
        switch (language) {
        case SnippetLanguage::Relayctl: {
            QString command = snippet(language, payload);
            command.replace(u"ws://127.0.0.1:1/"_s, url);
            process.setVariable(u"PATH"_s, QFileInfo(QStringLiteral(RELAYCTL)).path() + u":/usr/bin:/bin"_s);
            return process.startProgram(u"/bin/sh"_s, {u"-c"_s, command});
        }
        case SnippetLanguage::Python:
            return process.start(u"python"_s, {written(which + u".py"_s, snippet(language, payload)), url});
        case SnippetLanguage::Cpp:
            return process.startProgram(QStringLiteral(RELAY_SNIPPETS "/snippet_") + which, {url});
        }
        Q_UNREACHABLE();
    }

    QTemporaryDir m_folder;
    ReferenceRelay m_relay;
};

void tst_InteropSnippets::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QCOMPARE(m_relay.start(), QString());
}

void tst_InteropSnippets::theOfferArrives_data()
{
    QTest::addColumn<int>("language");
    QTest::newRow("relayctl") << int(SnippetLanguage::Relayctl);
    QTest::newRow("Python") << int(SnippetLanguage::Python);
    QTest::newRow("C++") << int(SnippetLanguage::Cpp);
}

void tst_InteropSnippets::theOfferArrives()
{
    QFETCH(int, language);
    RelayClientOptions options(m_relay.url());
    options.uuid = SnippetSample::beta;
    RelayClient receiver(options);
    QSignalSpy registered(&receiver, &RelayClient::registered);
    QSignalSpy offers(&receiver, &RelayClient::offerReceived);
    receiver.connectToRelay();
    QVERIFY(registered.wait(timeout));
    Process process;
    QCOMPARE(start(process, SnippetLanguage(language), u"offer"_s, encode(SnippetSample::offer())), QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!process.isRunning(), qPrintable(process.transcript()), timeout);
    QVERIFY2(process.succeeded(), qPrintable(process.transcript()));
    QTRY_COMPARE_WITH_TIMEOUT(offers.size(), 1, timeout);
    auto offer = offers.constFirst().constFirst().value<PeerConnection>();
    QVERIFY(!offer.description.contains(QLatin1StringView(SnippetSample::password)));
    // Its pseudonym is as long.
    const qsizetype at = offer.description.indexOf(u"ice-pwd:"_s) + 8;
    offer.description.replace(at, SnippetSample::password.size(), QLatin1StringView(SnippetSample::password));
    QCOMPARE(offer, SnippetSample::offer());
}

void tst_InteropSnippets::otherMessagesAreSent_data()
{
    QTest::addColumn<int>("language");
    QTest::addColumn<QString>("which");
    for (const auto &[name, language] :
         {std::pair("relayctl", SnippetLanguage::Relayctl), std::pair("Python", SnippetLanguage::Python),
          std::pair("C++", SnippetLanguage::Cpp)}) {
        QTest::addRow("%s, a registration", name) << int(language) << u"registration"_s;
        if (language != SnippetLanguage::Relayctl)
            QTest::addRow("%s, a text", name) << int(language) << u"text"_s;
    }
}

void tst_InteropSnippets::otherMessagesAreSent()
{
    QFETCH(int, language);
    QFETCH(QString, which);
    const QByteArray payload = which == u"text"
                                   ? "no \"relay\" message\n"_ba
                                   : encode(RelayRegistration{SnippetSample::name(), SnippetSample::alpha});
    // The relay cannot read the text, and logs that.
    const QString logged = which == u"text" ? u"deserialization error"_s : u"Registered client"_s;
    const qsizetype before = m_relay.logged({logged});
    Process process;
    QCOMPARE(start(process, SnippetLanguage(language), which, payload), QString());
    QTRY_VERIFY2_WITH_TIMEOUT(!process.isRunning(), qPrintable(process.transcript()), timeout);
    QTRY_VERIFY2_WITH_TIMEOUT(m_relay.logged({logged}) > before, qPrintable(m_relay.transcript()), timeout);
    if (which == u"registration")
        QVERIFY2(process.succeeded(), qPrintable(process.transcript()));
}

QTEST_GUILESS_MAIN(tst_InteropSnippets)
#include "tst_interop_snippets.moc"

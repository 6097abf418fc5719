// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/models/connectiontexts.h"
#include "inspector/models/errortext.h"
#include "inspector/models/payloadmodel.h"
#include "inspector/models/summary.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTranslator>
#include <QtTest/QTest>

using namespace Qt::Literals::StringLiterals;
using namespace Inspector;

/// The errors of the library and of sources, which captures hold in English, in the language of the window.
class tst_TranslatedError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
    void everySentenceOfTheLibraryIsKnown_data();
    void everySentenceOfTheLibraryIsKnown();
    void everySentenceOfASourceIsKnown_data();
    void everySentenceOfASourceIsKnown();
    void titlesOfSources();
    void messages();

private:
    /// Marks what it translates: the text between angle brackets, with its placeholders.
    class Marker final : public QTranslator
    {
    public:
        QString translate(const char *context, const char *source, const char *, int) const override
        {
            static const QByteArrayList contexts{"RelayCore::RelayError", "Inspector::ConnectionEnd",
                                                 "Inspector::ConnectionModel", "Inspector::Texts",
                                                 "Inspector::DecodeErrorText"};
            if (!contexts.contains(context))
                return {};
            QString text = QString::fromLatin1(source);
            const bool stop = text.endsWith(u'.');
            if (stop)
                text.chop(1);
            return u'<' + text + u'>' + (stop ? u"."_s : QString());
        }
        [[nodiscard]] bool isEmpty() const override { return false; }
    };
};

void tst_TranslatedError::sentences_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("127.0.0.1:1 refused the connection", "<127.0.0.1:1 refused the connection>");
    row("127.0.0.1:1 refused the connection.", "<127.0.0.1:1 refused the connection>.");
    row("The connection to a%2b:1 was lost: reset by %1", "<The connection to a%2b:1 was lost: reset by %1>");
    row("The proxy p:1 did not connect to r:2: HTTP 502", "<The proxy p:1 did not connect to r:2: HTTP 502>");
    row("r:1 refused the upgrade with HTTP status 503.", "<r:1 refused the upgrade with HTTP status 503>.");
    row("TLS with r:1 failed: the certificate is self-signed", "<TLS with r:1 failed: the certificate is self-signed>");
    row("r:1 did not answer within 1.5 s", "<r:1 did not answer within 1.5 s>");
    row("no TLS with r:1: alert 40: %2", "<no TLS with r:1: alert 40: %2>");
    row("The program has ended with 3", "The program has ended with 3");
    row("", "");
}

void tst_TranslatedError::sentences()
{
    QFETCH(QString, text);
    Marker marker;
    QVERIFY(QCoreApplication::installTranslator(&marker));
    QTEST(translatedError(text), "expected");
    QCoreApplication::removeTranslator(&marker);
    QCOMPARE(translatedError(text), text);
}

/// The sentences as the library marks them for translation.
void tst_TranslatedError::everySentenceOfTheLibraryIsKnown_data()
{
    QTest::addColumn<QString>("source");
    QFile file(QStringLiteral(RELAY_CLASSIFY));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString code = QString::fromUtf8(file.readAll());
    static const QRegularExpression marked(
        uR"re(QT_TRANSLATE_NOOP\("RelayCore::RelayError",\s*((?:"[^"]*"\s*)+)\))re"_s);
    static const QRegularExpression joint(uR"re("\s*")re"_s);
    int found = 0;
    for (auto matches = marked.globalMatch(code); matches.hasNext(); ++found) {
        const QString literals = matches.next().captured(1).trimmed();
        const QString source = literals.sliced(1, literals.size() - 2).replace(joint, QString());
        if (source != "%1: %2"_L1) // Any text is one of these.
            QTest::newRow(source.toUtf8().constData()) << source;
    }
    QVERIFY(found > 20);
}

void tst_TranslatedError::everySentenceOfTheLibraryIsKnown()
{
    QFETCH(QString, source);
    Marker marker;
    QVERIFY(QCoreApplication::installTranslator(&marker));
    const QString expected = marker.translate("RelayCore::RelayError", source.toLatin1().constData(), nullptr, -1);
    const auto filled = [](QString text) {
        return text.replace("%1"_L1, "r:1"_L1).replace("%2"_L1, "502"_L1).replace("%3"_L1, "60"_L1);
    };
    QCOMPARE(translatedError(filled(source)), filled(expected));
    QCoreApplication::removeTranslator(&marker);
}

/// The sentences as the sources write them into captures.
void tst_TranslatedError::everySentenceOfASourceIsKnown_data()
{
    QTest::addColumn<QString>("source");
    static const QRegularExpression literal(uR"re(u"([^"]*[a-zA-Z0-9] [^"]*)"_s)re"_s);
    int found = 0;
    for (const char *const path : {RELAY_CONNECTION_END, RELAY_UPSTREAM_CONNECTOR}) {
        QFile file(QString::fromUtf8(path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString code = QString::fromUtf8(file.readAll());
        for (auto matches = literal.globalMatch(code); matches.hasNext(); ++found) {
            const QString source = matches.next().captured(1);
            QTest::newRow(source.toUtf8().constData()) << source;
        }
    }
    QVERIFY(found > 10);
}

void tst_TranslatedError::everySentenceOfASourceIsKnown()
{
    QFETCH(QString, source);
    QString text = source;
    text.replace("%1"_L1, "r:1"_L1).replace("%2"_L1, "502"_L1);
    Marker marker;
    QVERIFY(QCoreApplication::installTranslator(&marker));
    QCOMPARE(translatedError(text), u'<' + text + u'>');
    QCoreApplication::removeTranslator(&marker);
}

/// Sources write the name of their kind into captures where they have no other; that is translated, and nothing else.
void tst_TranslatedError::titlesOfSources()
{
    using Kind = RelayCore::SourceKind;
    Marker marker;
    QVERIFY(QCoreApplication::installTranslator(&marker));
    const auto name = [](Kind kind, const QString &title) {
        SourceRow row;
        row.kind = kind;
        row.title = title;
        return ConnectionTexts::nameOf(row);
    };
    QCOMPARE(name(Kind::LocalRelay, u"Local relay"_s), u"<Local relay>"_s);
    QCOMPARE(name(Kind::LocalRelay, {}), u"<Local relay>"_s);
    QCOMPARE(name(Kind::Proxy, u"Proxy"_s), u"<Proxy>"_s);
    QCOMPARE(name(Kind::Proxy, u"Forward proxy"_s), u"<Forward proxy>"_s);
    QCOMPARE(name(Kind::Proxy, {}), u"<Proxy>"_s);
    QCOMPARE(name(Kind::Tap, {}), u"<Tap>"_s);
    QCOMPARE(name(Kind::Client, {}), u"<Client>"_s);
    QCOMPARE(name(Kind::Client, u"alpha"_s), u"alpha"_s);
    QCOMPARE(name(Kind::Client, u"Local relay"_s), u"Local relay"_s);
    QCoreApplication::removeTranslator(&marker);
}

/// Names of close codes, and what the decoder writes.
void tst_TranslatedError::messages()
{
    Marker marker;
    QVERIFY(QCoreApplication::installTranslator(&marker));
    PayloadModel payload;
    MessageRow row;
    row.opcode = RelayCore::Opcode::Close;
    row.payload = QByteArray::fromHex("03e9"); // 1001
    QCOMPARE(summarise(row, false).text, u"1001 <going away>"_s);
    payload.setMessage(row, false);
    QCOMPARE(payload.index(0, PayloadModel::Value).data(Qt::ToolTipRole).toString(), u"<going away>"_s);
    row.opcode = RelayCore::Opcode::Text;
    row.payload = "[]";
    const QString problem = u"<not a JSON object>: <object expected, array found>"_s;
    QCOMPARE(summarise(row, false).text, u"invalid: "_s + problem);
    payload.setMessage(row, false);
    QCOMPARE(payload.index(0, PayloadModel::Value).data().toString(), problem);
    QCoreApplication::removeTranslator(&marker);
}

QTEST_GUILESS_MAIN(tst_TranslatedError)
#include "tst_translatederror.moc"

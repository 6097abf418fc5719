// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#include "inspector/formats/messagesnippet.h"

#include "inspector/capture/headervalue.h"
#include "inspector/formats/jsontext.h"
#include "inspector/formats/recordredactor.h"
#include "relaycore/protocol/codec.h"
#include "relaycore/wire/redaction.h"

#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace Inspector {

using namespace RelayCore;

namespace {

/// What a snippet is made of, without secrets.
struct Content
{
    QByteArray payload;
    bool isBinary = false;
    QString address;
    bool hasToken = false; ///< The connection was opened with one.
    RelayRegistration sender;
    std::optional<RelayMessage> message; ///< Empty: the payload is no relay message.
};

bool isRegistration(const Content &content)
{
    return content.message && std::holds_alternative<RelayRegistration>(*content.message);
}

Content contentOf(MessageRow row, ConnectionRow connection)
{
    Content content;
    if (connection.request)
        content.hasToken = !headerValue(connection.request->headers, "Authorization").isEmpty();
    RecordRedactor redactor(RedactionProfile::Secrets);
    redactor.learn(connection);
    redactor.learn(row);
    redactor.endLearning();
    redactor.redact(connection);
    redactor.redact(row);
    content.payload = row.payload;
    content.isBinary = row.opcode == Opcode::Binary;
    content.address = connection.upstream;
    content.sender = {connection.name, connection.uuid};
    const DecodeResult decoded = decode(row.payload);
    if (const auto *message = std::get_if<RelayMessage>(&decoded); message && !content.isBinary) {
        content.message = *message;
        if (const auto *registration = std::get_if<RelayRegistration>(message))
            content.sender = *registration;
        else if (const auto *peer = std::get_if<PeerConnection>(message))
            content.sender = {peer->sourceName, peer->sourceUuid};
    }
    return content;
}

/// Returns \a text as one word of a POSIX shell.
QByteArray shellWord(const QByteArray &text)
{
    return '\'' + QByteArray(text).replace('\'', "'\\''") + '\'';
}

QString relayctlCommand(const Content &content)
{
    if (!content.message || std::holds_alternative<RelayResponse>(*content.message))
        return {};
    QByteArray command = "relayctl connect " + shellWord(content.address.toUtf8());
    if (!content.sender.name.isEmpty())
        command += " --name " + shellWord(content.sender.name.toUtf8());
    if (!content.sender.uuid.isNull())
        command += " --uuid " + content.sender.uuid.toByteArray(QUuid::WithoutBraces);
    if (content.hasToken)
        command += " --token-file \"$RELAY_TOKEN_FILE\"";
    command += " --until-eof";
    if (isRegistration(content))
        return QString::fromUtf8(command + " < /dev/null\n");
    return QString::fromUtf8("printf '%s\\n' " + shellWord(encode(*content.message)) + " | " + command + '\n');
}

/// Returns \a text, which is UTF-8, as a literal of Python. Escapes are those of JSON.
QByteArray pythonText(const QByteArray &text)
{
    QByteArray literal;
    JsonText::appendString(literal, QByteArrayView(text));
    return literal.replace("\x7f", "\\x7f");
}

QByteArray pythonBytes(const QByteArray &bytes)
{
    return "bytes.fromhex('" + bytes.toHex() + "')";
}

QString pythonProgram(const Content &content)
{
    const bool isBytes = content.isBinary || !content.payload.isValidUtf8();
    QByteArray text = "\"\"\"Sends one message to a relay, and prints what comes back within two seconds.\n\n"
                      "Registering disconnects a client that runs with the same UUID.\n\"\"\"\n\n"
                      "import asyncio\nimport json\n";
    if (content.hasToken)
        text += "import os\n";
    text += "import sys\n\nimport websockets\n\nRELAY = sys.argv[1] if len(sys.argv) > 1 else "
            + pythonText(content.address.toUtf8()) + "\nREGISTRATION = {\n    'message_type': 'relay_registration',\n"
            + "    'name': " + pythonText(content.sender.name.toUtf8()) + ",\n    'uuid': '"
            + content.sender.uuid.toByteArray(QUuid::WithoutBraces) + "',\n}\n";
    if (!isRegistration(content))
        text += "MESSAGE = " + (isBytes ? pythonBytes(content.payload) : pythonText(content.payload)) + '\n';
    text += "\n\nasync def main() -> None:\n    async with websockets.connect(\n        RELAY,\n";
    if (content.hasToken)
        text += "        additional_headers={'Authorization': 'Bearer ' + os.environ['RELAY_TOKEN']},\n";
    text += "    ) as relay:\n        await relay.send(json.dumps(REGISTRATION))\n        print(await relay.recv())\n";
    if (!isRegistration(content)) {
        text += "        await relay.send(MESSAGE)\n        try:\n            while True:\n"
                "                print(await asyncio.wait_for(relay.recv(), 2))\n"
                "        except asyncio.TimeoutError:\n            pass\n";
    }
    text += "\n\nasyncio.run(main())\n";
    return QString::fromUtf8(text);
}

/// Returns \a text as a literal of C++, a line of it on each line.
QByteArray cppText(const QString &text, const QByteArray &indent)
{
    QByteArray literal = "u\"";
    const auto codePoints = text.toUcs4();
    for (qsizetype i = 0; i < codePoints.size(); ++i) {
        const uint c = codePoints.at(i);
        if (c == '\n')
            literal += i + 1 < codePoints.size() ? "\\n\"\n" + indent + "u\"" : "\\n"_ba;
        else if (c == '\r')
            literal += "\\r";
        else if (c == '\t')
            literal += "\\t";
        else if (c == '"' || c == '\\')
            literal += QByteArray("\\") + char(c);
        else if (c >= 0x20 && c < 0x7f)
            literal += char(c);
        else if (c < 0xa0)
            literal += '\\' + QByteArray::number(c, 8).rightJustified(3, '0');
        else if (c < 0x10000)
            literal += "\\u" + QByteArray::number(c, 16).rightJustified(4, '0');
        else
            literal += "\\U" + QByteArray::number(c, 16).rightJustified(8, '0');
    }
    return literal + "\"_s";
}

QByteArray cppSending(const Content &content)
{
    if (const auto *peer = content.message ? std::get_if<PeerConnection>(&*content.message) : nullptr) {
        const auto uuid = [](const QUuid &value) {
            return "QUuid(u\"" + value.toByteArray(QUuid::WithoutBraces) + "\"_s)";
        };
        QByteArray text = "    RelayCore::PeerConnection message;\n    message.sourceUuid = options.uuid;\n"
                          "    message.sourceName = options.name;\n    message.peerUuid = "
                          + uuid(peer->peerUuid) + ";\n    message.descriptionType = RelayCore::DescriptionType::"
                          + (peer->descriptionType == DescriptionType::Offer ? "Offer" : "Answer")
                          + ";\n    message.description = " + cppText(peer->description, "                          ")
                          + ";\n";
        if (peer->error)
            text += "    message.error = " + cppText(*peer->error, "                    ") + ";\n";
        return text + R"(    client.send(message).then(&application, [&client](const RelayCore::SendResult &result) {
        qInfo() << result;
        client.close().then(&client, [](const RelayCore::CloseResult &) { QCoreApplication::quit(); });
    });
)";
    }
    QByteArray send =
        "        client.close().then(&client, [](const RelayCore::CloseResult &) { QCoreApplication::quit(); });\n";
    if (!isRegistration(content)) {
        const QByteArray call =
            content.isBinary || !content.payload.isValidUtf8()
                ? "sendBinaryMessage(QByteArray::fromHex(\"" + content.payload.toHex() + "\"))"
                : "sendTextMessage(" + cppText(QString::fromUtf8(content.payload), "                ") + ')';
        send =
            "        // No relay message: past the client's queue.\n        client.webSocket()->" + call + ";\n" + send;
    }
    return "    QObject::connect(&client, &RelayCore::RelayClient::registered, &application, [&client] {\n"
           "        qInfo() << \"registered\";\n"
           + send + "    });\n    client.connectToRelay(RelayCore::RelayClient::Retry::No);\n";
}

QString cppProgram(const Content &content)
{
    const bool usesSocket = !content.message || std::holds_alternative<RelayResponse>(*content.message);
    QByteArray text =
        "// Sends one message to a relay. Registering disconnects a client that runs with the same UUID.\n"
        "//   find_package(RelayCore COMPONENTS Client)\n"
        "//   target_link_libraries(program RelayCore::RelayCore)\n"
        "#include <QtCore/QCoreApplication>\n#include <QtCore/QDebug>\n";
    if (usesSocket)
        text += "#include <QtWebSockets/QWebSocket>\n";
    text += "\n#include <relaycore/client/relayclient.h>\n\nusing namespace Qt::Literals::StringLiterals;\n\n"
            "int main(int argc, char *argv[])\n{\n    QCoreApplication application(argc, argv);\n"
            "    RelayCore::RelayClientOptions options(QUrl(QCoreApplication::arguments().value(1, "
            + cppText(content.address, {}) + ")));\n    options.name = " + cppText(content.sender.name, {})
            + ";\n    options.uuid = QUuid(u\"" + content.sender.uuid.toByteArray(QUuid::WithoutBraces) + "\"_s);\n";
    if (content.hasToken)
        text += "    options.headers = {{\"Authorization\", \"Bearer \" + qgetenv(\"RELAY_TOKEN\")}};\n";
    text += "    RelayCore::RelayClient client(options);\n"
            "    QObject::connect(&client, &RelayCore::RelayClient::failed, &application,\n"
            "                     [](const RelayCore::RelayError &error) {\n"
            "                         qCritical().noquote() << error.text;\n"
            "                         QCoreApplication::exit(1);\n                     });\n";
    return QString::fromUtf8(text + cppSending(content) + "    return QCoreApplication::exec();\n}\n");
}

} // namespace

QString messageSnippet(SnippetLanguage language, const MessageRow &message, const ConnectionRow &connection)
{
    const bool isData = message.opcode == Opcode::Text || message.opcode == Opcode::Binary;
    if (!isData || message.isOpaque() || message.truncated)
        return {};
    const Content content = contentOf(message, connection);
    switch (language) {
    case SnippetLanguage::Relayctl:
        return relayctlCommand(content);
    case SnippetLanguage::Python:
        return pythonProgram(content);
    case SnippetLanguage::Cpp:
        return cppProgram(content);
    }
    Q_UNREACHABLE();
}

} // namespace Inspector

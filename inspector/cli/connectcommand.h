// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/check/secretscrubber.h"
#include "inspector/cli/command.h"
#include "inspector/cli/connectoptions.h"
#include "inspector/cli/inputline.h"
#include "inspector/cli/linesplitter.h"
#include "relaycore/client/relayclient.h"

#include <QtCore/QPointer>

#include <memory>

namespace Inspector {

class CaptureWriter;
class ClientSource;
class StdinReader;

/// `relayctl connect`: registers, prints every event, sends each line of standard input.
class ConnectCommand final : public Command
{
    Q_OBJECT

public:
    explicit ConnectCommand(ConnectOptions options, QObject *parent = nullptr);
    ~ConnectCommand() override;

    void start() override;
    void terminate() override;

private:
    [[nodiscard]] std::optional<RelayCore::RelayError> complete();
    [[nodiscard]] std::optional<RelayCore::RelayError> openCapture();
    void startSource();
    void begin(RelayCore::RelayClient *client);
    void watch(RelayCore::RelayClient *client);
    void print(const QByteArray &line);
    [[nodiscard]] RelayCore::RelayError clean(RelayCore::RelayError error) const;
    void onError(const RelayCore::RelayError &error);
    void onLine(const InputText &line);
    void sendMessage(const RelayCore::RelayMessage &message, qsizetype bytes);
    void onTimeout();
    void leaveIfDone();
    void leave(int exitCode);
    void closeClient();
    void finishIfQuiet();
    void finish();

    ConnectOptions m_options;
    RelayCore::RelayClientOptions m_clientOptions; ///< Complete, once the files were read.
    std::unique_ptr<CaptureWriter> m_writer;       ///< Outlives the source, which observes into it.
    std::unique_ptr<ClientSource> m_source;        ///< Only with --capture; owns the client then.
    std::unique_ptr<RelayCore::RelayClient> m_ownClient;
    QPointer<RelayCore::RelayClient> m_client;
    std::unique_ptr<StdinReader> m_reader;
    InputIdentity m_identity;
    SecretScrubber m_clean;            ///< Knows every credential that was sent.
    RelayCore::RelayError m_lastError; ///< As printed.
    quint64 m_received = 0;
    RelayCore::SendId m_validLines = 0;
    int m_inFlight = 0; ///< Sends that have not ended.
    int m_exitCode = 0;
    bool m_wasRegistered = false;
    bool m_inputEnded = false;
    bool m_leaving = false;
    bool m_closed = false;
};

} // namespace Inspector

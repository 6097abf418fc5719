// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/source.h"
#include "relaycore/client/relayclient.h"

#include <memory>

namespace Inspector {

class ProxySource;

/// The inspector's own client, behind a proxy of its own in the same process, so that its handshake is seen whole.
///
/// What the proxy meets upstream (refused, TLS, HTTP status) is recorded as the upstream's failure; state changes and
/// retries of the client are recorded as StateChanged of this source. The client itself only knows that the proxy
/// answered with HTTP 502: listen to errorOccurred() here, not there.
///
/// A certificate that is not accepted ends the attempts, unless a connection has once succeeded; retryNow() is the
/// deliberate new start.
class ClientSource final : public Source
{
    Q_OBJECT

public:
    /// \param options  as for any RelayClient; `address` is the real relay's. TLS options apply to the proxy's side.
    ClientSource(RelayCore::RelayClientOptions options, RelayCore::WireObserver &observer, QObject *parent = nullptr);
    ~ClientSource() override;

    /// The client, once started; it talks to the proxy's address. Same thread only.
    [[nodiscard]] RelayCore::RelayClient *client() const;

    void start() override;
    void stop() override;
    void resume() override;

public Q_SLOTS:
    void send(const RelayCore::RelayMessage &message);
    /// Tries again at once, also after a failure that ended the attempts.
    void retryNow() override;
    void compose(quint64 ticket, const QByteArray &payload, bool isBinary) override;

Q_SIGNALS:
    /// As RelayClient::errorOccurred(), with what the proxy met upstream in place of its answer to the client.
    void errorOccurred(const RelayCore::RelayError &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector

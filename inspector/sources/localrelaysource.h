// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "inspector/sources/democonversation.h"
#include "inspector/sources/localrelayclient.h"
#include "inspector/sources/source.h"

#include <QtNetwork/QHostAddress>

#include <memory>

namespace Inspector {

struct LocalRelayOptions
{
    QHostAddress host{QHostAddress::LocalHost};
    quint16 port = 8700; ///< Of the address clients use; 0: any free port.
    /// Adds two clients of our own, demo-one and demo-two, that exchange offers and answers at a human pace.
    bool demo = false;
    DemoOptions demoOptions; ///< How they do it.
};

/// A RelayServer with a proxy in front of it: clients connect to the proxy, and everything they say is seen.
class LocalRelaySource final : public Source
{
    Q_OBJECT

public:
    LocalRelaySource(LocalRelayOptions options, RelayCore::WireObserver &observer, QObject *parent = nullptr);
    ~LocalRelaySource() override;

    [[nodiscard]] bool knowsClients() const override { return true; }

    void start() override;
    void stop() override;
    void resume() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Inspector

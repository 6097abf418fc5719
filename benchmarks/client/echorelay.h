// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace RelayBench {

/// A relay that does next to nothing, so that the clients are what is measured: it accepts every registration, and
/// returns every other text to its sender, as a relay does with a message to oneself, without looking inside.
/// Plain sockets and epoll, one thread; IPv4 loopback only.
class EchoRelay
{
public:
    EchoRelay();
    ~EchoRelay();
    EchoRelay(const EchoRelay &) = delete;
    EchoRelay &operator=(const EchoRelay &) = delete;

    /// \return why not; empty when it listens. \param port  0: any free one, see port().
    [[nodiscard]] std::string listen(std::uint16_t port);
    [[nodiscard]] std::uint16_t port() const;
    /// Serves until the process ends.
    void run();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace RelayBench

// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/client/relayclient.h"
#include "relaycore/server/relayserver.h"
#include "tests/cli/relayctlprocess.h"

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtCore/QUuid>
#include <QtTest/QTest>

#include <memory>

/// A test of relayctl against a relay in this process, which each test function gets anew.
class RelayctlTest : public QObject
{
    Q_OBJECT

protected:
    static constexpr int limitMs = 30'000; ///< For a busy machine; nothing waits this long by design.
    static constexpr QUuid alpha{0xa1fa0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1};
    static constexpr QUuid beta{0xbe7a0000, 0x0000, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 2};

    [[nodiscard]] static QString idOf(const QUuid &uuid) { return uuid.toString(QUuid::WithoutBraces); }
    /// Returns an offer to \a to as a person types it, without its source.
    [[nodiscard]] static QByteArray offerLine(const QUuid &to, const QByteArray &description = "v=0");
    [[nodiscard]] static std::unique_ptr<RelayCore::RelayServer> relayOn(quint16 port);
    [[nodiscard]] static quint16 freePort();
    /// Returns the states that \a relayctl printed, in order.
    [[nodiscard]] static QStringList stateNames(const RelayctlProcess &relayctl);
    /// Returns the outcomes of the sends that \a relayctl printed, in order.
    [[nodiscard]] static QStringList outcomes(const RelayctlProcess &relayctl);

    /// Returns the arguments of `connect` to \a url as alpha, with \a more options.
    [[nodiscard]] QStringList connectTo(const QUrl &url, const QStringList &more = {}) const;
    [[nodiscard]] QStringList connectToRelay(const QStringList &more = {}) const;
    /// Returns a client that the relay has registered, or null if that did not succeed.
    [[nodiscard]] std::unique_ptr<RelayCore::RelayClient> registeredClient(const QUuid &uuid, const QString &name);

    std::unique_ptr<RelayCore::RelayServer> m_relay;

private Q_SLOTS:
    void init();
    void cleanup();
};

/// Waits until \a relayctl has ended and compares its exit code.
#define TRY_END(relayctl, code)                                                                                        \
    do {                                                                                                               \
        QTRY_VERIFY_WITH_TIMEOUT(!(relayctl).isRunning(), limitMs);                                                    \
        QVERIFY2((relayctl).exitCode() == (code), ((relayctl).output() + (relayctl).errors()).constData());            \
        QCOMPARE((relayctl).malformed(), QByteArrayList());                                                            \
    } while (false)

/// Waits for an event, see RelayctlProcess::events().
#define TRY_SEE(relayctl, ...)                                                                                         \
    QTRY_VERIFY2_WITH_TIMEOUT(!(relayctl).events(__VA_ARGS__).isEmpty(),                                               \
                              ((relayctl).output() + (relayctl).errors()).constData(), limitMs)

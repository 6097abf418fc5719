// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "relaycore/qml/qmlexport.h"

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtQml/qqmlregistration.h>

// The grouped properties of the QML type RelayClient. Durations are milliseconds.
namespace RelayCore {

struct RelayClientOptions;

/// The group `backoff`: how long to wait before the next attempt. \sa BackoffOptions
/// \since 0.2
class RELAYCORE_QML_EXPORT QmlBackoff : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int initial MEMBER initial NOTIFY changed FINAL)
    Q_PROPERTY(int maximum MEMBER maximum NOTIFY changed FINAL)
    Q_PROPERTY(int floor MEMBER floor NOTIFY changed FINAL)
    Q_PROPERTY(bool jitter MEMBER jitter NOTIFY changed FINAL)
    Q_PROPERTY(int stableAfter MEMBER stableAfter NOTIFY changed FINAL)
    QML_ANONYMOUS

public:
    using QObject::QObject;
    /// Writes the group into \a options.
    void apply(RelayClientOptions &options) const;

    int initial = 1000;       ///< BackoffOptions::initial.
    int maximum = 60'000;     ///< BackoffOptions::maximum.
    int floor = 250;          ///< BackoffOptions::floor.
    bool jitter = true;       ///< BackoffOptions::jitter.
    int stableAfter = 10'000; ///< BackoffOptions::stableAfter.

Q_SIGNALS:
    /// Emitted when a property of the group changes.
    void changed();
};

/// The group `keepalive`: how a lost connection is detected.
/// \since 0.2
class RELAYCORE_QML_EXPORT QmlKeepalive : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int interval MEMBER interval NOTIFY changed FINAL)
    Q_PROPERTY(int timeout MEMBER timeout NOTIFY changed FINAL)
    QML_ANONYMOUS

public:
    using QObject::QObject;
    /// Writes the group into \a options.
    void apply(RelayClientOptions &options) const;

    int interval = 20'000; ///< RelayClientOptions::keepaliveInterval.
    int timeout = 10'000;  ///< RelayClientOptions::keepaliveTimeout.

Q_SIGNALS:
    /// Emitted when a property of the group changes.
    void changed();
};

/// The group `tls`: how the certificate of a `wss://` relay is verified.
/// \since 0.2
class RELAYCORE_QML_EXPORT QmlTls : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl authorityFile MEMBER authorityFile NOTIFY changed FINAL)
    Q_PROPERTY(bool verifyCertificate MEMBER verifyCertificate NOTIFY changed FINAL)
    QML_ANONYMOUS

public:
    using QObject::QObject;
    /// Writes the group into \a options.
    void apply(RelayClientOptions &options) const;

    QUrl authorityFile;            ///< A local PEM file of authorities that are accepted beside the system's.
    bool verifyCertificate = true; ///< RelayClientOptions::verifyCertificate.

Q_SIGNALS:
    /// Emitted when a property of the group changes.
    void changed();
};

} // namespace RelayCore

// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/faultrelay.h"
#include "tests/support/wirebytes.h"

/// What a relay can do wrong, for the rows of the fault tables. How to add one: docs/HACKING.md.
namespace TestSupport::Faults {

// --- The transport, at any moment -----------------------------------------------------------------------------------

[[nodiscard]] Fault silence(); ///< Reads on, answers nothing.
[[nodiscard]] Fault freeze();  ///< Half open.
[[nodiscard]] Fault hangUp();
[[nodiscard]] Fault reset();
[[nodiscard]] Fault send(const QByteArray &bytes);
[[nodiscard]] Fault sendThen(const QByteArray &bytes, const Fault &then);
[[nodiscard]] Fault drip(const QByteArray &bytes);
/// \a bytes, then \a rest for ever.
[[nodiscard]] Fault dripForEver(const QByteArray &bytes, char rest);

// --- The upgrade ----------------------------------------------------------------------------------------------------

/// A whole answer with no body, e.g. status(503, "Retry-After: 1").
[[nodiscard]] Fault status(int code, const QByteArray &header = {});
/// The right answer with \a part replaced by \a by.
[[nodiscard]] Fault upgradeWith(const QByteArray &part, const QByteArray &by);
/// The right answer with the key of another request.
[[nodiscard]] Fault upgradeForAnotherKey();
/// The right answer, followed by \a bytes in the same segment.
[[nodiscard]] Fault upgradeAnd(const QByteArray &bytes);
/// The right answer, and then at once \a then.
[[nodiscard]] Fault upgradeThen(const Fault &then);
/// The right answer, byte by byte.
[[nodiscard]] Fault dripUpgrade();

// --- Frames, as bytes -----------------------------------------------------------------------------------------------

[[nodiscard]] QByteArray text(const QByteArray &payload);
/// A response that accepts the registration.
[[nodiscard]] QByteArray registered();
[[nodiscard]] QByteArray refused(const QString &reason);
/// A relay message for the client, about 200 bytes of ASCII.
[[nodiscard]] QByteArray offer();
/// \a payload in frames of \a size bytes; \a between stands between each two of them.
[[nodiscard]] QByteArray fragments(const QByteArray &payload, qsizetype size, const QByteArray &between = {});
[[nodiscard]] QByteArray ping(const QByteArray &payload = {});
[[nodiscard]] QByteArray closeFrame(int code, const QByteArray &reason = {});
[[nodiscard]] QByteArray emptyClose();
/// A Close frame whose payload is a single byte.
[[nodiscard]] QByteArray stuntedClose();

} // namespace TestSupport::Faults

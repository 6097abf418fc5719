// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/wirebytes.h"

#include <QtCore/QList>

#include <optional>

namespace Fuzz {

class Mutator;

/// The relay under test takes messages up to here, and frames up to four times that: small, so that inputs get beyond.
inline constexpr qsizetype maxMessageBytes = 2048;

/// Reads one frame off the front of \a bytes, payload unmasked. Where the frame claims more than there is, it is the
/// last one and says so (FrameSpec::claimedLength). \return empty where not even its head is whole.
[[nodiscard]] std::optional<WireBytes::FrameSpec> takeFrame(QByteArrayView &bytes);

/// An input of the relay target, taken apart: one byte that says how, then what is written to the relay.
///
/// The first byte holds the opening in bits 0 and 1, the delivery in bits 2 and 3, and hangUp in bit 4; the others mean
/// nothing. Inputs made by hand therefore begin with a letter: `@` is a registered client, frame by frame.
struct Script
{
    enum class Opening : quint8 {
        Registered, ///< On a connection that is registered, usually one that earlier inputs have used.
        Fresh,      ///< On a new connection that has not said anything.
        Raw,        ///< Instead of an upgrade request.
    };
    enum class Delivery : quint8 {
        FrameByFrame, ///< What follows a frame that ended the connection goes to the next connection.
        AtOnce,
        Bytewise,
        Piecewise, ///< A few bytes at a time, regardless of where frames end.
    };

    [[nodiscard]] static Script read(QByteArrayView input);
    [[nodiscard]] QByteArray write() const;
    /// What goes over the wire.
    [[nodiscard]] QByteArray wire() const;
    /// Whether the relay has nothing left to wait for: neither half a frame nor half a message.
    [[nodiscard]] bool isWhole() const;

    Opening opening = Opening::Registered;
    Delivery delivery = Delivery::FrameByFrame;
    bool hangUp = false;                ///< At once, without waiting for the relay.
    QList<WireBytes::FrameSpec> frames; ///< Empty where the opening is raw.
    QByteArray rest;                    ///< What follows the last frame, or all of it.
};

/// A script of one to sixteen frames: most of them near relay messages, some of them anything.
[[nodiscard]] Script madeUp(Mutator &mutator);
/// \a script with one to four changes of frames, their fields, their order, or their delivery.
[[nodiscard]] Script changed(Script script, Mutator &mutator);

} // namespace Fuzz

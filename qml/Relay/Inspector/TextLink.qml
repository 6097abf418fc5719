// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// A text that does something when it is clicked; muted and inert while it is not enabled.
Text {
    id: link

    required property Theme theme

    signal activated()

    textFormat: Text.PlainText
    color: enabled ? theme.accent : theme.muted
    opacity: enabled ? 1 : 0.5
    font.underline: enabled && hover.hovered
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: activated()

    HoverHandler {
        id: hover
        cursorShape: link.enabled ? Qt.PointingHandCursor : Qt.ArrowCursor
    }
    TapHandler { onTapped: link.activated() }
}

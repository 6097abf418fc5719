// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// Joins the first and the last arrow of an exchange; its open side faces them.
Item {
    id: bracket

    required property Theme theme

    objectName: "bracket"
    width: 6

    Rectangle {
        width: 1.5
        height: parent.height
        color: bracket.theme.muted
    }
    Rectangle {
        width: parent.width
        height: 1.5
        color: bracket.theme.muted
    }
    Rectangle {
        y: parent.height - height
        width: parent.width
        height: 1.5
        color: bracket.theme.muted
    }
}

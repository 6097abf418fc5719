// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// The heading of a part of the attempt.
Text {
    required property Theme theme
    required property real smallSize

    textFormat: Text.PlainText
    color: theme.muted
    font.pointSize: smallSize
    font.letterSpacing: 1
    font.capitalization: Font.AllUppercase
    topPadding: 14
    bottomPadding: 4
    Accessible.role: Accessible.Heading
    Accessible.name: text
}

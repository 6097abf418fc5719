// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// The head of a column: a name, and below it what distinguishes it.
Column {
    id: participant

    required property Theme theme
    required property string title
    required property string subtitle
    required property string toolTip
    required property real smallSize

    objectName: "participant"
    spacing: 1

    Accessible.role: Accessible.StaticText
    Accessible.name: participant.title
    Accessible.description: participant.toolTip

    Text {
        width: participant.width
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideRight
        text: participant.title
        textFormat: Text.PlainText
        color: participant.theme.text
        font.bold: true
    }
    Text {
        width: participant.width
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideMiddle
        text: participant.subtitle
        textFormat: Text.PlainText
        color: participant.theme.muted
        font.pointSize: participant.smallSize
    }
}

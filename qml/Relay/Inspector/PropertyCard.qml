// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// Names and values under a heading, in a frame.
Rectangle {
    id: card

    required property Theme theme
    required property real smallSize
    required property var section ///< title, facts: name, value, token.

    objectName: "propertyCard"
    height: column.height + 16
    radius: 6
    color: theme.base
    border.width: 1
    border.color: theme.line

    Column {
        id: column
        x: 10
        y: 8
        width: parent.width - 20
        spacing: 3
        Text {
            width: parent.width
            text: card.section.title
            textFormat: Text.PlainText
            elide: Text.ElideRight
            color: card.theme.text
            font.weight: Font.DemiBold
            font.pointSize: card.smallSize
        }
        // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
        // qmllint disable unqualified
        Repeater {
            model: card.section.facts
            Row {
                id: fact
                required property var modelData
                width: column.width
                spacing: 8
                Accessible.role: Accessible.StaticText
                Accessible.name: modelData.name + ": " + modelData.value
                Text {
                    width: Math.min(104, fact.width * 0.38)
                    objectName: "propertyName"
                    text: fact.modelData.name
                    textFormat: Text.PlainText
                    wrapMode: Text.Wrap
                    color: card.theme.muted
                    font.pointSize: card.smallSize
                }
                Text {
                    width: fact.width - Math.min(104, fact.width * 0.38) - 8
                    text: fact.modelData.value
                    textFormat: Text.PlainText
                    wrapMode: Text.Wrap
                    maximumLineCount: 3
                    elide: Text.ElideRight
                    color: card.theme.colours[fact.modelData.token] ?? card.theme.text
                    font.family: card.theme.fixedFamily
                    font.pointSize: card.smallSize
                }
            }
        }
        // qmllint enable unqualified
    }
}

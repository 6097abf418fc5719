// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// What was seen of an attempt, what was not, and what the capture cannot show; with times and messages.
Column {
    id: list

    required property Theme theme
    required property AttemptModel attemptModel
    required property real smallSize

    signal messageActivated(int messageId)

    spacing: 1

    TextMetrics {
        id: timeMetrics
        font.pointSize: list.smallSize
        text: "+10 min 10 s"
    }
    TextMetrics {
        id: numberMetrics
        font.pointSize: list.smallSize
        text: "#10,000,000"
    }

    // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
    // qmllint disable unqualified
    Repeater {
        model: list.attemptModel.facts
        Item {
            id: item
            required property var modelData
            objectName: "fact"
            width: list.width
            height: Math.max(sentence.height, 18) + 4

            Accessible.role: Accessible.ListItem
            Accessible.name: qsTr("%1: %2").arg(modelData.state).arg(modelData.text)
            Accessible.description: modelData.time

            Text {
                id: glyph
                x: 2
                y: 2
                width: 18
                text: item.modelData.glyph
                textFormat: Text.PlainText
                color: list.theme.colours[item.modelData.token]
                font.bold: true
            }
            Text {
                id: sentence
                objectName: "factText"
                x: 24
                y: 2
                width: number.x - x - 10 - (time.text === "" ? 0 : timeMetrics.width + 10)
                text: item.modelData.text
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: item.modelData.token === "muted" ? list.theme.muted : list.theme.text
            }
            Text {
                id: time
                objectName: "factTime"
                y: 2
                width: timeMetrics.width
                anchors { right: number.left; rightMargin: 10 }
                horizontalAlignment: Text.AlignRight
                text: item.modelData.time
                textFormat: Text.PlainText
                color: list.theme.muted
                font.pointSize: list.smallSize
            }
            TextLink {
                id: number
                objectName: "factMessage"
                theme: list.theme
                y: 2
                width: numberMetrics.width
                anchors.right: parent.right
                horizontalAlignment: Text.AlignRight
                enabled: item.modelData.message > 0
                text: enabled ? "#" + item.modelData.message.toLocaleString(Qt.locale(), "f", 0) : ""
                font.pointSize: list.smallSize
                Accessible.name: qsTr("Show message %1").arg(item.modelData.message)
                onActivated: list.messageActivated(item.modelData.message)
            }
        }
    }
    // qmllint enable unqualified
}

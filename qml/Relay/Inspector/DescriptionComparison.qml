// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// Offer beside answer, property by property: what does not fit first, then what differs, then what is the same.
Column {
    id: table

    required property Theme theme
    required property AttemptModel attemptModel
    required property real smallSize

    readonly property real nameWidth: Math.min(170, width * 0.28)
    readonly property real valueWidth: (width - nameWidth - 24 - 20) / 2

    // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
    // qmllint disable unqualified
    Row {
        x: 24
        spacing: 10
        bottomPadding: 3
        Repeater {
            model: ["", table.attemptModel.offerTitle, table.attemptModel.answerTitle]
            Text {
                required property int index
                required property string modelData
                width: index === 0 ? table.nameWidth : table.valueWidth
                text: modelData
                textFormat: Text.PlainText
                elide: Text.ElideRight
                color: table.theme.muted
                font.pointSize: table.smallSize
                font.weight: Font.DemiBold
            }
        }
    }
    Repeater {
        model: table.attemptModel.differences
        Rectangle {
            id: row
            required property int index
            required property var modelData
            objectName: "difference"
            width: table.width
            height: Math.max(name.height, offer.height, answer.height) + 6
            color: index % 2 === 1 ? table.theme.alternate : "transparent"

            Accessible.role: Accessible.Row
            Accessible.name: qsTr("%1, %2: offer %3, answer %4").arg(modelData.name).arg(modelData.state)
                                                               .arg(modelData.offer).arg(modelData.answer)

            Text {
                x: 4
                y: 3
                width: 18
                text: row.modelData.glyph
                textFormat: Text.PlainText
                color: table.theme.colours[row.modelData.token]
                font.bold: true
            }
            Text {
                id: name
                x: 24
                y: 3
                width: table.nameWidth
                text: row.modelData.name
                textFormat: Text.PlainText
                elide: Text.ElideRight
                color: row.modelData.token === "error" ? table.theme.error : table.theme.muted
            }
            Text {
                id: offer
                x: 24 + table.nameWidth + 10
                y: 3
                width: table.valueWidth
                text: row.modelData.offer
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                maximumLineCount: 4
                elide: Text.ElideRight
                color: table.theme.colours[row.modelData.token]
                font.family: table.theme.fixedFamily
                font.pointSize: table.smallSize
            }
            Text {
                id: answer
                x: offer.x + table.valueWidth + 10
                y: 3
                width: table.valueWidth
                text: row.modelData.answer
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                maximumLineCount: 4
                elide: Text.ElideRight
                color: table.theme.colours[row.modelData.token]
                font.family: table.theme.fixedFamily
                font.pointSize: table.smallSize
            }
        }
    }
    // qmllint enable unqualified
}

// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// The sentences of an attempt: the verdict with its advice in a box, the other verdicts below it.
Column {
    id: verdict

    required property Theme theme
    required property AttemptModel attemptModel
    required property real smallSize

    spacing: 8

    Rectangle {
        objectName: "verdictBox"
        width: parent.width
        height: sentences.height + 18
        radius: 4
        color: verdict.theme.alternate
        border.width: 1
        border.color: verdict.theme.line

        Accessible.role: Accessible.StaticText
        Accessible.name: sentence.text + " " + advice.text

        Rectangle {
            width: 3
            height: parent.height
            radius: 1.5
            color: verdict.theme.colours[verdict.attemptModel.token] ?? verdict.theme.muted
        }
        Text {
            id: glyph
            x: 14
            y: 9
            text: verdict.attemptModel.glyph
            textFormat: Text.PlainText
            color: verdict.theme.colours[verdict.attemptModel.token] ?? verdict.theme.muted
            font.bold: true
        }
        Column {
            id: sentences
            x: 36
            y: 9
            width: parent.width - x - 12
            spacing: 4
            Text {
                id: sentence
                objectName: "sentence"
                width: parent.width
                text: verdict.attemptModel.sentence
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: verdict.theme.text
            }
            Text {
                id: advice
                objectName: "advice"
                visible: text !== ""
                width: parent.width
                text: verdict.attemptModel.advice
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: verdict.theme.text
                font.weight: Font.DemiBold
            }
        }
    }

    // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
    // qmllint disable unqualified
    Repeater {
        model: verdict.attemptModel.others
        Row {
            id: other
            required property var modelData
            objectName: "otherVerdict"
            x: 14
            width: verdict.width - x
            spacing: 8
            Text {
                width: 14
                text: other.modelData.glyph
                textFormat: Text.PlainText
                color: verdict.theme.colours[other.modelData.token]
            }
            Text {
                width: other.width - 22
                text: other.modelData.advice === "" ? other.modelData.sentence
                                                    : other.modelData.sentence + " " + other.modelData.advice
                textFormat: Text.PlainText
                wrapMode: Text.Wrap
                color: verdict.theme.muted
                font.pointSize: verdict.smallSize
            }
        }
    }
    // qmllint enable unqualified
}

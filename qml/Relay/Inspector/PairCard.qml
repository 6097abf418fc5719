// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// One pair: who, the verdict of its newest attempt, and how many attempts there were.
Item {
    id: card

    required property Theme theme
    required property real smallSize

    required property int index
    required property string title
    required property string verdict
    required property string token
    required property string glyph
    required property string subtitle
    required property bool current

    signal activated()

    readonly property bool focusedCard: ListView.isCurrentItem && ListView.view !== null && ListView.view.activeFocus
    readonly property color ink: theme.colours[token] ?? theme.text
    /// The verdict has a line of its own then, in place of the count of attempts.
    readonly property bool narrow: width < 230
    readonly property string verdictText: verdict === "" ? qsTr("not judged yet") : verdict

    objectName: "card"
    height: column.height + 16 + 6

    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2").arg(title).arg(verdictText)
    Accessible.description: subtitle
    Accessible.focusable: true
    Accessible.selected: current
    Accessible.onPressAction: activated()

    Rectangle {
        anchors { fill: parent; bottomMargin: 6 }
        radius: 6
        color: card.current ? card.theme.selection : hover.hovered ? card.theme.alternate : card.theme.base
        border.width: 1
        border.color: card.focusedCard ? card.theme.accent : card.theme.line

        Rectangle {
            objectName: "stripe"
            width: 3
            height: parent.height - 8
            x: 3
            y: 4
            radius: 1.5
            color: card.ink
        }
    }

    Column {
        id: column
        x: 14
        y: 8
        width: parent.width - x - 10
        spacing: 2

        Item {
            width: parent.width
            height: Math.max(name.height, mark.height)

            Text {
                id: name
                objectName: "title"
                width: Math.min(implicitWidth, card.narrow ? parent.width
                                               : parent.width - Math.min(mark.implicitWidth, parent.width * 0.55) - 8)
                text: card.title
                textFormat: Text.PlainText
                elide: Text.ElideMiddle
                color: card.current ? card.theme.selectedText : card.theme.text
                font.weight: Font.DemiBold
            }
            Text {
                id: mark
                objectName: "verdict"
                visible: !card.narrow
                anchors.right: parent.right
                width: Math.min(implicitWidth, parent.width * 0.55)
                text: card.glyph + " " + card.verdictText
                textFormat: Text.PlainText
                elide: Text.ElideRight
                color: card.ink
                font.pointSize: card.smallSize
            }
        }
        Text {
            objectName: "subtitle"
            width: parent.width
            text: card.narrow ? mark.text : card.subtitle
            textFormat: Text.PlainText
            elide: Text.ElideRight
            color: card.narrow ? card.ink : card.theme.muted
            font.pointSize: card.smallSize
        }
    }

    HoverHandler { id: hover }
    TapHandler { onTapped: card.activated() }
}

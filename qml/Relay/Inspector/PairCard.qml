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
    /// The verdict stands in place of the count of attempts then.
    readonly property bool narrow: width < 230
    /// The verdict has lines of its own, where beside the title not all of both would be read.
    readonly property bool below: narrow || mark.implicitWidth > column.width * 0.55
                                  || name.implicitWidth + 8 + mark.implicitWidth > column.width
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
        // A bar, because the chosen card differs by more than its colour.
        Rectangle {
            objectName: "chosen"
            visible: card.current
            width: 3
            height: parent.height - 8
            anchors.right: parent.right
            anchors.rightMargin: 3
            y: 4
            radius: 1.5
            color: card.theme.accent
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
                width: Math.min(implicitWidth, parent.width - (card.below ? 0 : mark.implicitWidth + 8))
                text: card.title
                textFormat: Text.PlainText
                elide: Text.ElideMiddle
                color: card.current ? card.theme.selectedText : card.theme.text
                font.weight: Font.DemiBold
            }
            Text {
                id: mark
                objectName: "verdict"
                visible: !card.below
                anchors.right: parent.right
                text: card.glyph + " " + card.verdictText
                textFormat: Text.PlainText
                color: card.ink
                font.pointSize: card.smallSize
            }
        }
        Text {
            objectName: "verdictBelow"
            visible: card.below
            width: parent.width
            text: mark.text
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            color: card.ink
            font.pointSize: card.smallSize
        }
        Text {
            objectName: "subtitle"
            visible: !card.narrow
            width: parent.width
            text: card.subtitle
            textFormat: Text.PlainText
            elide: Text.ElideRight
            color: card.theme.muted
            font.pointSize: card.smallSize
        }
    }

    HoverHandler { id: hover }
    TapHandler { onTapped: card.activated() }
}

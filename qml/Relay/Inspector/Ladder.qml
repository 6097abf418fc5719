// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// The conversation around a message as a sequence diagram: participants on top, time going down.
Item {
    id: ladder

    required property Theme theme
    required property LadderModel ladderModel

    /// An arrow was clicked, or chosen with the keyboard.
    signal messageActivated(int messageId)

    readonly property bool empty: ladderModel.count === 0
    readonly property int columns: ladderModel.participants.length
    readonly property int timeWidth: timeMetrics.width + 20
    readonly property int bracketWidth: 20
    readonly property real columnSpacing: columns > 1
        ? (width - timeWidth - bracketWidth - edge * 2) / (columns - 1) : 0
    readonly property real edge: Math.min(110, Math.max(50, width * 0.1))

    function columnX(column: int): real {
        return timeWidth + bracketWidth + edge + column * columnSpacing
    }

    /// Gives the keyboard to the arrows; the message on show is the first to be reached.
    function takeFocus() {
        if (list.currentIndex < 0 && list.count > 0)
            list.currentIndex = Math.max(0, revealing.row)
        list.forceActiveFocus()
    }

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Exchange %1").arg(ladderModel.title)

    TextMetrics {
        id: timeMetrics
        font.family: Application.font.family
        font.pointSize: ladder.smallSize
        text: qsTr("+1 min 59 s")
    }
    readonly property real smallSize: Math.max(7, Application.font.pointSize * 0.9)
    FontMetrics {
        id: titleMetrics
        font.family: Application.font.family
        font.pointSize: Application.font.pointSize
        font.bold: true
    }
    FontMetrics {
        id: subtitleMetrics
        font.family: Application.font.family
        font.pointSize: ladder.smallSize
    }

    Rectangle {
        objectName: "background"
        anchors.fill: parent
        color: ladder.theme.base
        border.width: list.activeFocus ? 1 : 0
        border.color: ladder.theme.accent
    }

    // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
    // qmllint disable unqualified
    Item {
        id: heading
        objectName: "heading"
        visible: !ladder.empty
        anchors { left: parent.left; right: parent.right; top: parent.top }
        // As high as a name and what is below it, with every size of the text.
        height: Math.max(44, titleMetrics.height + subtitleMetrics.height + 11)

        Repeater {
            model: ladder.ladderModel.participants
            LadderParticipant {
                required property int index
                required property var modelData
                theme: ladder.theme
                title: modelData.title
                subtitle: modelData.subtitle
                toolTip: modelData.toolTip
                smallSize: ladder.smallSize
                width: Math.max(60, Math.min(ladder.columns > 1 ? ladder.columnSpacing - 8 : 240, ladder.edge * 2 - 4))
                x: ladder.columnX(index) - width / 2
                y: 4
            }
        }
    }

    ListView {
        id: list
        objectName: "arrows"
        visible: !ladder.empty
        anchors { left: parent.left; right: parent.right; top: heading.bottom; bottom: parent.bottom }
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        currentIndex: -1
        model: ladder.ladderModel
        // Rows are drawn over by the bracket of a row above, so all of a conversation (64 at most) stay alive.
        cacheBuffer: 4000
        reuseItems: false

        Keys.onPressed: event => {
            if (event.key === Qt.Key_Home)
                currentIndex = 0
            else if (event.key === Qt.Key_End)
                currentIndex = count - 1
            else
                return
            event.accepted = true
        }
        Keys.onReturnPressed: activateCurrent()
        Keys.onEnterPressed: activateCurrent()
        function activateCurrent() {
            const item = currentItem as LadderArrow
            if (item)
                ladder.messageActivated(item.messageId)
        }

        Repeater {
            parent: list.contentItem
            model: ladder.columns
            Rectangle {
                required property int index
                parent: list.contentItem
                objectName: "lifeline"
                x: Math.round(ladder.columnX(index)) - 1
                y: list.originY
                z: -1
                width: 1.5
                height: Math.max(list.contentHeight, list.height)
                color: ladder.theme.line
            }
        }

        onHeightChanged: revealing.restart()

        // The message that was chosen in the table is in sight, once its row has a place.
        Timer {
            id: revealing
            property int row: 0
            interval: 0
            onTriggered: list.positionViewAtIndex(row, ListView.Center)
        }

        delegate: LadderArrow {
            theme: ladder.theme
            width: list.width
            timeWidth: ladder.timeWidth
            smallSize: ladder.smallSize
            textHeight: subtitleMetrics.height
            fromX: ladder.columnX(fromColumn)
            toX: ladder.columnX(toColumn)
            onCurrentChanged: reveal()
            Component.onCompleted: reveal()
            function reveal() {
                if (!current)
                    return
                revealing.row = index
                revealing.restart()
            }
            onActivated: {
                list.currentIndex = index
                ladder.messageActivated(messageId)
            }
        }
    }
    // qmllint enable unqualified
    ScrollMark {
        objectName: "scrollMark"
        theme: ladder.theme
        flickable: list
        visible: !ladder.empty && share < 0.999
    }

    Column {
        objectName: "emptyFace"
        visible: ladder.empty
        anchors.centerIn: parent
        spacing: 6
        width: Math.min(parent.width - 32, 460)
        Text {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("No exchange selected")
            textFormat: Text.PlainText
            color: ladder.theme.text
            font.bold: true
        }
        Text {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.WordWrap
            text: qsTr("Choose a message in the table to see what came before it, and what answered it.")
            textFormat: Text.PlainText
            color: ladder.theme.muted
        }
    }
}

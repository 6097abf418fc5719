// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// The pairs of the capture as cards, the most troubled first, and the chosen attempt beside them.
Item {
    id: pairs

    required property Theme theme
    required property PairModel pairModel
    required property AttemptModel attemptModel

    /// A card was clicked or reached with the keyboard.
    signal pairChosen(int row)
    /// The next attempt of the pair, or with -1 the previous one.
    signal neighbourRequested(int step)
    signal messageActivated(int messageId)

    readonly property bool empty: pairModel.count === 0
    readonly property real smallSize: Math.max(7, Application.font.pointSize * 0.9)
    readonly property real listWidth: Math.max(130, Math.min(340, width * 0.36))

    /// Gives the keyboard to the cards; the pair on show is the first to be reached.
    function takeFocus() {
        if (list.count > 0)
            list.currentIndex = Math.max(0, pairModel.currentRow)
        list.forceActiveFocus()
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Pairs of endpoints")

    Rectangle {
        objectName: "background"
        anchors.fill: parent
        color: pairs.theme.base
        border.width: list.activeFocus ? 1 : 0
        border.color: pairs.theme.accent
    }

    ListView {
        id: list
        objectName: "pairs"
        visible: !pairs.empty
        anchors { left: parent.left; top: parent.top; bottom: parent.bottom; leftMargin: 10; topMargin: 8; bottomMargin: 2 }
        width: pairs.listWidth
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: false
        highlightFollowsCurrentItem: false
        currentIndex: -1
        model: pairs.pairModel

        Accessible.role: Accessible.List
        Accessible.name: qsTr("Pairs, the most troubled first")

        function choose(row: int) {
            if (count === 0)
                return
            currentIndex = Math.max(0, Math.min(count - 1, row))
            positionViewAtIndex(currentIndex, ListView.Contain)
            pairs.pairChosen(currentIndex)
        }

        Keys.onPressed: event => {
            switch (event.key) {
            case Qt.Key_Up: choose(currentIndex - 1); break
            case Qt.Key_Down: choose(currentIndex + 1); break
            case Qt.Key_Home: choose(0); break
            case Qt.Key_End: choose(count - 1); break
            case Qt.Key_PageUp: attempt.scroll(-0.9); break
            case Qt.Key_PageDown: attempt.scroll(0.9); break
            case Qt.Key_Left: pairs.neighbourRequested(-1); break
            case Qt.Key_Right: pairs.neighbourRequested(1); break
            case Qt.Key_Return:
            case Qt.Key_Enter:
                if (pairs.attemptModel.message > 0)
                    pairs.messageActivated(pairs.attemptModel.message)
                break
            default: return
            }
            event.accepted = true
        }

        // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
        // qmllint disable unqualified
        delegate: PairCard {
            theme: pairs.theme
            smallSize: pairs.smallSize
            width: list.width - 12
            onActivated: {
                list.forceActiveFocus()
                list.choose(index)
            }
        }
        // qmllint enable unqualified
    }
    ScrollMark {
        theme: pairs.theme
        flickable: list
        visible: list.visible && share < 0.999
    }
    Rectangle {
        visible: !pairs.empty
        anchors { left: list.right; top: parent.top; bottom: parent.bottom; leftMargin: 6 }
        width: 1
        color: pairs.theme.line
    }

    AttemptPage {
        id: attempt
        visible: !pairs.attemptModel.empty && !pairs.empty
        theme: pairs.theme
        attemptModel: pairs.attemptModel
        smallSize: pairs.smallSize
        anchors { left: list.right; right: parent.right; top: parent.top; bottom: parent.bottom; leftMargin: 7 }
        onMessageActivated: messageId => pairs.messageActivated(messageId)
        onNeighbourRequested: step => pairs.neighbourRequested(step)
    }
    Text {
        visible: pairs.attemptModel.empty && !pairs.empty
        anchors.centerIn: attempt
        width: Math.min(attempt.width - 32, 420)
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.WordWrap
        text: qsTr("Choose a pair to see what is known of its attempts.")
        textFormat: Text.PlainText
        color: pairs.theme.muted
    }

    Connections {
        target: pairs.pairModel
        function onCurrentChanged() {
            const row = pairs.pairModel.currentRow
            if (row < 0)
                return
            list.currentIndex = row
            // What is chosen elsewhere is in sight; the keyboard is not followed by a list that moves.
            if (!list.activeFocus)
                list.positionViewAtIndex(row, ListView.Contain)
        }
    }

    Column {
        objectName: "emptyFace"
        visible: pairs.empty
        anchors.centerIn: parent
        spacing: 6
        width: Math.min(parent.width - 32, 460)
        Text {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("No offers yet")
            textFormat: Text.PlainText
            color: pairs.theme.text
            font.bold: true
        }
        Text {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.WordWrap
            text: qsTr("Each pair of endpoints gets a verdict here once one of them has sent an offer.")
            textFormat: Text.PlainText
            color: pairs.theme.muted
        }
    }
}

// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// One message: when, from whom to whom, and what.
Item {
    id: arrow

    required property Theme theme
    required property int timeWidth
    required property real smallSize
    required property real textHeight ///< Of one line in the size smallSize.
    required property real fromX
    required property real toX

    required property int index
    required property int messageId
    required property int fromColumn
    required property int toColumn
    required property string label
    required property string kind
    required property string timeText
    required property bool isError
    required property bool dashed
    required property bool gap
    required property int bracket
    required property int bracketGaps
    required property string bracketText
    required property string toolTip
    required property bool current

    signal activated()

    // Two heights only, so that the height of a bracket does not depend on other rows.
    readonly property int rowHeight: Math.max(26, Math.ceil(textHeight) + 11)
    readonly property int gapHeight: 12
    readonly property int slope: 6
    readonly property real startY: height - 8
    readonly property color ink: theme.colours[kind] ?? theme.text
    readonly property bool selectedRow: current
    readonly property bool focusedRow: ListView.isCurrentItem && ListView.view !== null && ListView.view.activeFocus

    objectName: "arrow"
    height: rowHeight + (gap ? gapHeight : 0)
    z: bracket > 0 ? 1 : 0

    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1 %2").arg(timeText).arg(label)
    Accessible.description: toolTip
    Accessible.focusable: true
    Accessible.onPressAction: activated()

    Rectangle {
        y: parent.height - arrow.rowHeight
        width: parent.width
        height: arrow.rowHeight
        color: arrow.selectedRow ? arrow.theme.selection : arrow.theme.alternate
        opacity: arrow.selectedRow ? 1 : 0.7
        visible: arrow.selectedRow || hover.hovered || arrow.focusedRow
        border.width: arrow.focusedRow ? 1 : 0
        border.color: arrow.theme.accent
    }

    Text {
        x: 8
        y: arrow.startY - height / 2 - 2
        width: arrow.timeWidth - 8
        text: arrow.timeText
        textFormat: Text.PlainText
        elide: Text.ElideRight
        color: arrow.theme.muted
        font.pointSize: arrow.smallSize
    }

    LadderBracket {
        visible: arrow.bracket > 0
        theme: arrow.theme
        x: arrow.timeWidth + 4
        y: arrow.startY
        height: arrow.bracket * arrow.rowHeight + arrow.bracketGaps * arrow.gapHeight + arrow.slope / 2
    }

    Item {
        id: line

        readonly property real inset: 4
        readonly property real distance: Math.max(1, Math.abs(arrow.toX - arrow.fromX) - inset * 2)
        readonly property real length: Math.sqrt(distance * distance + arrow.slope * arrow.slope)
        readonly property int thickness: arrow.selectedRow ? 3 : 2
        readonly property int dash: 9
        readonly property int dashGap: 4

        objectName: "line"
        x: arrow.fromX + (arrow.toX > arrow.fromX ? inset : -inset)
        y: arrow.startY - arrow.slope / 2
        width: length
        height: 1
        transformOrigin: Item.TopLeft
        rotation: Math.atan2(arrow.slope, arrow.toX > arrow.fromX ? distance : -distance) * 180 / Math.PI

        Rectangle {
            visible: !arrow.dashed
            y: -height / 2
            width: line.length - 4
            height: line.thickness
            color: arrow.ink
            antialiasing: true
        }
        // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
        // qmllint disable unqualified
        Repeater {
            model: arrow.dashed ? Math.floor((line.length - 4) / (line.dash + line.dashGap)) : 0
            Rectangle {
                required property int index
                x: index * (line.dash + line.dashGap)
                y: -height / 2
                width: line.dash
                height: line.thickness
                color: arrow.ink
                antialiasing: true
            }
        }
        // A triangle of thin strips: Canvas paints late, and Shapes not at all with the software renderer.
        Repeater {
            model: 9
            Rectangle {
                required property int index
                objectName: "head"
                x: line.length - 9 + index
                y: -height / 2
                width: 1.3
                height: 9 - index
                color: arrow.ink
                antialiasing: true
            }
        }
        // qmllint enable unqualified
    }

    Text {
        objectName: "label"
        readonly property real middle: (arrow.fromX + arrow.toX) / 2
        width: Math.min(implicitWidth, Math.abs(arrow.toX - arrow.fromX) - 16)
        x: middle - width / 2
        y: arrow.startY - height - 3
        text: arrow.label
        textFormat: Text.PlainText
        elide: Text.ElideRight
        color: arrow.ink
        font.pointSize: arrow.smallSize
    }

    HoverHandler { id: hover }
    TapHandler { onTapped: arrow.activated() }
}

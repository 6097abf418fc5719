// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// The scroll bar of a Flickable, at its right edge or, with `horizontal`, at the bottom one. It can be dragged.
Rectangle {
    id: mark

    required property Theme theme
    required property Flickable flickable
    property bool horizontal: false

    readonly property real share: horizontal ? flickable.visibleArea.widthRatio : flickable.visibleArea.heightRatio
    readonly property real place: horizontal ? flickable.visibleArea.xPosition : flickable.visibleArea.yPosition

    visible: share < 0.999
    radius: 3
    color: theme.muted
    opacity: drag.pressed || drag.containsMouse ? 1 : 0.7
    x: flickable.x + (horizontal ? place * flickable.width : flickable.width - width - 2)
    y: flickable.y + (horizontal ? flickable.height - height : place * flickable.height)
    width: horizontal ? Math.max(28, share * flickable.width) : 7
    height: horizontal ? 5 : Math.max(28, share * flickable.height)

    Accessible.role: Accessible.ScrollBar
    Accessible.ignored: !visible

    MouseArea {
        id: drag
        property real from: 0
        anchors.fill: parent
        hoverEnabled: true
        preventStealing: true
        onPressed: mouse => from = mark.horizontal ? mouse.x : mouse.y
        onPositionChanged: mouse => {
            if (!pressed)
                return
            const flickable = mark.flickable
            if (mark.horizontal) {
                const x = flickable.contentX + (mouse.x - from) * flickable.contentWidth / flickable.width
                flickable.contentX = Math.max(0, Math.min(flickable.contentWidth - flickable.width, x))
            } else {
                const first = flickable.originY
                const y = flickable.contentY + (mouse.y - from) * flickable.contentHeight / flickable.height
                flickable.contentY = Math.max(first, Math.min(first + flickable.contentHeight - flickable.height, y))
            }
        }
    }
}

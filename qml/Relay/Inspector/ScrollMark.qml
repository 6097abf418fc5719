// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// Shows how far a Flickable is scrolled, at its right edge or, with `horizontal`, at the bottom one.
Rectangle {
    id: mark

    required property Theme theme
    required property Flickable flickable
    property bool horizontal: false

    readonly property real share: horizontal ? flickable.visibleArea.widthRatio : flickable.visibleArea.heightRatio
    readonly property real place: horizontal ? flickable.visibleArea.xPosition : flickable.visibleArea.yPosition

    visible: share < 0.999
    radius: 2
    color: theme.muted
    opacity: 0.45
    x: flickable.x + (horizontal ? place * flickable.width : flickable.width - 6)
    y: flickable.y + (horizontal ? flickable.height - 4 : place * flickable.height)
    width: horizontal ? Math.max(24, share * flickable.width) : 4
    height: horizontal ? 3 : Math.max(24, share * flickable.height)
}

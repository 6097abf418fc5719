// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// The cards of the offer beside those of the answer; below each other where there is little space.
Flow {
    id: sides

    required property Theme theme
    required property AttemptModel attemptModel
    required property real smallSize

    readonly property bool narrow: width < 460

    spacing: 12

    // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
    // qmllint disable unqualified
    component Side: Column {
        id: side
        required property string title
        required property string route
        required property var cards
        width: sides.narrow ? sides.width : (sides.width - sides.spacing) / 2
        spacing: 6
        Text {
            objectName: "side"
            width: side.width
            text: side.title
            textFormat: Text.PlainText
            elide: Text.ElideRight
            color: sides.theme.muted
            font.pointSize: sides.smallSize
            font.weight: Font.DemiBold
        }
        Text {
            objectName: "route"
            width: side.width
            text: side.route
            textFormat: Text.PlainText
            elide: Text.ElideMiddle
            color: sides.theme.muted
            font.pointSize: sides.smallSize
        }
        Repeater {
            model: side.cards
            PropertyCard {
                required property var modelData
                theme: sides.theme
                smallSize: sides.smallSize
                section: modelData
                width: side.width
            }
        }
        Text {
            visible: side.cards.length === 0
            width: side.width
            text: qsTr("not seen")
            textFormat: Text.PlainText
            color: sides.theme.muted
            font.pointSize: sides.smallSize
        }
    }
    // qmllint enable unqualified

    Side {
        title: sides.attemptModel.offerTitle
        route: sides.attemptModel.offerRoute
        cards: sides.attemptModel.offerCards
    }
    Side {
        title: sides.attemptModel.answerTitle
        route: sides.attemptModel.answerRoute
        cards: sides.attemptModel.answerCards
    }
}

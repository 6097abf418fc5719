// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// All about one attempt: verdict, checklist, offer beside answer, candidates, cards of the descriptions.
Item {
    id: page

    required property Theme theme
    required property AttemptModel attemptModel
    required property real smallSize

    signal messageActivated(int messageId)
    signal neighbourRequested(int step)

    /// Scrolls by \a share of the visible height.
    function scroll(share: real) {
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + flick.height * share))
    }

    Item {
        id: heading
        x: 14
        width: parent.width - 28
        height: Math.max(34, title.implicitHeight + 16)

        Text {
            id: title
            objectName: "attemptTitle"
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, parent.width - steps.width - 12)
            text: page.attemptModel.title
            textFormat: Text.PlainText
            elide: Text.ElideMiddle
            color: page.theme.text
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
            Accessible.description: page.attemptModel.toolTip
        }
        TextLink {
            objectName: "attemptTime"
            theme: page.theme
            anchors { left: title.right; leftMargin: 10; verticalCenter: parent.verticalCenter }
            visible: width > 40
            width: Math.max(0, Math.min(implicitWidth, steps.x - x - 12))
            elide: Text.ElideRight
            text: page.attemptModel.timeText
            font.pointSize: page.smallSize
            Accessible.name: qsTr("Show the offer")
            onActivated: page.messageActivated(page.attemptModel.message)
        }
        Row {
            id: steps
            anchors { right: parent.right; verticalCenter: parent.verticalCenter }
            spacing: 8
            TextLink {
                objectName: "previousAttempt"
                theme: page.theme
                text: "‹"
                leftPadding: 6
                rightPadding: 6
                enabled: page.attemptModel.hasPrevious
                Accessible.name: qsTr("Previous attempt")
                onActivated: page.neighbourRequested(-1)
            }
            Text {
                objectName: "place"
                // The title goes before it.
                visible: heading.width > 300 && heading.width > title.implicitWidth + implicitWidth + 90
                text: page.attemptModel.place
                textFormat: Text.PlainText
                color: page.theme.muted
                font.pointSize: page.smallSize
            }
            TextLink {
                objectName: "nextAttempt"
                theme: page.theme
                text: "›"
                leftPadding: 6
                rightPadding: 6
                enabled: page.attemptModel.hasNext
                Accessible.name: qsTr("Next attempt")
                onActivated: page.neighbourRequested(1)
            }
        }
    }

    Flickable {
        id: flick
        objectName: "attempt"
        anchors { left: parent.left; right: parent.right; top: heading.bottom; bottom: parent.bottom }
        contentWidth: width
        contentHeight: content.height + 14
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: content
            x: 14
            width: flick.width - 28

            AttemptVerdict {
                theme: page.theme
                attemptModel: page.attemptModel
                smallSize: page.smallSize
                width: parent.width
            }
            SectionTitle {
                theme: page.theme
                smallSize: page.smallSize
                text: qsTr("What was seen")
            }
            AttemptChecklist {
                theme: page.theme
                attemptModel: page.attemptModel
                smallSize: page.smallSize
                width: parent.width
                onMessageActivated: messageId => page.messageActivated(messageId)
            }
            SectionTitle {
                theme: page.theme
                smallSize: page.smallSize
                text: qsTr("Candidates")
                visible: matrix.visible
            }
            CandidateMatrix {
                id: matrix
                theme: page.theme
                attemptModel: page.attemptModel
                smallSize: page.smallSize
                width: parent.width
                visible: rows.length > 0 || columns.length > 0
            }
            SectionTitle {
                theme: page.theme
                smallSize: page.smallSize
                text: qsTr("Offer beside answer")
                visible: comparison.visible
            }
            DescriptionComparison {
                id: comparison
                theme: page.theme
                attemptModel: page.attemptModel
                smallSize: page.smallSize
                width: parent.width
                visible: attemptModel.differences.length > 0
            }
            SectionTitle {
                theme: page.theme
                smallSize: page.smallSize
                text: qsTr("Descriptions")
                visible: cards.visible
            }
            DescriptionCards {
                id: cards
                theme: page.theme
                attemptModel: page.attemptModel
                smallSize: page.smallSize
                width: parent.width
                visible: attemptModel.offerCards.length > 0 || attemptModel.answerCards.length > 0
            }
        }
    }
    ScrollMark {
        theme: page.theme
        flickable: flick
    }

    Connections {
        target: page.attemptModel
        function onAttemptChanged() { flick.contentY = 0 }
    }
}

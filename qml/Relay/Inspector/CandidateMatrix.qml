// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import Relay.Inspector

/// The candidates of the offer down, those of the answer across; where they cross, what is expected of the pair.
Column {
    id: matrix

    required property Theme theme
    required property AttemptModel attemptModel
    required property real smallSize

    readonly property var rows: attemptModel.matrix.rows ?? []
    readonly property var columns: attemptModel.matrix.columns ?? []
    readonly property real nameWidth: Math.min(230, Math.max(150, width * 0.3))
    readonly property real cellWidth: Math.max(118, Math.min(190, (width - nameWidth) / Math.max(1, columns.length)))

    spacing: 4

    // Delegates use the ids around them; the pragma that declares it (ComponentBehavior) needs Qt 6.5.
    // qmllint disable unqualified
    component Candidate: Column {
        id: candidate
        required property var value
        Text {
            width: candidate.width
            objectName: "candidateTitle"
            text: candidate.value.title
            textFormat: Text.PlainText
            wrapMode: Text.Wrap
            color: matrix.theme.muted
            font.pointSize: matrix.smallSize
        }
        Text {
            width: candidate.width
            text: candidate.value.address
            textFormat: Text.PlainText
            wrapMode: Text.WrapAnywhere
            color: matrix.theme.text
            font.family: matrix.theme.fixedFamily
            font.pointSize: matrix.smallSize
        }
    }

    Flickable {
        id: flick
        objectName: "matrix"
        width: parent.width
        height: grid.height + (contentWidth > width ? 8 : 0)
        contentWidth: grid.width
        contentHeight: grid.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.HorizontalFlick

        Column {
            id: grid

            Row {
                bottomPadding: 4
                Text {
                    width: matrix.nameWidth
                    text: qsTr("offer ↓   answer →")
                    textFormat: Text.PlainText
                    color: matrix.theme.muted
                    font.pointSize: matrix.smallSize
                }
                Repeater {
                    model: matrix.columns
                    Candidate {
                        required property var modelData
                        objectName: "column"
                        value: modelData
                        width: matrix.cellWidth
                        rightPadding: 8
                    }
                }
                Text {
                    visible: matrix.columns.length === 0
                    text: qsTr("none")
                    textFormat: Text.PlainText
                    color: matrix.theme.error
                    font.pointSize: matrix.smallSize
                }
            }
            Repeater {
                model: matrix.rows
                Rectangle {
                    id: row
                    required property int index
                    required property var modelData
                    objectName: "row"
                    width: matrix.nameWidth + Math.max(1, matrix.columns.length) * matrix.cellWidth
                    height: own.height + 6
                    color: index % 2 === 0 ? matrix.theme.alternate : "transparent"
                    Candidate {
                        id: own
                        x: 4
                        y: 3
                        width: matrix.nameWidth - 12
                        value: row.modelData
                    }
                    Row {
                        x: matrix.nameWidth
                        height: parent.height
                        Repeater {
                            model: row.modelData.cells
                            Text {
                                required property int index
                                required property var modelData
                                objectName: "cell"
                                width: matrix.cellWidth
                                height: parent.height
                                verticalAlignment: Text.AlignVCenter
                                text: modelData.glyph + " " + modelData.text
                                textFormat: Text.PlainText
                                wrapMode: Text.Wrap
                                maximumLineCount: 2 // As many as its row has at least.
                                elide: Text.ElideRight
                                color: matrix.theme.colours[modelData.token]
                                font.pointSize: matrix.smallSize
                                Accessible.role: Accessible.Cell
                                Accessible.name: modelData.description
                            }
                        }
                    }
                }
            }
        }
        ScrollMark {
            parent: matrix
            theme: matrix.theme
            flickable: flick
            horizontal: true
        }
    }
    Text {
        visible: matrix.rows.length === 0
        x: 4
        text: qsTr("The offer has no candidates.")
        textFormat: Text.PlainText
        color: matrix.theme.error
        font.pointSize: matrix.smallSize
    }
    Text {
        visible: text !== ""
        x: 4
        text: matrix.attemptModel.matrix.more ?? ""
        textFormat: Text.PlainText
        color: matrix.theme.muted
        font.pointSize: matrix.smallSize
    }
    // qmllint enable unqualified
}

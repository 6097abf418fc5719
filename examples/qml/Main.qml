// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import RelayCore

ApplicationWindow {
    id: window

    required property RelayClient client
    readonly property bool ready: client.state === RelayClient.Ready
    readonly property bool failed: client.state === RelayClient.Failed
    readonly property color signalColor: ready ? "#2e9e5b" : failed ? "#d64545" : "#d9912b"
    readonly property list<string> stateNames: ["Idle", "Connecting…", "Registering…", "Registered", "Trying again soon",
        "Waiting for the network", "Closing…", "Closed", "Gave up"]

    visible: true
    width: 420
    height: 220
    title: qsTr("Relay")

    ColumnLayout {
        anchors { fill: parent; margins: 24 }
        spacing: 12

        RowLayout {
            spacing: 12
            Rectangle { implicitWidth: 16; implicitHeight: 16; radius: 8; color: window.signalColor }
            Label { text: window.stateNames[window.client.state]; font.pixelSize: 22; font.bold: true }
        }
        Label { text: window.client.address; opacity: 0.7; elide: Text.ElideRight; Layout.fillWidth: true }
        Label {
            text: window.ready ? "" : window.client.lastError.text
            color: window.signalColor
            wrapMode: Text.Wrap
            Layout.fillWidth: true
        }
        Item { Layout.fillHeight: true }
        RowLayout {
            Label { text: qsTr("Messages waiting: %1").arg(window.client.queuedMessages); Layout.fillWidth: true }
            Switch {
                text: qsTr("Reconnect")
                checked: window.client.reconnectEnabled
                onToggled: window.client.reconnectEnabled = checked
            }
        }
    }
}

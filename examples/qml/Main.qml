// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import RelayCore

ApplicationWindow {
    id: window
    required property string relay
    visible: true
    width: 520
    height: 420
    title: qsTr("Relay")

    RelayClient {
        id: client
        address: window.relay
        name: "relay-view"
        autoConnect: true
        onOfferReceived: offer => sendAnswer(offer.sourceUuid, "v=0 (my answer)")
        onMessageReturned: message => notice.text = message.error
    }
    ColumnLayout {
        anchors { fill: parent; margins: 16 }
        Label {
            text: client.ready ? qsTr("Registered as %1").arg(client.uuid)
                : client.state === RelayClient.Backoff ? qsTr("Trying again in %1 s").arg(Math.ceil(client.retryIn / 1000))
                : client.state === RelayClient.Failed ? qsTr("Failed") : qsTr("Not registered")
            font.bold: true
        }
        Label { id: notice; text: client.ready ? "" : client.lastError.text; wrapMode: Text.Wrap; Layout.fillWidth: true }
        RowLayout {
            TextField { id: peer; placeholderText: qsTr("UUID of a peer"); Layout.fillWidth: true }
            Button { text: qsTr("Offer"); onClicked: client.sendOffer(peer.text, "v=0 (my offer)") }
            Button { text: qsTr("Reconnect"); enabled: !client.ready; onClicked: client.reconnectNow() }
        }
        ListView {
            clip: true
            Layout.fillWidth: true
            Layout.fillHeight: true
            model: RelayMessageModel { client: client }
            delegate: Label {
                required property string sourceName
                required property string typeName
                required property date time
                text: qsTr("%1  %2 of %3").arg(time.toLocaleTimeString()).arg(typeName).arg(sourceName)
            }
        }
    }
    onClosing: close => {
        close.accepted = client.state === RelayClient.Closed
        if (!close.accepted)
            client.close(1000, () => window.close())
    }
}

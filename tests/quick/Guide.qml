// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import RelayCore

Window {
    visible: true

    RelayClient {
        id: client
        address: "ws://127.0.0.1:8700"
        name: "alpha"
        autoConnect: true
        backoff { initial: 500; maximum: 30000 }
        keepalive.interval: 60000
        onOfferReceived: offer => sendAnswer(offer.sourceUuid, "v=0 (my answer)")
        onFailed: error => console.warn(error.text)
    }
    ListView {
        anchors.fill: parent
        model: RelayMessageModel { client: client }
        delegate: Text {
            required property string sourceName
            required property string typeName
            text: typeName + " of " + sourceName
        }
    }
}

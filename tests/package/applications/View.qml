// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import RelayCore

Window {
    id: window
    required property string relay
    required property string peer
    required property bool quits
    required property var output
    visible: true

    RelayClient {
        id: client
        address: window.relay
        name: "view"
        autoConnect: window.quits
        onRegistered: {
            if (!window.quits)
                return
            for (let i = 0; i < 20; ++i)
                sendOffer("00000000-0000-4000-8000-000000000001", "v=0", result => window.title = result.outcome)
            close(3600000, result => window.title = result.dropped)
            Qt.callLater(() => Qt.exit(0))
        }
        onAnswerReceived: answer => {
            window.output.print("answer: " + answer.description)
            sendOffer("00000000-0000-4000-8000-000000000001", "v=0 (to nobody)")
        }
        onMessageReturned: {
            window.output.print("returned")
            window.close()
        }
        Component.onCompleted: {
            if (!window.quits)
                sendOffer(window.peer, "v=0", result => window.output.print(
                    result.outcome === SendResult.Written ? "offer: written" : result.error.text))
        }
    }
    onClosing: close => {
        close.accepted = client.state === RelayClient.Closed
        if (!close.accepted)
            client.close(0, result => {
                window.output.print(result.clean ? "closed" : "aborted")
                window.close()
            })
    }
}

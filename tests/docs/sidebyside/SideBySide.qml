// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
//
// The QML column of docs/side-by-side.md.
import QtQuick
import RelayCore

Item {
    id: root
    required property string relay
    required property string peer
    required property var output

    function say(line) { output.say(line) }
    function close() {
        client.close(1000, () => {
            say("closed")
            Qt.quit()
        })
    }

    RelayClient {
        id: client
        address: root.relay
        name: "ours"
        autoConnect: true
        onRegistered: root.say("registered")

        Component.onCompleted:
            sendOffer(root.peer, "v=0 (offer)")

        onAnswerReceived: answer => {
            root.say(answer.description)
            root.offerToNobody()
        }
        onOfferReceived: offer => {
            sendAnswer(offer.sourceUuid, "v=0 (answer)")
            root.close()
        }

        onMessageReturned: root.say("unknown peer")

        // The client reconnects by itself. To see it:
        onRetryScheduled: attempt => console.info("attempt", attempt)
    }
    function offerToNobody() { client.sendOffer("00000000-0000-4000-8000-000000000001", "v=0") }
}

// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import RelayCore

TestCase {
    id: test
    name: "RelayClient"

    readonly property string beta: "00000000-0000-4000-8000-00000000000b"
    property RelayClient client: null

    Component {
        id: clientComponent
        RelayClient {
            address: relay.address
            name: "alpha"
            backoff { initial: 50; floor: 1; jitter: false }
            keepalive.interval: 0
        }
    }
    Component {
        id: messagesComponent
        RelayMessageModel { client: test.client; maximumCount: 2 }
    }
    Component {
        id: peersComponent
        RelayPeerModel { client: test.client }
    }
    SignalSpy { id: states; target: test.client; signalName: "stateChanged" }
    SignalSpy { id: retries; target: test.client; signalName: "retryScheduled" }
    SignalSpy { id: received; target: test.client; signalName: "messageReceived" }
    SignalSpy { id: offers; target: test.client; signalName: "offerReceived" }
    SignalSpy { id: answers; target: test.client; signalName: "answerReceived" }
    SignalSpy { id: returned; target: test.client; signalName: "messageReturned" }

    function init() {
        relay.accept()
        client = clientComponent.createObject(test)
        for (const spy of [states, retries, received, offers, answers, returned])
            spy.clear()
    }
    function cleanup() {
        client.destroy()
        client = null
    }
    function ready() {
        client.connectToRelay()
        tryCompare(client, "state", RelayClient.Ready)
    }

    function test_optionsHaveDefaults() {
        const plain = Qt.createQmlObject("import RelayCore; RelayClient {}", test)
        compare(plain.state, RelayClient.Idle)
        compare(plain.backoff.maximum, 60000)
        compare(plain.keepalive.interval, 20000)
        compare(plain.tls.verifyCertificate, true)
        compare(plain.openTimeout, 10000)
        compare(plain.registrationTimeout, 15000)
        compare(plain.uuid.length, 36)
        plain.destroy()
    }

    function test_connects() {
        let result = null
        client.connectToRelay(r => { result = r })
        compare(result, null) // not inside the call
        tryVerify(() => result !== null)
        compare(result.registered, true)
        compare(result.error.category, RelayError.None)
        compare(client.ready, true)
        compare(relay.lastName, "alpha")
        compare(states.signalArguments.map(a => a[0]),
                [RelayClient.Connecting, RelayClient.Registering, RelayClient.Ready])
        compare(client.metrics.registrations, 1)
    }

    function test_startsByItself() {
        const before = relay.registrations
        const own = Qt.createQmlObject("import RelayCore; RelayClient { autoConnect: true; address: '%1' }".arg(relay.address), test)
        tryCompare(relay, "registrations", before + 1)
        own.destroy()
    }

    function test_failureIsAResult() {
        relay.refuse("not today")
        let result = null
        client.connectOnce(r => { result = r })
        tryVerify(() => result !== null)
        compare(result.registered, false)
        compare(result.error.category, RelayError.Registration)
        compare(client.state, RelayClient.Failed)
        compare(client.lastError.category, RelayError.Registration)
        compare(client.lastError.phase, RelayPhase.Registration)
        compare(client.lastError.fatal, true)
        verify(client.lastError.text.indexOf("not today") >= 0)
    }

    function test_closeCodeHasAName() {
        ready()
        verify(relay.closePeer(CloseCode.DuplicateRegistration))
        tryCompare(client, "state", RelayClient.Failed)
        compare(client.lastError.closeCode, CloseCode.DuplicateRegistration)
        compare(client.lastError.category, RelayError.Duplicate)
    }

    function test_sends() {
        let result = null
        const id = client.sendOffer(beta, "v=0", r => { result = r })
        verify(id > 0)
        tryVerify(() => result !== null)
        compare(result.outcome, SendResult.Written)
        compare(result.id, id)
        tryVerify(() => relay.messages > 0)
        const message = relay.lastMessage()
        compare(message.descriptionType, PeerConnection.Offer)
        compare(message.sourceName, "alpha")
        compare(message.sourceUuid.toString().replace(/[{}]/g, ""), client.uuid)
        compare(message.description, "v=0")
    }

    function test_sendsObjects() {
        const before = relay.messages
        client.send({peerUuid: beta, descriptionType: PeerConnection.Answer, description: "v=1"})
        tryCompare(relay, "messages", before + 1)
        compare(relay.lastMessage().descriptionType, PeerConnection.Answer)
        compare(relay.lastMessage().description, "v=1")
        ignoreWarning(/send\(\): The message has no UUID of a peer/)
        let refused = null
        compare(client.send({description: "v=0"}, (result) => refused = result), 0)
        compare(refused, null) // Called from the event loop.
        tryVerify(() => refused !== null)
        compare(refused.error.category, RelayError.Usage)
        ignoreWarning(/send\(\): The message has no UUID of a peer/)
        compare(client.sendOffer("no uuid", "v=0"), 0)
    }

    function test_receives() {
        ready()
        relay.deliver("beta", client.uuid, true, "")
        tryCompare(offers, "count", 1)
        const offer = offers.signalArguments[0][0]
        compare(offer.sourceName, "beta")
        compare(offer.descriptionType, PeerConnection.Offer)
        compare(offer.returned, false)
        relay.deliver("beta", client.uuid, false, "")
        tryCompare(answers, "count", 1)
        compare(received.count, 2)
        client.sendAnswer(offer.sourceUuid, "v=0 (answer)")
        tryVerify(() => relay.messages > 0 && relay.lastMessage().description === "v=0 (answer)")
        compare(relay.lastMessage().peerUuid, offer.sourceUuid)
    }

    function test_returnedMessagesAreNotReceived() {
        ready()
        relay.deliver("alpha", beta, true, "unknown peer")
        tryCompare(returned, "count", 1)
        compare(returned.signalArguments[0][0].error, "unknown peer")
        compare(received.count, 0)
        compare(offers.count, 0)
    }

    function test_countsDownToTheRetry() {
        ready()
        client.close()
        tryCompare(client, "state", RelayClient.Closed)
        client.backoff.initial = 600000
        client.backoff.maximum = 600000
        ready()
        verify(isNaN(client.retryAt.getTime()))
        compare(client.retryIn, 0)
        relay.drop()
        tryCompare(client, "state", RelayClient.Backoff)
        compare(retries.count, 1)
        compare(retries.signalArguments[0][1], 600000)
        verify(client.retryIn > 0 && client.retryIn <= 600000)
        verify(client.retryAt.getTime() > Date.now())
        client.reconnectNow()
        tryCompare(client, "state", RelayClient.Ready)
        compare(client.retryIn, 0)
    }

    function test_optionsChangeWhileNotConnected() {
        ready()
        ignoreWarning(/address cannot change in the state ready: close\(\) the client first/)
        client.address = "ws://127.0.0.1:1"
        compare(client.address, relay.address)
        let result = null
        client.close(0, r => { result = r })
        tryVerify(() => result !== null)
        compare(result.clean, true)
        tryCompare(client, "state", RelayClient.Closed)
        const before = states.count
        client.name = "renamed"
        client.token = "secret"
        client.headers = {"X-Lab": "7"}
        compare(client.state, RelayClient.Closed)
        compare(states.count, before) // the same client, with other options
        ready()
        compare(relay.lastName, "renamed")
        compare(relay.header("Authorization"), "Bearer secret")
        compare(relay.header("X-Lab"), "7")
    }

    function test_messagesForAListView() {
        const model = messagesComponent.createObject(test)
        ready()
        relay.deliver("beta", client.uuid, true, "")
        tryCompare(model, "count", 1)
        client.sendAnswer(beta, "v=0")
        tryCompare(model, "count", 2)
        relay.deliver("beta", client.uuid, false, "")
        tryCompare(received, "count", 2)
        compare(model.count, 2) // the oldest is gone
        const view = Qt.createQmlObject("import QtQuick; ListView { width: 100; height: 100; delegate: Item { \
            required property bool sent; required property string typeName; required property string sourceName; height: 10 } }", test)
        view.model = model
        tryCompare(view, "count", 2)
        view.forceLayout()
        compare(view.itemAtIndex(0).sent, true)
        compare(view.itemAtIndex(0).typeName, "answer")
        compare(view.itemAtIndex(1).sourceName, "beta")
        view.destroy()
        model.destroy()
    }

    function test_peersForAListView() {
        const model = peersComponent.createObject(test)
        ready()
        relay.deliver("beta", client.uuid, true, "")
        tryCompare(model, "count", 1)
        client.sendAnswer(beta, "v=0")
        const index = model.index(0, 0)
        tryVerify(() => model.data(index, RelayPeerModel.SentRole) === 1)
        compare(model.data(index, RelayPeerModel.NameRole), "beta")
        compare(model.data(index, RelayPeerModel.ReceivedRole), 1)
        compare(model.data(index, RelayPeerModel.ReachableRole), true)
        relay.deliver("alpha", beta, true, "gone")
        tryVerify(() => !model.data(index, RelayPeerModel.ReachableRole))
        compare(model.count, 1)
        model.destroy()
    }

    function test_destroyedWhileConnecting() {
        const own = Qt.createQmlObject("import QtQuick; import RelayCore; RelayClient { \
            property var gone; Component.onDestruction: gone() }", test)
        let isDestroyed = false
        let isLate = false
        own.gone = () => { isDestroyed = true }
        own.address = relay.address
        own.connectToRelay(() => { isLate = isLate || isDestroyed })
        own.sendOffer(beta, "v=0", () => { isLate = isLate || isDestroyed })
        own.destroy()
        tryVerify(() => isDestroyed)
        ready()
        compare(isLate, false)
    }
}

// SPDX-FileCopyrightText: 2026 The RelayCore authors
// SPDX-License-Identifier: MIT

// Prints the descriptions of an offer for one data channel and of its answer as Pion writes them, as a JSON list.
// make.py runs it.
package main

import (
	"encoding/json"
	"os"

	"github.com/pion/webrtc/v3"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	a, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	check(err)
	b, err := webrtc.NewPeerConnection(webrtc.Configuration{})
	check(err)
	_, err = a.CreateDataChannel("p2p", nil)
	check(err)

	offer, err := a.CreateOffer(nil)
	check(err)
	gathered := webrtc.GatheringCompletePromise(a)
	check(a.SetLocalDescription(offer))
	<-gathered

	check(b.SetRemoteDescription(*a.LocalDescription()))
	answer, err := b.CreateAnswer(nil)
	check(err)
	gathered = webrtc.GatheringCompletePromise(b)
	check(b.SetLocalDescription(answer))
	<-gathered

	check(json.NewEncoder(os.Stdout).Encode([]string{a.LocalDescription().SDP, b.LocalDescription().SDP}))
}

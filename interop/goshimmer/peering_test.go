package main

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"time"
)

// pairs are the mode combinations; the last two put our own frames against the original's.
var pairs = []struct{ name, modeA, modeB string }{
	{"original dials original", "manager", "manager"},
	{"server only dials original", "server", "manager"},
	{"original dials server only", "manager", "server"},
}

func TestTwoPeersConnectTalkDropAndRemove(t *testing.T) {
	for _, pair := range pairs {
		t.Run(pair.name, func(t *testing.T) {
			t.Parallel()
			a := start(t, "A", "--seed", seedA, "--mode", pair.modeA)
			b := start(t, "B", "--seed", seedB, "--mode", pair.modeB)
			equal(t, "A's key", a.ready.PublicKey, keyA)
			equal(t, "B's key", b.ready.PublicKey, keyB)
			connect(t, a, b)
			exchangeMessages(t, a, b)
			answerRequests(t, a, b)
			dropAndReturn(t, a, b)
			dropAndReturn(t, b, a)
			remove(t, a, b)
		})
	}
}

func connect(t *testing.T, a, b *process) {
	t.Helper()
	b.knows(a) // the waiting side first, so that A's first dial already succeeds
	a.knows(b)
	awaitConnected(t, a, b)
	equal(t, "A's dialed address", statusOf(t, a).Address, b.ready.Listen)
	equal(t, "A's direction", statusOf(t, a).Direction, "outbound")
	equal(t, "B's direction", statusOf(t, b).Direction, "inbound")
}

func awaitConnected(t *testing.T, a, b *process) {
	t.Helper()
	a.await("neighborAdded", reconnectTime, from(b))
	b.await("neighborAdded", reconnectTime, from(a))
	for _, p := range []*process{a, b} {
		awaitStatus(t, p, "connected")
	}
}

// awaitStatus polls: the original sets the status in another event handler than the one that told us.
func awaitStatus(t *testing.T, p *process, want string) {
	t.Helper()
	for end := time.Now().Add(shortTime); ; time.Sleep(20 * time.Millisecond) {
		got := statusOf(t, p).Status
		if got == want {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s: status is %s, want %s", p.name, got, want)
		}
	}
}

func statusOf(t *testing.T, p *process) peerInfo {
	t.Helper()
	peers := p.list()
	if len(peers) != 1 {
		t.Fatalf("%s lists %+v, want one peer", p.name, peers)
	}
	return peers[0]
}

func exchangeMessages(t *testing.T, a, b *process) {
	t.Helper()
	a.order("send", text("data", "68656c6c6f"))
	hello := b.await("messageReceived", shortTime, from(a))
	equal(t, "data", *hello.Data, "68656c6c6f")

	b.order("send", text("data", ""), text("publicKey", a.ready.PublicKey))
	equal(t, "empty message", a.await("messageReceived", shortTime, from(b)).Length, 0)

	for _, sender := range []*process{a, b} {
		receiver := map[*process]*process{a: b, b: a}[sender]
		sender.order("send", number("size", maxMessageLength))
		largest := receiver.await("messageReceived", shortTime, from(sender))
		equal(t, "length", largest.Length, maxMessageLength)
		equal(t, "hash", largest.SHA256, hashOf(patterned(maxMessageLength)))
		if largest.Data != nil {
			t.Error("data of a long message was printed")
		}
	}
}

func answerRequests(t *testing.T, a, b *process) {
	t.Helper()
	id, unknown := strings.Repeat("ab", 32), strings.Repeat("cd", 32)
	for _, asker := range []*process{a, b} {
		answerer := map[*process]*process{a: b, b: a}[asker]
		answerer.order("store", text("id", id), text("data", "c0ffee"))

		asker.order("request", text("id", unknown))
		equal(t, "found", answerer.await("messageRequested", shortTime, nil).Found, false)

		asker.order("request", text("id", id), text("publicKey", answerer.ready.PublicKey))
		asked := answerer.await("messageRequested", shortTime, nil)
		equal(t, "requested id", asked.ID, id)
		equal(t, "found", asked.Found, true)
		equal(t, "answer", *asker.await("messageReceived", shortTime, from(answerer)).Data, "c0ffee")
	}
}

// dropAndReturn cuts the connection on one side; both notice and find each other again without help.
func dropAndReturn(t *testing.T, cutter, other *process) {
	t.Helper()
	cutter.order("drop", text("publicKey", other.ready.PublicKey))
	cutter.await("neighborRemoved", shortTime, from(other))
	other.await("neighborRemoved", shortTime, from(cutter))
	awaitConnected(t, cutter, other)
	cutter.order("send", text("data", "01"))
	equal(t, "after the drop", *other.await("messageReceived", shortTime, from(cutter)).Data, "01")
}

// remove takes B out of A's list only: both see the connection end, and it does not come back.
func remove(t *testing.T, a, b *process) {
	t.Helper()
	a.order("remove", text("publicKey", b.ready.PublicKey))
	a.await("neighborRemoved", shortTime, from(b))
	b.await("neighborRemoved", shortTime, from(a))
	equal(t, "peers A still lists", len(a.list()), 0)
	awaitStatus(t, b, "disconnected")
	a.say(commandLine("send", text("data", "02")))
	equal(t, "error", a.await("error", shortTime, nil).Error, errNoNeighbor.Error())
}

func from(p *process) func(event) bool {
	return func(e event) bool { return e.PublicKey == p.ready.PublicKey }
}

func patterned(size int) []byte {
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i % 256)
	}
	return data
}

func hashOf(data []byte) string {
	hash := sha256.Sum256(data)
	return hex.EncodeToString(hash[:])
}

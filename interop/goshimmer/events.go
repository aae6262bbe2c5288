package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"sync"

	"github.com/iotaledger/hive.go/crypto/ed25519"
)

// maxPrintedData is the longest message whose bytes are printed beside its hash.
const maxPrintedData = 256

// emitter writes events, one JSON object a line, each line with one unbuffered write.
type emitter struct {
	mutex sync.Mutex
	out   io.Writer
}

type readyEvent struct {
	Event        string `json:"event"`
	PublicKey    string `json:"publicKey"`
	PublicKeyHex string `json:"publicKeyHex"`
	Listen       string `json:"listen"`
}

type stoppedEvent struct {
	Event  string `json:"event"`
	Reason string `json:"reason"`
}

type doneEvent struct {
	Event string `json:"event"`
	Cmd   string `json:"cmd"`
}

type errorEvent struct {
	Event string `json:"event"`
	Cmd   string `json:"cmd,omitempty"`
	Error string `json:"error"`
}

type neighborEvent struct {
	Event         string `json:"event"`
	PublicKey     string `json:"publicKey"`
	RemoteAddress string `json:"remoteAddress"`
}

type connectionFailedEvent struct {
	Event     string `json:"event"`
	PublicKey string `json:"publicKey"`
	Error     string `json:"error"`
}

type messageReceivedEvent struct {
	Event     string  `json:"event"`
	PublicKey string  `json:"publicKey"`
	Length    int     `json:"length"`
	SHA256    string  `json:"sha256"`
	Data      *string `json:"data,omitempty"`
}

type messageRequestedEvent struct {
	Event string `json:"event"`
	ID    string `json:"id"`
	Found bool   `json:"found"`
}

type listEvent struct {
	Event string     `json:"event"`
	Peers []peerInfo `json:"peers"`
}

func (e *emitter) emit(event any) {
	line, err := json.Marshal(event)
	if err != nil {
		panic(err) // the event types above always marshal
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	_, _ = e.out.Write(append(line, '\n')) // a reader that went away ends us through stdin
}

func (e *emitter) neighbor(event string, key ed25519.PublicKey, remoteAddress string) {
	e.emit(neighborEvent{event, key.String(), remoteAddress})
}

func (e *emitter) connectionFailed(key ed25519.PublicKey, err error) {
	e.emit(connectionFailedEvent{"connectionFailed", key.String(), err.Error()})
}

func (e *emitter) messageReceived(key ed25519.PublicKey, data []byte) {
	hash := sha256.Sum256(data)
	event := messageReceivedEvent{"messageReceived", key.String(), len(data), hex.EncodeToString(hash[:]), nil}
	if len(data) <= maxPrintedData {
		text := hex.EncodeToString(data)
		event.Data = &text
	}
	e.emit(event)
}

func (e *emitter) messageRequested(id []byte, found bool) {
	e.emit(messageRequestedEvent{"messageRequested", hex.EncodeToString(id), found})
}

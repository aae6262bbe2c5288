package main

import (
	"bytes"
	"encoding/hex"
	"io"
	"net"
	"testing"
	"time"
)

// Handshake bytes worked out with an independent encoder: A asks for 127.0.0.1:14666 at second 1636000000, B answers.
const (
	requestPacket = "1217120f3132372e302e302e313a31343636361880c28d8c06" +
		"1a2003a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8" +
		"22403919551bf9fa2539f294803dec64f4fca11abdbc08203f428fc8930f8b6a17e8" +
		"290481752a22a2f7971ce82ac19152ecadf4288ba452b63946974e1aa462d506"
	responsePacket = "12220a2034f94d58c7d4013effb71262f458438353534ffe89a2bb383fa721a0d461ef12" +
		"1a2029acbae141bccaf0b22e1a94d34d0bc7361e526d0bfe12c89794bc9322966dd7" +
		"22404bd4f9dcc4cd3095f7b2ae7995fbf4b894f18e217f3c33eed730aa9a65d5d612" +
		"4d21f1588843dae1a42094026a2135ac16cc155fe64d3a265cc73be806e3dc05"
)

// frameCases are frames as they stand on the wire.
var frameCases = []struct {
	name, wire string
	frame      frame
}{
	{"message hello", "00000008140a0568656c6c6f", frame{messageType, []byte("hello")}},
	{"empty message", "0000000114", frame{messageType, nil}},
	{"message request", "00000023150a20" + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
		frame{messageRequestType, patterned(32)}},
}

func TestHandshakeBytes(t *testing.T) {
	for _, mode := range []string{"manager", "server"} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			b := start(t, "B", "--seed", seedB, "--mode", mode)
			b.order("add", text("publicKey", keyA), text("address", "127.0.0.1:14666"))
			// The command only starts the wait; a request that comes before it is refused.
			conn := handshake(t, b.ready.Listen)
			b.await("neighborAdded", shortTime, nil)
			_, err := conn.Write(unhex(frameCases[0].wire))
			check(t, err)
			equal(t, "message", *b.await("messageReceived", shortTime, nil).Data, "68656c6c6f")

			b.order("send", text("data", "68656c6c6f"))
			equal(t, "frame", hex.EncodeToString(receive(t, conn, 12)), frameCases[0].wire)
			b.order("request", text("id", hex.EncodeToString(patterned(32))))
			equal(t, "frame", hex.EncodeToString(receive(t, conn, 39)), frameCases[2].wire)

			_, err = conn.Write(unhex("00010401")) // one byte more than a body may have
			check(t, err)
			b.await("neighborRemoved", shortTime, nil)
		})
	}
}

func TestRefusedRequestGetsNoAnswer(t *testing.T) {
	b := start(t, "B", "--seed", seedB)
	b.order("add", text("publicKey", keyA), text("address", "127.0.0.1:14666"))
	time.Sleep(500 * time.Millisecond) // B arms its wait in the background and does not tell when
	forged := unhex(requestPacket)
	forged[len(forged)-1] ^= 1
	equal(t, "answer to a forged request", hex.EncodeToString(request(t, b.ready.Listen, forged)), "")
	// B was waiting all the time: the genuine request is answered at the first try.
	genuine := request(t, b.ready.Listen, unhex(requestPacket))
	equal(t, "answer to the genuine request", hex.EncodeToString(genuine), responsePacket)
}

// request sends the packet and gives what is answered before B closes; no more than a response is waited for.
func request(t *testing.T, address string, packet []byte) []byte {
	t.Helper()
	conn := dial(t, address, packet)
	check(t, conn.SetReadDeadline(time.Now().Add(shortTime)))
	answer := make([]byte, len(responsePacket)/2)
	n, _ := io.ReadFull(conn, answer)
	return answer[:n]
}

func TestFrames(t *testing.T) {
	for _, c := range frameCases {
		t.Run(c.name, func(t *testing.T) {
			equal(t, "encoded", hex.EncodeToString(c.frame.encode()), c.wire)
			decoded := decode(t, unhex("00000000"+c.wire)) // an empty frame in front is skipped
			equal(t, "type", decoded.kind, c.frame.kind)
			equal(t, "payload", string(decoded.payload), string(c.frame.payload))
		})
	}
	largest := frame{messageType, patterned(maxMessageLength)}.encode()
	equal(t, "largest header", hex.EncodeToString(largest[:frameHeaderLength]), "00010400")
	equal(t, "largest", hashOf(decode(t, largest).payload), hashOf(patterned(maxMessageLength)))
	if _, err := readBody(bytes.NewReader(unhex("00010401"))); err == nil {
		t.Error("a header above the limit was accepted")
	}
	for _, bad := range []string{"140a05", "14ff", "140b"} {
		if f, err := parseBody(unhex(bad)); err == nil {
			t.Errorf("body %s was accepted as %+v", bad, f)
		}
	}
}

// handshake repeats the request until B, whose wait is armed in the background, answers it.
func handshake(t *testing.T, address string) net.Conn {
	t.Helper()
	want := unhex(responsePacket)
	for end := time.Now().Add(shortTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		conn := dial(t, address, unhex(requestPacket))
		check(t, conn.SetReadDeadline(time.Now().Add(shortTime)))
		answer := make([]byte, len(want)+1)
		n, err := conn.Read(answer)
		if err != nil {
			continue
		}
		equal(t, "response", hex.EncodeToString(answer[:n]), responsePacket)
		return conn
	}
	t.Fatal("the request was never answered")
	return nil
}

func dial(t *testing.T, address string, packet []byte) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	check(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	_, err = conn.Write(packet)
	check(t, err)
	return conn
}

func receive(t *testing.T, conn net.Conn, length int) []byte {
	t.Helper()
	check(t, conn.SetReadDeadline(time.Now().Add(shortTime)))
	data := make([]byte, length)
	_, err := io.ReadFull(conn, data)
	check(t, err)
	return data
}

func decode(t *testing.T, wire []byte) frame {
	t.Helper()
	body, err := readBody(bytes.NewReader(wire))
	check(t, err)
	f, err := parseBody(body)
	check(t, err)
	return f
}

func unhex(text string) []byte {
	raw, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return raw
}

package main

import (
	"encoding/hex"
	"encoding/json"
	"io"
	"net"
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/iotaledger/hive.go/crypto/ed25519"
)

// The vectors of interop/vectors tell what the original does with them; here it is asked.

type vector struct {
	ID     string `json:"id"`
	Bytes  string `json:"bytes"`
	Inputs struct {
		Node struct {
			Own    string   `json:"own"`
			Listed []string `json:"listed"`
		} `json:"node"`
	} `json:"inputs"`
	Verdict   verdict  `json:"verdict"`
	GoShimmer *verdict `json:"goshimmer"`
}

type verdict struct {
	Result string `json:"result"`
	Answer string `json:"answer"`
	Heard  []struct {
		Type     int     `json:"type"`
		Payload  *string `json:"payload"`
		Counting int     `json:"counting"`
	} `json:"heard"`
}

// original gives what the file says of the original: its own entry, or ours where there is none.
func (v vector) original() verdict {
	if v.GoShimmer != nil {
		return *v.GoShimmer
	}
	return v.Verdict
}

func vectors(t *testing.T, group string) []vector {
	t.Helper()
	raw, err := os.ReadFile("../vectors/manual/" + group + ".json")
	check(t, err)
	var file struct {
		Vectors []vector `json:"vectors"`
	}
	check(t, json.Unmarshal(raw, &file))
	if len(file.Vectors) == 0 {
		t.Fatalf("no vectors in %s", group)
	}
	return file.Vectors
}

func TestRequestVectors(t *testing.T) {
	nodes := map[string][]vector{}
	for _, v := range vectors(t, "requests") {
		nodes[v.Inputs.Node.Own] = append(nodes[v.Inputs.Node.Own], v)
	}
	for own, asked := range nodes {
		t.Run(own[:8], func(t *testing.T) {
			t.Parallel()
			askNode(t, own, asked)
		})
	}
}

// askNode sends accepted requests first: once the last of them has been answered and closed, the node waits for everybody
// it listed, so silence afterwards is a refusal. That it still waits at the end is shown by one more accepted request.
func askNode(t *testing.T, own string, asked []vector) {
	node := start(t, own[:8], "--seed", own, "--mode", "server")
	listed := map[string]bool{}
	for _, v := range asked {
		for _, key := range v.Inputs.Node.Listed {
			if !listed[key] {
				listed[key] = true
				node.order("add", text("publicKey", base58Of(t, key)), text("address", "127.0.0.1:14666"))
			}
		}
	}
	var accepted, refused []vector
	for _, v := range asked {
		if v.original().Result == "accept" {
			accepted = append(accepted, v)
		} else {
			refused = append(refused, v)
		}
	}
	for _, v := range accepted {
		if got := untilAnswered(t, node.ready.Listen, unhex(v.Bytes)); got != v.original().Answer {
			t.Errorf("%s: answered %q, the file says %q", v.ID, got, v.original().Answer)
		}
	}
	time.Sleep(time.Second) // the last connection is noticed and the wait armed again
	for _, v := range refused {
		if got := once(t, node.ready.Listen, unhex(v.Bytes)); got != "" {
			t.Errorf("%s: answered %q, the file says it is refused", v.ID, got)
		}
	}
	for _, v := range accepted[:min(1, len(accepted))] {
		equal(t, "still waiting: answer to "+v.ID, once(t, node.ready.Listen, unhex(v.Bytes)), v.original().Answer)
	}
	t.Logf("%d accepted, %d refused", len(accepted), len(refused))
}

func base58Of(t *testing.T, key string) string {
	t.Helper()
	parsed, _, err := ed25519.PublicKeyFromBytes(unhex(key))
	check(t, err)
	return parsed.String()
}

func untilAnswered(t *testing.T, address string, packet []byte) string {
	t.Helper()
	for end := time.Now().Add(shortTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if answer := once(t, address, packet); answer != "" {
			return answer
		}
	}
	return ""
}

// once gives what is answered before the node closes or says nothing for a while, and closes.
func once(t *testing.T, address string, packet []byte) string {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	check(t, err)
	defer func() { _ = conn.Close() }()
	_, err = conn.Write(packet)
	check(t, err)
	check(t, conn.SetReadDeadline(time.Now().Add(2*time.Second)))
	answer := make([]byte, len(responsePacket)/2)
	n, _ := io.ReadFull(conn, answer)
	return hex.EncodeToString(answer[:n])
}

// All accepted frames go over one connection, each followed by a message of its own that tells where it ended.
func TestFrameVectors(t *testing.T) {
	b := start(t, "B", "--seed", seedB)
	b.order("add", text("publicKey", keyA), text("address", "127.0.0.1:14666"))
	conn := handshake(t, b.ready.Listen)
	for _, v := range vectors(t, "frames") {
		if v.original().Result != "accept" || v.Bytes == "" {
			continue
		}
		marker := []byte("end of " + v.ID)
		_, err := conn.Write(append(unhex(v.Bytes), frame{messageType, marker}.encode()...))
		check(t, err)
		equal(t, v.ID, strings.Join(heard(b, marker, len(v.expected())), " "), strings.Join(v.expected(), " "))
	}
}

func (v vector) expected() []string {
	var expected []string
	for _, one := range v.original().Heard {
		payload := patterned(one.Counting)
		if one.Payload != nil {
			payload = unhex(*one.Payload)
		}
		if one.Type == int(messageType) {
			expected = append(expected, "message "+hashOf(payload))
		} else if len(payload) >= messageIDLength {
			expected = append(expected, "request "+hex.EncodeToString(payload[:messageIDLength]))
		}
	}
	sort.Strings(expected)
	return expected
}

// heard collects what the node reports until the marker and as many others have come, in any order: the original's
// workers run side by side. A little time is left for one too many.
func heard(p *process, marker []byte, others int) []string {
	p.t.Helper()
	var found []string
	marked := false
	limit := time.After(shortTime)
	for {
		if marked && len(found) >= others {
			limit = time.After(50 * time.Millisecond)
			others = 1 << 30
		}
		select {
		case e := <-p.events:
			switch {
			case e.Event == "messageReceived" && e.SHA256 == hashOf(marker):
				marked = true
			case e.Event == "messageReceived":
				found = append(found, "message "+e.SHA256)
			case e.Event == "messageRequested":
				found = append(found, "request "+e.ID)
			case e.Event == "neighborRemoved":
				p.t.Fatal("the connection ended")
			}
		case <-limit:
			if !marked {
				p.t.Error("the marker was never heard: ", string(marker))
			}
			sort.Strings(found)
			return found
		}
	}
}

func TestVectorsAreTheWorkedExamples(t *testing.T) {
	for _, v := range vectors(t, "requests") {
		if v.ID == "requests/ex1" {
			equal(t, "EX1", v.Bytes, requestPacket)
			equal(t, "its answer", v.original().Answer, responsePacket)
			return
		}
	}
	t.Error("EX1 is missing")
}

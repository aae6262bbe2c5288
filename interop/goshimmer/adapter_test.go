package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// adapterProcess is a running adapter, asked one question after the other.
type adapterProcess struct {
	t     *testing.T
	stdin io.WriteCloser
	lines *bufio.Scanner
}

var nextPort = 20_000 + os.Getpid()%4_000

// freeAddress lies below the ports that systems hand out by themselves, so that nobody's outgoing connection takes it while the adapter starts
// what listens there, once and again.
func freeAddress(t *testing.T) string {
	t.Helper()
	for ; nextPort < 30_000; nextPort++ {
		address := fmt.Sprintf("127.0.0.1:%d", nextPort)
		if free, err := net.Listen("tcp", address); err == nil {
			check(t, free.Close())
			nextPort++
			return address
		}
	}
	t.Fatal("no port is free")
	return ""
}

func startAdapter(t *testing.T) (*adapterProcess, string) {
	t.Helper()
	address := freeAddress(t)
	cmd := exec.Command(os.Args[0], "adapter", "--seed", seedB, "--listen", address, "--lifetime", "2m")
	cmd.Env = append(os.Environ(), childVariable+"=1")
	stdin, err := cmd.StdinPipe()
	check(t, err)
	stdout, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	t.Cleanup(func() { _ = stdin.Close(); _ = cmd.Wait() })
	return &adapterProcess{t, stdin, bufio.NewScanner(stdout)}, address
}

func (a *adapterProcess) ask(line string) answer {
	a.t.Helper()
	_, err := io.WriteString(a.stdin, line+"\n")
	check(a.t, err)
	if !a.lines.Scan() {
		a.t.Fatal("the adapter ended when it was asked: ", line)
	}
	var got answer
	check(a.t, json.Unmarshal(a.lines.Bytes(), &got))
	return got
}

func (a *adapterProcess) must(line string) answer {
	a.t.Helper()
	got := a.ask(line)
	if !got.OK {
		a.t.Fatalf("%s was answered with %+v", line, got)
	}
	return got
}

func (a *adapterProcess) keys() string {
	a.t.Helper()
	var keys []string
	for _, p := range *a.must(`{"command":"list","onlyConnected":false}`).Peers {
		keys = append(keys, p.PublicKey+" "+p.Direction+" "+p.Status)
	}
	return strings.Join(keys, ",")
}

func TestAdapterChangesTheListAndRestarts(t *testing.T) {
	a, address := startAdapter(t)
	entry := fmt.Sprintf(`{"publicKey":%q,"address":"127.0.0.1:14666"}`, keyA)
	a.must(`{"command":"add","peers":[` + entry + `]}`)
	equal(t, "list", a.keys(), keyA+" inbound disconnected")
	equal(t, "connected ones", len(*a.must(`{"command":"list","onlyConnected":true}`).Peers), 0)

	a.must(`{"command":"restart"}`) // as by kill -9: the original keeps no list
	equal(t, "list after the kill", a.keys(), "")
	a.must(`{"command":"config","values":{"knownPeers":"[` + strings.ReplaceAll(entry, `"`, `\"`) + `]"}}`)
	stopped := a.must(`{"command":"stop","limitMillis":5000}`)
	equal(t, "exit code", *stopped.ExitCode, exitOK)
	a.must(`{"command":"start"}`)
	equal(t, "list from the configuration", a.keys(), keyA+" inbound disconnected")
	a.must(`{"command":"remove","peers":[{"publicKey":"` + keyA + `"}]}`)
	equal(t, "list after the removal", a.keys(), "")

	conn, err := net.Dial("tcp", address)
	check(t, err)
	defer conn.Close()
	if usage := a.must(`{"command":"usage"}`); *usage.Sockets < 1 || *usage.Threads < 1 || *usage.Bytes < 1 {
		t.Errorf("usage is %+v", usage)
	}
}

func TestAdapterTellsWhatTheOriginalRefuses(t *testing.T) {
	a, _ := startAdapter(t)
	for _, c := range []struct{ line, want string }{
		{`{"command":"add","peers":[{"publicKey":"` + keyB + `","address":"127.0.0.1:1"}]}`, "same as the local"},
		{`{"command":"add","peers":[{"publicKey":"abc","address":"127.0.0.1:1"}]}`, "too short"},
		{`{"command":"add","peers":[{"publicKey":"` + keyA + `","address":"x:y"}]}`, "failed to parse peer address"},
		{`{"command":"add","peers":[{"publicKey":"` + keyA + `","address":"192.0.2.1:1"}]}`, "loopback"},
		{`{"command":"add","peers":[{"publicKey":"` + keyA + `","addresses":["127.0.0.1:1","127.0.0.1:2"]}]}`, "one address"},
		{`{"command":"config","values":{"host:peer.test":"192.0.2.1"}}`, "loopback"},
		{`rubbish`, "invalid character"},
	} {
		got := a.ask(c.line)
		if got.OK || !strings.Contains(got.Error, c.want) {
			t.Errorf("%s was answered with %+v, want an error with %q", c.line, got, c.want)
		}
	}
	for _, line := range []string{`{"command":"dance"}`, `{"command":"config","values":{"color":"red"}}`} {
		if got := a.ask(line); !got.Unsupported {
			t.Errorf("%s was answered with %+v", line, got)
		}
	}
	equal(t, "list after all that", a.keys(), "")
}

func TestAdapterMovesNames(t *testing.T) {
	a, _ := startAdapter(t)
	// 32 bytes of ff: above the original's key, so it dials. Nobody needs to hold it.
	above := "JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFG"
	first, err := net.Listen("tcp", "127.0.0.3:0")
	check(t, err)
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	second, err := net.Listen("tcp", fmt.Sprintf("127.0.0.4:%d", port))
	check(t, err)
	defer second.Close()
	for address, listener := range map[string]net.Listener{"127.0.0.3": first, "127.0.0.4": second} {
		a.must(`{"command":"config","values":{"host:peer.test":"` + address + `"}}`)
		a.must(fmt.Sprintf(`{"command":"add","peers":[{"publicKey":%q,"address":"peer.test:%d"}]}`, above, port))
		check(t, listener.(*net.TCPListener).SetDeadline(time.Now().Add(shortTime)))
		conn, err := listener.Accept()
		check(t, err)
		check(t, conn.Close())
		a.must(`{"command":"remove","peers":[{"publicKey":"` + above + `"}]}`)
	}
	got := a.ask(fmt.Sprintf(`{"command":"add","peers":[{"publicKey":%q,"address":"other.test:%d"}]}`, keyA, port))
	if got.OK {
		t.Error("a name nobody told was taken")
	}
}

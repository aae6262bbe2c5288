package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// childVariable makes the test binary behave as the program itself, so that the tests talk to real processes.
const childVariable = "GOSHIMMER_PEER_CHILD"

const (
	// reconnectTime covers two ticks of the original's 5 s and a dial.
	reconnectTime = 15 * time.Second
	// shortTime is for what takes no time by itself; a busy machine is no failure.
	shortTime = 20 * time.Second

	seedA = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	seedB = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
	keyA  = "FAe4sisG95oZ42w7buUn5qEE4TAnfTTFPiguZUHmhiF"
	keyB  = "3ogUn1GNXoASaRbxPNeVJnVv5rG4EPBtmQmX61jVorUe"
)

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// event is any event line.
type event struct {
	Event         string     `json:"event"`
	Cmd           string     `json:"cmd"`
	Error         string     `json:"error"`
	Reason        string     `json:"reason"`
	PublicKey     string     `json:"publicKey"`
	PublicKeyHex  string     `json:"publicKeyHex"`
	Listen        string     `json:"listen"`
	RemoteAddress string     `json:"remoteAddress"`
	Length        int        `json:"length"`
	SHA256        string     `json:"sha256"`
	Data          *string    `json:"data"`
	ID            string     `json:"id"`
	Found         bool       `json:"found"`
	Peers         []peerInfo `json:"peers"`
}

// process is one running program and what it told so far.
type process struct {
	t      *testing.T
	name   string
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	events chan event
	seen   []event
	ready  event
}

func start(t *testing.T, name string, args ...string) *process {
	t.Helper()
	p := &process{t: t, name: name, events: make(chan event, 1000)}
	p.cmd = exec.Command(os.Args[0], append([]string{"--lifetime", "2m"}, args...)...)
	p.cmd.Env = append(os.Environ(), childVariable+"=1")
	if testing.Verbose() {
		p.cmd.Stderr = os.Stderr
	}
	stdin, err := p.cmd.StdinPipe()
	check(t, err)
	stdout, err := p.cmd.StdoutPipe()
	check(t, err)
	p.stdin = stdin
	check(t, p.cmd.Start())
	t.Cleanup(func() { _ = p.cmd.Process.Kill(); _ = p.cmd.Wait() })
	go p.read(stdout)
	p.ready = p.await("ready", shortTime, nil)
	return p
}

func (p *process) read(stdout io.Reader) {
	defer close(p.events)
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			e = event{Event: "not JSON", Error: lines.Text()}
		}
		p.events <- e
	}
}

// await gives the first event of that name that fits and was not awaited before.
func (p *process) await(name string, limit time.Duration, fits func(event) bool) event {
	p.t.Helper()
	matches := func(e event) bool { return e.Event == name && (fits == nil || fits(e)) }
	for i, e := range p.seen {
		if matches(e) {
			p.seen = append(p.seen[:i], p.seen[i+1:]...)
			return e
		}
	}
	timeout := time.After(limit)
	for {
		select {
		case e, open := <-p.events:
			if !open {
				p.t.Fatalf("%s ended while %s was awaited; seen %+v", p.name, name, p.seen)
			}
			if e.Event == "not JSON" {
				p.t.Fatalf("%s printed a line that is no event: %s", p.name, e.Error)
			}
			if matches(e) {
				return e
			}
			p.seen = append(p.seen, e)
		case <-timeout:
			p.t.Fatalf("%s: no %s within %s; seen %+v", p.name, name, limit, p.seen)
		}
	}
}

// say sends a line as it is.
func (p *process) say(line string) {
	p.t.Helper()
	_, err := io.WriteString(p.stdin, line+"\n")
	check(p.t, err)
}

// order sends a command and waits until it is done.
func (p *process) order(cmd string, members ...string) {
	p.t.Helper()
	p.say(commandLine(cmd, members...))
	p.await("done", shortTime, func(e event) bool { return e.Cmd == cmd })
}

func (p *process) knows(other *process) {
	p.t.Helper()
	p.order("add", text("publicKey", other.ready.PublicKey), text("address", other.ready.Listen))
}

func (p *process) list() []peerInfo {
	p.t.Helper()
	p.order("list")
	return p.await("list", shortTime, nil).Peers
}

// exitCode waits for the end.
func (p *process) exitCode(limit time.Duration) int {
	p.t.Helper()
	if !within(limit, func() { _ = p.cmd.Wait() }) {
		p.t.Fatalf("%s did not end within %s", p.name, limit)
	}
	return p.cmd.ProcessState.ExitCode()
}

func commandLine(cmd string, members ...string) string {
	return "{" + strings.Join(append([]string{text("cmd", cmd)}, members...), ",") + "}"
}

func text(name, value string) string { return fmt.Sprintf("%q:%q", name, value) }

func number(name string, value int) string { return fmt.Sprintf("%q:%d", name, value) }

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

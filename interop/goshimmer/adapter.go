package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

const (
	maxQuestionLength = 1 << 20
	readyTimeout      = 10 * time.Second
	// answerTimeout is above the program's own commandTimeout, so that its own words arrive first.
	answerTimeout = commandTimeout + 5*time.Second
)

// adapter lets the conformance suite handle the original: it speaks the suite's adapter language on its own stdin and
// stdout, and carries each command out on a process of this same program, which it starts, stops and kills.
type adapter struct {
	program    string
	arguments  []string
	log        io.Writer
	child      *child
	knownPeers string
	hosts      map[string]string
}

// question is one line of the suite.
type question struct {
	Command       string            `json:"command"`
	Peers         []adapterPeer     `json:"peers"`
	OnlyConnected bool              `json:"onlyConnected"`
	LimitMillis   int64             `json:"limitMillis"`
	Values        map[string]string `json:"values"`
}

// adapterPeer is an entry of the list in GoShimmer's own member names.
type adapterPeer struct {
	PublicKey string   `json:"publicKey"`
	Address   string   `json:"address"`
	Addresses []string `json:"addresses,omitempty"`
	Direction string   `json:"connectionDirection,omitempty"`
	Status    string   `json:"connectionStatus,omitempty"`
}

// answer is what the suite gets back; which members it has depends on the command.
type answer struct {
	OK          bool           `json:"ok"`
	Error       string         `json:"error,omitempty"`
	Unsupported bool           `json:"unsupported,omitempty"`
	Peers       *[]adapterPeer `json:"peers,omitempty"`
	ExitCode    *int           `json:"exitCode,omitempty"`
	Threads     *int64         `json:"threads,omitempty"`
	Sockets     *int64         `json:"sockets,omitempty"`
	Bytes       *int64         `json:"bytes,omitempty"`
}

var errUnsupported = errors.New("unsupported")

// runAdapter is the subcommand: flags for the original in, then questions until stdin ends.
func runAdapter(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("goshimmer-peer adapter", flag.ContinueOnError)
	flags.SetOutput(stderr)
	seed := flags.String("seed", "", "identity seed, 64 hex digits")
	listen := flags.String("listen", "", "loopback address to listen on, the same after every start")
	lifetime := flags.Duration("lifetime", 15*time.Minute, "each process of the original ends after this time")
	logFile := flags.String("log", "", "where the original's log goes (default: nowhere)")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 || *seed == "" || *listen == "" {
		fmt.Fprintln(stderr, "goshimmer-peer adapter: --seed and --listen are needed, and nothing but flags")
		return exitUsage
	}
	program, err := os.Executable()
	if err != nil {
		fmt.Fprintln(stderr, "goshimmer-peer adapter:", err)
		return exitFailed
	}
	log := io.Discard
	if *logFile != "" {
		file, err := os.OpenFile(*logFile, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
		if err != nil {
			fmt.Fprintln(stderr, "goshimmer-peer adapter:", err)
			return exitFailed
		}
		defer file.Close()
		log = file
	}
	a := &adapter{
		program:   program,
		arguments: []string{"--seed", *seed, "--listen", *listen, "--lifetime", lifetime.String()},
		log:       log,
		hosts:     make(map[string]string),
	}
	defer a.kill()
	return a.serve(stdin, stdout)
}

func (a *adapter) serve(stdin io.Reader, stdout io.Writer) int {
	lines := bufio.NewScanner(stdin)
	lines.Buffer(make([]byte, 64*1024), maxQuestionLength)
	out := json.NewEncoder(stdout)
	for lines.Scan() {
		var asked question
		var reply answer
		err := json.Unmarshal(lines.Bytes(), &asked)
		if err == nil {
			err = a.carryOut(&asked, &reply)
		}
		if errors.Is(err, errUnsupported) {
			reply = answer{Unsupported: true}
		} else if err != nil {
			reply = answer{Error: err.Error()}
		} else {
			reply.OK = true
		}
		if out.Encode(reply) != nil {
			return exitFailed
		}
	}
	return exitOK
}

func (a *adapter) carryOut(asked *question, reply *answer) error {
	switch asked.Command {
	case "start":
		return a.running()
	case "stop":
		code, err := a.stop(time.Duration(asked.LimitMillis) * time.Millisecond)
		reply.ExitCode = &code
		return err
	case "restart":
		a.kill()
		return a.running()
	case "config":
		return a.config(asked.Values)
	case "add", "remove", "list", "usage":
		if err := a.running(); err != nil {
			return err
		}
		return a.change(asked, reply)
	default:
		return errUnsupported
	}
}

func (a *adapter) change(asked *question, reply *answer) error {
	switch asked.Command {
	case "list":
		told, err := a.child.ask(map[string]any{"cmd": "list", "onlyConnected": asked.OnlyConnected})
		peers := make([]adapterPeer, 0, len(told.Peers))
		for _, p := range told.Peers {
			peers = append(peers, adapterPeer{
				PublicKey: p.PublicKey, Address: p.Address, Direction: p.Direction, Status: p.Status,
			})
		}
		reply.Peers = &peers
		return err
	case "usage":
		return usage(a.child.cmd.Process.Pid, reply)
	}
	// As the original does with a list: every entry is tried, the first error is told.
	var first error
	for _, p := range asked.Peers {
		if err := a.changeOne(asked.Command, p); err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (a *adapter) changeOne(command string, p adapterPeer) error {
	if len(p.Addresses) > 1 {
		return errors.New("the original takes one address per peer")
	}
	line := map[string]any{"cmd": command, "publicKey": p.PublicKey}
	if command == "add" {
		line["address"] = p.Address
	}
	_, err := a.child.ask(line)
	return err
}

// config keeps what the next start needs; a name means something else at once.
func (a *adapter) config(values map[string]string) error {
	for name, value := range values {
		host, isHost := strings.CutPrefix(name, "host:")
		switch {
		case name == "knownPeers":
			a.knownPeers = value
		case isHost:
			if err := a.running(); err != nil {
				return err
			}
			if _, err := a.child.ask(map[string]any{"cmd": "host", "name": host, "address": value}); err != nil {
				return err
			}
			a.hosts[host] = value
		default:
			return errUnsupported
		}
	}
	return nil
}

// running starts the original unless it runs.
func (a *adapter) running() error {
	if a.child != nil {
		return nil
	}
	arguments := a.arguments
	if a.knownPeers != "" {
		arguments = append(arguments[:len(arguments):len(arguments)], "--known-peers", a.knownPeers)
	}
	child, err := startChild(a.program, arguments, a.log)
	if err != nil {
		return err
	}
	a.child = child
	for name, address := range a.hosts {
		if _, err := child.ask(map[string]any{"cmd": "host", "name": name, "address": address}); err != nil {
			return err
		}
	}
	return nil
}

// stop asks the original to end, and kills it when it does not; 137 is the exit code then, as a shell tells it.
func (a *adapter) stop(limit time.Duration) (int, error) {
	if a.child == nil {
		return 0, errors.New("the original does not run")
	}
	defer a.kill()
	if _, err := io.WriteString(a.child.stdin, `{"cmd":"stop"}`+"\n"); err != nil {
		return 0, err
	}
	if !within(limit, a.child.wait) {
		return 137, nil
	}
	return a.child.cmd.ProcessState.ExitCode(), nil
}

func (a *adapter) kill() {
	if a.child != nil {
		_ = a.child.cmd.Process.Kill()
		a.child.wait()
		a.child = nil
	}
}

// child is one process of the original.
type child struct {
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	told   chan childEvent
	waited sync.Once
}

// childEvent is an event that belongs to a command; the others are not for the suite.
type childEvent struct {
	Event string     `json:"event"`
	Error string     `json:"error"`
	Peers []peerInfo `json:"peers"`
}

func startChild(program string, arguments []string, log io.Writer) (*child, error) {
	c := &child{cmd: exec.Command(program, arguments...), told: make(chan childEvent, 16)}
	c.cmd.Stderr = log
	stdin, err := c.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	c.stdin = stdin
	stdout, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	go c.read(stdout)
	select {
	case e, open := <-c.told:
		if open && e.Event == "ready" {
			return c, nil
		}
	case <-time.After(readyTimeout):
	}
	_ = c.cmd.Process.Kill()
	c.wait()
	return nil, errors.New("the original did not start; is its port free? --log FILE keeps its words")
}

func (c *child) read(stdout io.Reader) {
	defer close(c.told)
	lines := bufio.NewScanner(stdout)
	lines.Buffer(make([]byte, 64*1024), maxQuestionLength)
	for lines.Scan() {
		var e childEvent
		if json.Unmarshal(lines.Bytes(), &e) != nil {
			continue
		}
		switch e.Event {
		case "ready", "done", "error", "list":
			c.told <- e
		}
	}
}

// ask sends a command and waits for its end; a list that comes before that is the result.
func (c *child) ask(command map[string]any) (childEvent, error) {
	line, err := json.Marshal(command)
	if err != nil {
		return childEvent{}, err
	}
	if _, err := c.stdin.Write(append(line, '\n')); err != nil {
		return childEvent{}, err
	}
	var list childEvent
	timeout := time.After(answerTimeout)
	for {
		select {
		case e, open := <-c.told:
			switch {
			case !open:
				return list, errors.New("the original ended")
			case e.Event == "error":
				return list, errors.New(e.Error)
			case e.Event == "done":
				return list, nil
			case e.Event == "list":
				list = e
			}
		case <-timeout:
			return list, fmt.Errorf("the original said nothing for %s", answerTimeout)
		}
	}
}

// wait may be called again and again, also while another call waits.
func (c *child) wait() {
	c.waited.Do(func() { _ = c.cmd.Wait() })
}

// usage reads from outside what the process holds, so that asking does not disturb it: a look from inside would need
// a garbage collection, and that is what closes the original's forgotten sockets.
func usage(pid int, reply *answer) error {
	tasks, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		return errUnsupported
	}
	descriptors, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil {
		return errUnsupported
	}
	var sockets, pages int64
	for _, d := range descriptors {
		target, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", pid, d.Name()))
		if err == nil && strings.HasPrefix(target, "socket:") {
			sockets++
		}
	}
	statm, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return errUnsupported
	}
	var total int64
	if _, err := fmt.Sscan(string(statm), &total, &pages); err != nil {
		return errUnsupported
	}
	threads, bytes := int64(len(tasks)), pages*int64(os.Getpagesize())
	reply.Threads, reply.Sockets, reply.Bytes = &threads, &sockets, &bytes
	return nil
}

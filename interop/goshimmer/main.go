// Command goshimmer-peer is a test counterpart: it runs the gossip server, the gossip manager and the manual-peering
// manager of GoShimmer on loopback and is steered by JSON lines, so that our own node can be tried against the original.
//
// Way in: run → newCounterpart (manager or server mode) → control.serve, which carries out one command line after the
// other. What happens is told on stdout, one JSON object a line; logs go to stderr. README.md has the tables.
// "goshimmer-peer adapter" is another way in (adapter.go): it lets our conformance suite handle such a process.
package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

const (
	seedLength      = 32
	maxLifetime     = time.Hour
	shutdownTimeout = 3 * time.Second

	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitOverstaying = 4
)

// options are the flags after they have been checked.
type options struct {
	seed     []byte
	listen   *net.TCPAddr
	lifetime time.Duration
	mode     string
	verbose  bool
	// knownPeers is the original's configuration string of the same name, JSON inside; empty for none.
	knownPeers string
}

func main() {
	args := os.Args[1:]
	if len(args) > 0 && args[0] == "adapter" {
		os.Exit(runAdapter(args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(run(args, os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program with its streams handed in; the result is the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	opts, err := parseOptions(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err != nil {
		fmt.Fprintln(stderr, "goshimmer-peer:", err)
		return exitUsage
	}
	// The last net: holds even when nobody reads our stdout and every writer is stuck on it.
	time.AfterFunc(opts.lifetime+2*shutdownTimeout, func() { os.Exit(exitOverstaying) })
	lifetime, cancel := context.WithTimeout(context.Background(), opts.lifetime)
	defer cancel()

	events := &emitter{out: stdout}
	store := newStore()
	node, err := newNode(opts, stderr)
	if err != nil {
		fmt.Fprintln(stderr, "goshimmer-peer:", err)
		return exitFailed
	}
	peers := newCounterpart(opts.mode, node, store, events)
	control := &control{peers: peers, store: store, names: installNames(), events: events}
	if err := addConfigured(peers, opts.knownPeers); err != nil {
		node.log.Errorw("the known peers of the configuration were not all taken", "err", err)
	}
	key := node.local.PublicKey()
	events.emit(readyEvent{"ready", key.String(), hex.EncodeToString(key.Bytes()), node.tcp.LocalAddr().String()})

	reason := control.serve(lifetime, stdin)
	if !within(shutdownTimeout, peers.close) {
		fmt.Fprintln(stderr, "goshimmer-peer: the managers did not stop in time, leaving anyway")
	}
	events.emit(stoppedEvent{"stopped", reason})
	return exitOK
}

func newCounterpart(mode string, node *node, store *store, events *emitter) counterpart {
	if mode == "server" {
		return newServerMode(node, store, events)
	}
	return newManagerMode(node, store, events)
}

func parseOptions(args []string, stderr io.Writer) (*options, error) {
	flags := flag.NewFlagSet("goshimmer-peer", flag.ContinueOnError)
	flags.SetOutput(stderr)
	seed := flags.String("seed", "", "identity seed, 64 hex digits (default: a random one)")
	listen := flags.String("listen", "127.0.0.1:0", "loopback address to listen on, port 0 picks one")
	lifetime := flags.Duration("lifetime", 5*time.Minute, "the program ends after this time, at most 1h")
	mode := flags.String("mode", "manager", "manager: the original's managers; server: only its gossip server")
	verbose := flags.Bool("verbose", false, "debug log on stderr")
	knownPeers := flags.String("known-peers", "", "the string of manualPeering.knownPeers: JSON, an array of peers")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	opts := &options{lifetime: *lifetime, mode: *mode, verbose: *verbose, knownPeers: *knownPeers}
	var err error
	switch {
	case flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case opts.mode != "manager" && opts.mode != "server":
		err = fmt.Errorf("--mode is manager or server, not %q", opts.mode)
	case opts.lifetime <= 0 || opts.lifetime > maxLifetime:
		err = fmt.Errorf("--lifetime is above 0 and at most %s, not %s", maxLifetime, opts.lifetime)
	}
	if err != nil {
		return nil, err
	}
	if opts.seed, err = parseSeed(*seed); err != nil {
		return nil, err
	}
	opts.listen, err = loopback(*listen)
	return opts, err
}

func parseSeed(text string) ([]byte, error) {
	if text == "" {
		seed := make([]byte, seedLength)
		_, err := rand.Read(seed)
		return seed, err
	}
	seed, err := hex.DecodeString(text)
	if err != nil || len(seed) != seedLength {
		return nil, fmt.Errorf("--seed needs %d hex digits", 2*seedLength)
	}
	return seed, nil
}

// within runs f and tells whether it came back in time; a late f is left behind.
func within(limit time.Duration, f func()) bool {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	select {
	case <-done:
		return true
	case <-time.After(limit):
		return false
	}
}

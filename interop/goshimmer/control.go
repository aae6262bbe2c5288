package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/iotaledger/hive.go/crypto/ed25519"
)

const (
	// maxLineLength leaves room for the largest message in hex.
	maxLineLength = 256 * 1024
	// commandTimeout is far above anything healthy. The original's manager can deadlock when a peer is removed during
	// its handshake; then the command is reported as failed and the program still obeys stop and its lifetime.
	commandTimeout = 6 * time.Second
)

// control carries out the command lines.
type control struct {
	peers  counterpart
	store  *store
	names  *names
	events *emitter
}

// command is one line. Which members are needed depends on cmd; an unknown member is an error.
type command struct {
	Cmd       string             `json:"cmd"`
	PublicKey *ed25519.PublicKey `json:"publicKey"`
	Address   string             `json:"address"`
	Data      *hexBytes          `json:"data"`
	Size      *int               `json:"size"`
	ID        hexBytes           `json:"id"`
	Name      string             `json:"name"`
	// OnlyConnected leaves out of a list who is not connected.
	OnlyConnected bool `json:"onlyConnected"`
}

type hexBytes []byte

func (h *hexBytes) UnmarshalText(text []byte) error {
	raw, err := hex.DecodeString(string(text))
	*h = raw
	return err
}

// line is one line of stdin, or the reason why it could not be used.
type line struct {
	text []byte
	err  error
}

var errLineTooLong = fmt.Errorf("the line is longer than %d bytes", maxLineLength)

// serve works until stop, the end of stdin or the end of ctx, and tells which it was.
func (c *control) serve(ctx context.Context, stdin io.Reader) string {
	lines := make(chan line)
	go readLines(ctx, stdin, lines)
	for {
		select {
		case <-ctx.Done():
			return "lifetime"
		case next, open := <-lines:
			if !open {
				return "stdin closed"
			}
			if c.handle(ctx, next) {
				return "stop"
			}
		}
	}
}

// handle answers one line with a done or an error event; the result is true for stop.
func (c *control) handle(ctx context.Context, next line) (stop bool) {
	cmd, err := parseCommand(next)
	if err != nil {
		c.events.emit(errorEvent{"error", "", err.Error()})
		return false
	}
	if cmd.Cmd == "stop" {
		return true
	}
	result := make(chan error, 1)
	go func() { result <- c.execute(cmd) }()
	select {
	case err = <-result:
	case <-ctx.Done():
		return false
	case <-time.After(commandTimeout):
		err = fmt.Errorf("no result after %s, the original may be in a deadlock", commandTimeout)
	}
	if err != nil {
		c.events.emit(errorEvent{"error", cmd.Cmd, err.Error()})
		return false
	}
	c.events.emit(doneEvent{"done", cmd.Cmd})
	return false
}

func parseCommand(next line) (*command, error) {
	if next.err != nil {
		return nil, next.err
	}
	decoder := json.NewDecoder(bytes.NewReader(next.text))
	decoder.DisallowUnknownFields()
	cmd := &command{}
	if err := decoder.Decode(cmd); err != nil {
		return nil, fmt.Errorf("bad command: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("bad command: something follows the JSON object")
	}
	return cmd, nil
}

func (c *control) execute(cmd *command) error {
	switch cmd.Cmd {
	case "add", "remove", "drop":
		if cmd.PublicKey == nil {
			return errors.New("publicKey is missing")
		}
		return c.changePeer(cmd)
	case "list":
		c.events.emit(listEvent{"list", c.peers.peers(cmd.OnlyConnected)})
		return nil
	case "host":
		return c.names.put(cmd.Name, cmd.Address)
	case "send":
		data, err := cmd.payload()
		if err != nil {
			return err
		}
		return c.peers.send(data, cmd.PublicKey)
	case "request", "store":
		if len(cmd.ID) != messageIDLength {
			return fmt.Errorf("id has %d bytes, %d are needed", len(cmd.ID), messageIDLength)
		}
		return c.exchange(cmd)
	default:
		return fmt.Errorf("unknown cmd %q", cmd.Cmd)
	}
}

func (c *control) changePeer(cmd *command) error {
	switch cmd.Cmd {
	case "remove":
		return c.peers.remove(*cmd.PublicKey)
	case "drop":
		return c.peers.drop(*cmd.PublicKey)
	}
	if err := c.requireLoopback(cmd.Address); err != nil {
		return err
	}
	return c.peers.add(*cmd.PublicKey, cmd.Address)
}

// requireLoopback lets nothing through that would leave this machine: loopback addresses and names we answer for. What
// has no usable port is passed on, for it is the original's to refuse, and it does so before it looks a name up.
func (c *control) requireLoopback(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil
	}
	if _, err := net.LookupPort("tcp", port); err != nil || c.names.get(host) != nil {
		return nil
	}
	_, err = loopback(address)
	return err
}

func (c *control) exchange(cmd *command) error {
	if cmd.Cmd == "request" {
		return c.peers.request(cmd.ID, cmd.PublicKey)
	}
	data, err := cmd.payload()
	if err != nil {
		return err
	}
	return c.store.put(cmd.ID, data)
}

// payload is data as given, or size bytes where byte i is i mod 256.
func (cmd *command) payload() ([]byte, error) {
	if (cmd.Data == nil) == (cmd.Size == nil) {
		return nil, errors.New("exactly one of data and size is needed")
	}
	if cmd.Data != nil {
		if len(*cmd.Data) > maxMessageLength {
			return nil, fmt.Errorf("data has %d bytes, at most %d fit", len(*cmd.Data), maxMessageLength)
		}
		return *cmd.Data, nil
	}
	if *cmd.Size < 0 || *cmd.Size > maxMessageLength {
		return nil, fmt.Errorf("size is 0 to %d, not %d", maxMessageLength, *cmd.Size)
	}
	data := make([]byte, *cmd.Size)
	for i := range data {
		data[i] = byte(i)
	}
	return data, nil
}

// readLines passes on every line that is not blank; one that is too long is skipped to its end and reported.
func readLines(ctx context.Context, in io.Reader, lines chan<- line) {
	defer close(lines)
	reader := bufio.NewReaderSize(in, maxLineLength)
	for {
		text, err := reader.ReadSlice('\n')
		next := line{text: bytes.Clone(bytes.TrimSpace(text))}
		for errors.Is(err, bufio.ErrBufferFull) {
			next = line{err: errLineTooLong}
			_, err = reader.ReadSlice('\n')
		}
		if len(next.text) > 0 || next.err != nil {
			select {
			case lines <- next:
			case <-ctx.Done():
				return
			}
		}
		if err != nil {
			return
		}
	}
}

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/iotaledger/goshimmer/packages/gossip/server"
	"github.com/iotaledger/hive.go/autopeering/peer"
	"github.com/iotaledger/hive.go/crypto/ed25519"
	"github.com/iotaledger/hive.go/identity"
)

const (
	retryInterval = time.Second
	writeTimeout  = 4 * time.Second
)

// serverMode keeps the original's gossip server (handshake, dial, accept) and replaces both managers by this small
// supervisor and the frames of frames.go.
type serverMode struct {
	node   *node
	store  *store
	events *emitter

	mutex sync.Mutex
	links map[ed25519.PublicKey]*link
}

// link is one listed peer. conn is nil while it is not connected.
type link struct {
	peer     *peer.Peer
	address  string
	outbound bool
	cancel   context.CancelFunc
	done     chan struct{}

	mutex sync.Mutex
	conn  net.Conn
}

func newServerMode(node *node, store *store, events *emitter) *serverMode {
	return &serverMode{node: node, store: store, events: events, links: make(map[ed25519.PublicKey]*link)}
}

// add lists a peer. As with the original, adding it again changes nothing, and the lower key dials.
func (s *serverMode) add(key ed25519.PublicKey, address string) error {
	order := bytes.Compare(s.node.local.PublicKey().Bytes(), key.Bytes())
	if order == 0 {
		return errors.New("that is our own key")
	}
	tcp, err := loopback(address)
	if err != nil {
		return err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if _, known := s.links[key]; known {
		return nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	remote := peer.NewPeer(identity.New(key), tcp.IP, gossipServices(tcp.Port))
	l := &link{peer: remote, address: address, outbound: order < 0, cancel: cancel, done: make(chan struct{})}
	s.links[key] = l
	go s.keep(ctx, l)
	return nil
}

func (s *serverMode) remove(key ed25519.PublicKey) error {
	s.mutex.Lock()
	l, known := s.links[key]
	delete(s.links, key)
	s.mutex.Unlock()
	if known {
		l.cancel()
		<-l.done
	}
	return nil
}

// keep connects again and again until the link is removed.
func (s *serverMode) keep(ctx context.Context, l *link) {
	defer close(l.done)
	for ctx.Err() == nil {
		conn, err := s.connect(ctx, l)
		if err == nil {
			s.converse(ctx, l, conn)
		} else if ctx.Err() == nil {
			s.events.connectionFailed(l.peer.PublicKey(), err)
		}
		if err == nil && !l.outbound {
			continue // wait for the peer at once, it may be dialing already
		}
		select {
		case <-ctx.Done():
		case <-time.After(retryInterval):
		}
	}
}

func (s *serverMode) connect(ctx context.Context, l *link) (net.Conn, error) {
	if l.outbound {
		return s.node.tcp.DialPeer(ctx, l.peer)
	}
	return s.node.tcp.AcceptPeer(ctx, l.peer, server.WithNoDefaultTimeout())
}

// converse reads frames until the connection ends or the link is removed.
func (s *serverMode) converse(ctx context.Context, l *link, conn net.Conn) {
	key, remoteAddress := l.peer.PublicKey(), conn.RemoteAddr().String()
	_ = conn.SetDeadline(time.Time{}) // the handshake left its own deadlines behind
	l.set(conn)
	s.events.neighbor("neighborAdded", key, remoteAddress)
	release := context.AfterFunc(ctx, func() { _ = conn.Close() })
	err := s.readFrames(l, conn)
	release()
	l.set(nil)
	_ = conn.Close()
	s.node.log.Infow("connection ended", "peer", key, "why", err)
	s.events.neighbor("neighborRemoved", key, remoteAddress)
}

func (s *serverMode) readFrames(l *link, conn net.Conn) error {
	for {
		body, err := readBody(conn)
		if err != nil {
			return err
		}
		f, err := parseBody(body)
		if err != nil {
			s.node.log.Infow("frame dropped", "why", err)
			continue
		}
		if err = s.received(l, f); err != nil {
			return err
		}
	}
}

func (s *serverMode) received(l *link, f frame) error {
	switch f.kind {
	case messageType:
		s.events.messageReceived(l.peer.PublicKey(), f.payload)
	case messageRequestType:
		if len(f.payload) < messageIDLength {
			return nil // the original stays silent as well
		}
		id := f.payload[:messageIDLength]
		data, err := s.store.get(id)
		s.events.messageRequested(id, err == nil)
		if err == nil {
			return l.write(frame{messageType, data})
		}
	}
	return nil
}

func (s *serverMode) peers(onlyConnected bool) []peerInfo {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	rows := make([]peerInfo, 0, len(s.links))
	for key, l := range s.links {
		row := peerInfo{key.String(), l.address, "inbound", "disconnected"}
		if l.outbound {
			row.Direction = "outbound"
		}
		if l.connected() {
			row.Status = "connected"
		} else if onlyConnected {
			continue
		}
		rows = append(rows, row)
	}
	return sorted(rows)
}

func (s *serverMode) send(data []byte, to *ed25519.PublicKey) error {
	return s.write(frame{messageType, data}, to)
}

func (s *serverMode) request(id []byte, to *ed25519.PublicKey) error {
	return s.write(frame{messageRequestType, id}, to)
}

func (s *serverMode) write(f frame, to *ed25519.PublicKey) error {
	s.mutex.Lock()
	var targets []*link
	for key, l := range s.links {
		if (to == nil || key == *to) && l.connected() {
			targets = append(targets, l)
		}
	}
	s.mutex.Unlock()
	if len(targets) == 0 {
		return errNoNeighbor
	}
	var failed error
	for _, l := range targets {
		failed = errors.Join(failed, l.write(f))
	}
	return failed
}

func (s *serverMode) drop(key ed25519.PublicKey) error {
	s.mutex.Lock()
	l, known := s.links[key]
	s.mutex.Unlock()
	if !known {
		return errNoNeighbor
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.conn == nil {
		return errNoNeighbor
	}
	return l.conn.Close()
}

func (s *serverMode) close() {
	s.mutex.Lock()
	keys := make([]ed25519.PublicKey, 0, len(s.links))
	for key := range s.links {
		keys = append(keys, key)
	}
	s.mutex.Unlock()
	for _, key := range keys {
		_ = s.remove(key)
	}
	s.node.tcp.Close()
}

func (l *link) set(conn net.Conn) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.conn = conn
}

func (l *link) connected() bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.conn != nil
}

// write sends one frame; frames from the commands and answers to requests never mix.
func (l *link) write(f frame) error {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.conn == nil {
		return errNoNeighbor
	}
	if err := l.conn.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	if _, err := l.conn.Write(f.encode()); err != nil {
		return fmt.Errorf("cannot send: %w", err)
	}
	return nil
}

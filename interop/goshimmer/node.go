package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"sync"

	"github.com/iotaledger/goshimmer/packages/gossip/server"
	"github.com/iotaledger/hive.go/autopeering/peer"
	"github.com/iotaledger/hive.go/autopeering/peer/service"
	"github.com/iotaledger/hive.go/crypto/ed25519"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

const (
	// maxMessageLength is the most data a Message frame of 66560 bytes holds. The original panics above it.
	maxMessageLength = 66555
	messageIDLength  = 32
	maxStored        = 256
)

// counterpart is what the commands act on: the original's managers, or its server with our own frames.
type counterpart interface {
	add(key ed25519.PublicKey, address string) error
	remove(key ed25519.PublicKey) error
	peers(onlyConnected bool) []peerInfo
	// send and request go to every neighbor when to is nil.
	send(data []byte, to *ed25519.PublicKey) error
	request(id []byte, to *ed25519.PublicKey) error
	drop(key ed25519.PublicKey) error
	close()
}

// peerInfo is one row of a list event.
type peerInfo struct {
	PublicKey string `json:"publicKey"`
	Address   string `json:"address"`
	Direction string `json:"direction"`
	Status    string `json:"status"`
}

// node is what both modes stand on: our identity and the original's TCP server.
type node struct {
	local *peer.Local
	tcp   *server.TCP
	log   *zap.SugaredLogger
}

func newNode(opts *options, logs io.Writer) (*node, error) {
	listener, err := net.ListenTCP("tcp", opts.listen)
	if err != nil {
		return nil, fmt.Errorf("cannot listen: %w", err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	local, err := peer.NewLocal(opts.listen.IP, gossipServices(port), nil, opts.seed)
	if err != nil {
		return nil, err
	}
	log := newLog(logs, opts.verbose)
	return &node{local, server.ServeTCP(local, listener, log.Named("server")), log}, nil
}

// gossipServices describes a peer that speaks gossip on the port. Nobody listens on the peering entry, but the
// original refuses to make a peer without one.
func gossipServices(port int) *service.Record {
	services := service.New()
	services.Update(service.PeeringKey, "tcp", port)
	services.Update(service.GossipKey, "tcp", port)
	return services
}

// newLog writes to logs. The original's example logger would not do: it writes to stdout, between our events.
func newLog(logs io.Writer, verbose bool) *zap.SugaredLogger {
	level := zapcore.InfoLevel
	if verbose {
		level = zapcore.DebugLevel
	}
	encoder := zapcore.NewConsoleEncoder(zap.NewDevelopmentEncoderConfig())
	return zap.New(zapcore.NewCore(encoder, zapcore.Lock(zapcore.AddSync(logs)), level)).Sugar()
}

// loopback reads IP:PORT and refuses everything that would leave this machine, names that need DNS included.
func loopback(address string) (*net.TCPAddr, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("%q is not a loopback address", address)
	}
	return net.ResolveTCPAddr("tcp", address)
}

// store holds what we answer to message requests.
type store struct {
	mutex    sync.Mutex
	messages map[string][]byte
}

func newStore() *store {
	return &store{messages: make(map[string][]byte)}
}

func (s *store) put(id, data []byte) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if _, known := s.messages[string(id)]; !known && len(s.messages) >= maxStored {
		return fmt.Errorf("the store is full (%d messages)", maxStored)
	}
	s.messages[string(id)] = data
	return nil
}

var errNotStored = errors.New("message not stored")

func (s *store) get(id []byte) ([]byte, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	data, found := s.messages[string(id)]
	if !found {
		return nil, errNotStored
	}
	return data, nil
}

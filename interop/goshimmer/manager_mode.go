package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"sort"

	"github.com/iotaledger/goshimmer/packages/gossip"
	"github.com/iotaledger/goshimmer/packages/manualpeering"
	"github.com/iotaledger/goshimmer/packages/tangle"
	"github.com/iotaledger/hive.go/autopeering/peer"
	"github.com/iotaledger/hive.go/crypto/ed25519"
	hive "github.com/iotaledger/hive.go/events"
	"github.com/iotaledger/hive.go/identity"
)

var errNoNeighbor = errors.New("no such neighbor is connected")

// managerMode is the original from end to end: its manual-peering manager decides who is connected, its gossip manager
// speaks with the neighbors. This code only passes commands in and events out.
type managerMode struct {
	node   *node
	gossip *gossip.Manager
	manual *manualpeering.Manager
}

func newManagerMode(node *node, store *store, events *emitter) *managerMode {
	load := func(id tangle.MessageID) ([]byte, error) {
		data, err := store.get(id[:])
		events.messageRequested(id[:], err == nil)
		return data, err
	}
	manager := gossip.NewManager(node.local, load, node.log.Named("gossip"))
	manager.Start(node.tcp)
	manual := manualpeering.NewManager(manager, node.local, node.log.Named("manualpeering"))
	manual.Start()
	// Behind the original's own handlers: what we write to stdout must not come between a connection and its status.
	attach(manager, events)
	return &managerMode{node, manager, manual}
}

func attach(manager *gossip.Manager, events *emitter) {
	neighbors := manager.NeighborsEvents(gossip.NeighborsGroupManual)
	neighbors.NeighborAdded.Attach(hive.NewClosure(func(n *gossip.Neighbor) {
		events.neighbor("neighborAdded", n.PublicKey(), n.RemoteAddr().String())
	}))
	neighbors.NeighborRemoved.Attach(hive.NewClosure(func(n *gossip.Neighbor) {
		events.neighbor("neighborRemoved", n.PublicKey(), n.RemoteAddr().String())
	}))
	neighbors.ConnectionFailed.Attach(hive.NewClosure(func(p *peer.Peer, err error) {
		events.connectionFailed(p.PublicKey(), err)
	}))
	manager.Events().MessageReceived.Attach(hive.NewClosure(func(m *gossip.MessageReceivedEvent) {
		events.messageReceived(m.Peer.PublicKey(), m.Data)
	}))
}

func (m *managerMode) add(key ed25519.PublicKey, address string) error {
	return m.manual.AddPeer(&manualpeering.KnownPeerToAdd{PublicKey: key, Address: address})
}

// addConfigured does what the original's plugin does with its configuration at the start; the plugin itself would bring
// the whole node. The entries are read by the original's own types: one that cannot be read drops them all.
func addConfigured(peers counterpart, knownPeers string) error {
	if knownPeers == "" {
		return nil
	}
	var listed []*manualpeering.KnownPeerToAdd
	if err := json.Unmarshal([]byte(knownPeers), &listed); err != nil {
		return fmt.Errorf("can't parse the known peers: %w", err)
	}
	var first error
	for _, p := range listed {
		if p == nil {
			return errors.New("an entry of the known peers is null")
		}
		_, err := loopback(p.Address)
		if err == nil {
			err = peers.add(p.PublicKey, p.Address)
		}
		if err != nil && first == nil {
			first = err
		}
	}
	return first
}

func (m *managerMode) remove(key ed25519.PublicKey) error {
	return m.manual.RemovePeer(key)
}

func (m *managerMode) peers(onlyConnected bool) []peerInfo {
	var options []manualpeering.GetPeersOption
	if onlyConnected {
		options = append(options, manualpeering.WithOnlyConnectedPeers())
	}
	known := m.manual.GetPeers(options...)
	rows := make([]peerInfo, 0, len(known))
	for _, p := range known {
		rows = append(rows, peerInfo{p.PublicKey.String(), p.Address, string(p.ConnDirection), string(p.ConnStatus)})
	}
	return sorted(rows)
}

func (m *managerMode) send(data []byte, to *ed25519.PublicKey) error {
	ids, err := m.targets(to)
	if err == nil {
		m.gossip.SendMessage(data, ids...)
	}
	return err
}

func (m *managerMode) request(id []byte, to *ed25519.PublicKey) error {
	ids, err := m.targets(to)
	if err == nil {
		m.gossip.RequestMessage(id, ids...)
	}
	return err
}

// targets makes sure that somebody is there: with a list of strangers the original would send to everybody.
func (m *managerMode) targets(to *ed25519.PublicKey) ([]identity.ID, error) {
	var ids []identity.ID
	for _, n := range m.gossip.AllNeighbors() {
		if to == nil || n.PublicKey() == *to {
			ids = append(ids, n.ID())
		}
	}
	if len(ids) == 0 {
		return nil, errNoNeighbor
	}
	return ids, nil
}

func (m *managerMode) drop(key ed25519.PublicKey) error {
	return m.gossip.DropNeighbor(identity.NewID(key), gossip.NeighborsGroupManual)
}

// close stops from the top down: the gossip manager would wait for ever for an accept that is still pending.
func (m *managerMode) close() {
	if err := m.manual.Stop(); err != nil {
		m.node.log.Warnw("manual peering did not stop cleanly", "err", err)
	}
	m.gossip.Stop()
	m.node.tcp.Close()
}

func sorted(rows []peerInfo) []peerInfo {
	sort.Slice(rows, func(i, j int) bool { return rows[i].PublicKey < rows[j].PublicKey })
	return rows
}

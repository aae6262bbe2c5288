package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"

	"golang.org/x/net/dns/dnsmessage"
)

const maxNames = 64

// names says what host names mean. It answers the DNS questions of this process itself, so that a name can move and no
// question ever leaves the machine.
type names struct {
	mutex     sync.Mutex
	addresses map[string]net.IP
}

// installNames makes every look-up of this process, the original's included, ask us.
func installNames() *names {
	n := &names{addresses: make(map[string]net.IP)}
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: n.dial}
	return n
}

// put gives a name an IPv4 loopback address, from now on.
func (n *names) put(name, address string) error {
	ip := net.ParseIP(address).To4()
	if ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("%q is not an IPv4 loopback address", address)
	}
	if _, err := dnsmessage.NewName(name + "."); err != nil || name == "" {
		return fmt.Errorf("%q is not a host name", name)
	}
	n.mutex.Lock()
	defer n.mutex.Unlock()
	if _, known := n.addresses[name]; !known && len(n.addresses) >= maxNames {
		return fmt.Errorf("there are %d names already", maxNames)
	}
	n.addresses[name] = ip
	return nil
}

func (n *names) get(name string) net.IP {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	return n.addresses[name]
}

// dial gives the resolver a name server: us. On a connection that is not a packet connection it asks as over TCP, each
// message behind its length in two bytes.
func (n *names) dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	go func() {
		defer ours.Close()
		for n.answer(ours) == nil {
		}
	}()
	return theirs, nil
}

func (n *names) answer(conn io.ReadWriter) error {
	var length [2]byte
	if _, err := io.ReadFull(conn, length[:]); err != nil {
		return err
	}
	raw := make([]byte, binary.BigEndian.Uint16(length[:]))
	if _, err := io.ReadFull(conn, raw); err != nil {
		return err
	}
	var message dnsmessage.Message
	if err := message.Unpack(raw); err != nil {
		return err
	}
	message.Response = true
	message.Additionals = nil
	message.RCode = dnsmessage.RCodeNameError
	for _, question := range message.Questions {
		ip := n.get(strings.TrimSuffix(question.Name.String(), "."))
		if ip == nil {
			continue
		}
		message.RCode = dnsmessage.RCodeSuccess
		if question.Type == dnsmessage.TypeA {
			header := dnsmessage.ResourceHeader{Name: question.Name, Type: question.Type, Class: question.Class}
			message.Answers = append(message.Answers, dnsmessage.Resource{
				Header: header, Body: &dnsmessage.AResource{A: [4]byte(ip)},
			})
		}
	}
	packed, err := message.Pack()
	if err != nil {
		return err
	}
	_, err = conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(packed))), packed...))
	return err
}

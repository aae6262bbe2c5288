package main

import (
	"encoding/binary"
	"fmt"
	"io"

	"google.golang.org/protobuf/encoding/protowire"
)

// Our own reading of what follows the handshake: 4 bytes big-endian length, 1 byte type, a protobuf message whose
// field 1 holds the bytes. Used in server mode only.
const (
	frameHeaderLength  = 4
	maxFrameBodyLength = 65 * 1024

	messageType        byte = 20
	messageRequestType byte = 21
	payloadField            = 1
)

// frame is one body: its type and the bytes of field 1, empty when the field is absent.
type frame struct {
	kind    byte
	payload []byte
}

// encode gives the frame with its header; an empty payload is left out as proto3 does.
func (f frame) encode() []byte {
	body := []byte{f.kind}
	if len(f.payload) > 0 {
		body = protowire.AppendTag(body, payloadField, protowire.BytesType)
		body = protowire.AppendBytes(body, f.payload)
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), body...)
}

// readBody gives the next body that is not empty. A length above the limit is refused before the body is read.
func readBody(in io.Reader) ([]byte, error) {
	header := make([]byte, frameHeaderLength)
	for {
		if _, err := io.ReadFull(in, header); err != nil {
			return nil, err
		}
		length := binary.BigEndian.Uint32(header)
		if length > maxFrameBodyLength {
			return nil, fmt.Errorf("frame of %d bytes, at most %d are allowed", length, maxFrameBodyLength)
		}
		if length == 0 {
			continue
		}
		body := make([]byte, length)
		_, err := io.ReadFull(in, body)
		return body, err
	}
}

// parseBody reads a body; when field 1 is repeated the last one counts, other fields are passed over.
func parseBody(body []byte) (frame, error) {
	f := frame{kind: body[0]}
	for rest := body[1:]; len(rest) > 0; {
		number, wireType, n := protowire.ConsumeTag(rest)
		if n < 0 {
			return frame{}, protowire.ParseError(n)
		}
		rest = rest[n:]
		if number == payloadField && wireType == protowire.BytesType {
			f.payload, n = protowire.ConsumeBytes(rest)
		} else {
			n = protowire.ConsumeFieldValue(number, wireType, rest)
		}
		if n < 0 {
			return frame{}, protowire.ParseError(n)
		}
		rest = rest[n:]
	}
	return f, nil
}

"""The handshake packet, its two messages, and frames: how to build them from a vector's inputs, and how to judge them."""

import functools
from collections import namedtuple

import curve
from curve import sha256

MAX_PACKET = 256
MAX_BODY = 65 * 1024
MAX_FIELDS = 128
MAX_AGE = 20
MAX_SKEW = 20
REPLAY_WINDOW = MAX_AGE + MAX_SKEW

VARINT, EIGHT_BYTES, DELIMITED, FOUR_BYTES = 0, 1, 2, 5

Envelope = namedtuple("Envelope", "data key signature length")
Outcome = namedtuple("Outcome", "result reasons envelope")


class Malformed(Exception):
    """No continuation could make these bytes right."""


class Short(Exception):
    """The bytes end too early."""


# ---- building ----


@functools.lru_cache(maxsize=None)
def public_key(seed):
    return curve.public_key(seed)


@functools.lru_cache(maxsize=None)
def sign(seed, message):
    return curve.sign(seed, message)


def number(value, width=0):
    out = bytearray()
    while value >= 128 or len(out) + 1 < width:
        out.append(value % 128 + 128)
        value //= 128
    return bytes(out) + bytes([value])


def pieces(listed, values):
    return b"".join(piece(one, values) for one in listed)


def piece(one, values):
    (kind, content), = one.items()
    if kind == "raw":
        return bytes.fromhex(content)
    field, value = content[0], content[1]
    width = content[2] if len(content) > 2 else 0
    if kind == "varint":
        return number(field * 8 + VARINT) + number(int(value), width)
    data = value.encode("utf-8") if kind == "text" else values[value] if value in values else bytes.fromhex(value)
    return number(field * 8 + DELIMITED) + number(len(data), width) + data


def counting(length):
    return bytes(i % 256 for i in range(length))


def build(group, inputs):
    if group in ("requests", "responses"):
        return build_packet(inputs)
    if group == "frames":
        return build_frames(inputs)
    if group in ("addresses", "base58"):
        return (inputs["text"] * inputs.get("times", 1)).encode("utf-8")
    if group == "identities":
        return public_key(bytes.fromhex(inputs["seed"]))
    names = {"directions": ("own", "peer"), "signatures": ("signature",), "keys": ("key",)}[group]
    return b"".join(bytes.fromhex(inputs[name]) for name in names)


def build_packet(inputs):
    data = pieces(inputs["data"], {})
    signed = pieces(inputs["signed"], {}) if "signed" in inputs else data
    seed = bytes.fromhex(inputs["signer"]) if "signer" in inputs else None
    key = bytes.fromhex(inputs["key"]) if "key" in inputs else public_key(seed)
    signature = bytes.fromhex(inputs["signature"]) if "signature" in inputs else sign(seed, signed)
    packet = pieces(inputs["fields"], {"data": data, "public_key": key, "signature": signature})
    return (packet + bytes.fromhex(inputs.get("behind", "")))[:inputs.get("take")]


def build_frames(inputs):
    out = b""
    for frame in inputs["frames"]:
        body = b""
        if "type" in frame:
            values = {"counting": counting(frame["counting"])} if "counting" in frame else {}
            body = bytes([frame["type"]]) + pieces(frame["fields"], values)
        out += frame.get("length", len(body)).to_bytes(4, "big") + body
    return out[:inputs.get("take")]


def answer(seed, request_data):
    data = b"\x0a\x20" + sha256(request_data)
    return b"\x12\x22" + data + b"\x1a\x20" + public_key(seed) + b"\x22\x40" + sign(seed, data)


# ---- reading protobuf ----


class Reader:
    """Bytes from the left to the right. Strict: 64 bits for a number, 32 for a tag, no groups, no field 0."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def varint(self, largest):
        value = shift = 0
        while True:
            if self.at == len(self.data):
                raise Short
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if value > largest:
                # Also when more bytes are to come: they only add to it.
                raise Malformed("number")
            if byte < 128:
                return value
            shift += 7
            if shift >= 70:
                raise Malformed("number")

    def tag(self):
        wire_type = self.data[self.at] & 7
        if wire_type not in (VARINT, EIGHT_BYTES, DELIMITED, FOUR_BYTES):
            raise Malformed("wire type")
        field = self.varint(2**32 - 1) >> 3
        if field == 0:
            raise Malformed("field 0")
        return field, wire_type

    def take(self, length):
        if self.at + length > len(self.data):
            self.at = len(self.data)
            raise Short
        self.at += length
        return self.data[self.at - length:self.at]


def read_message(data, known):
    """All fields of a whole message. known: number -> (wire type, largest varint)."""
    reader, found, count = Reader(data), {}, 0
    try:
        while reader.at < len(data):
            field, wire_type = reader.tag()
            if field in known and known[field][0] != wire_type:
                raise Malformed("wire type")
            if wire_type == VARINT:
                value = reader.varint(known[field][1] if field in known else 2**64 - 1)
            elif wire_type == DELIMITED:
                value = reader.take(reader.varint(2**64 - 1))
            else:
                value = reader.take(8 if wire_type == EIGHT_BYTES else 4)
            count += 1
            if count > MAX_FIELDS:
                raise Malformed("too many fields")
            found.setdefault(field, []).append(value)
    except Short:
        raise Malformed("cut off") from None
    return found


# ---- the packet ----

EXACT = {3: 32, 4: 64}
SHORTEST = {2: 2, 3: 34, 4: 66}


def read_envelope(data):
    """Complete, incomplete, or refused: as section "until complete" of the protocol says, for bytes that came at once."""
    reader = Reader(data)
    values = {}
    try:
        while reader.at < len(data):
            complete = {2, 3, 4} <= set(values)
            if complete and data[reader.at] == 0:
                break
            start = reader.at
            try:
                field, value = envelope_field(reader, values)
            except Short:
                if len(data) >= MAX_PACKET:
                    raise Malformed("longer than a packet") from None
                return Outcome("incomplete", set(), None)
            values[field] = value
            if reader.at > MAX_PACKET or reader.at + missing(values) > MAX_PACKET:
                raise Malformed(f"longer than a packet, at {start}")
    except Malformed:
        return Outcome("refuse", {"malformed"}, None)
    if not {2, 3, 4} <= set(values):
        return Outcome("incomplete", set(), None)
    return Outcome("complete", set(), Envelope(values[2], values[3], values[4], reader.at))


def missing(values, with_this=None):
    return sum(length for field, length in SHORTEST.items() if field not in values and field != with_this)


def envelope_field(reader, values):
    field, wire_type = reader.tag()
    expected = {1: VARINT, 2: DELIMITED, 3: DELIMITED, 4: DELIMITED}.get(field, wire_type)
    if wire_type != expected:
        raise Malformed("wire type")
    if wire_type == VARINT:
        return field, reader.varint(2**32 - 1 if field == 1 else 2**64 - 1)
    if wire_type != DELIMITED:
        return field, reader.take(8 if wire_type == EIGHT_BYTES else 4)
    length = reader.varint(MAX_PACKET)
    if field in EXACT and length != EXACT[field]:
        raise Malformed("length")
    if reader.at + length + missing(values, field) > MAX_PACKET:
        raise Malformed("longer than a packet")
    return field, reader.take(length)


# ---- the request, at the node that waits ----


def request_reasons(envelope, node):
    """Every reason to refuse, and what the request says."""
    reasons = signature_reasons(envelope)
    key = envelope.key.hex()
    own = public_key(bytes.fromhex(node["own"]))
    if envelope.key == own:
        reasons.add("self")
    elif key not in node["listed"]:
        reasons.add("unknown-peer")
    elif own < envelope.key:
        reasons.add("wrong-direction")
    try:
        found = read_message(envelope.data, {1: (VARINT, 2**32 - 1), 2: (DELIMITED, 0), 3: (VARINT, 2**64 - 1)})
        to = found.get(2, [b""])[-1].decode("utf-8")
        for text in found.get(2, []):
            text.decode("utf-8")
    except (Malformed, UnicodeDecodeError):
        return reasons | {"malformed"}, None
    stamp = found.get(3, [0])[-1]
    stamp = stamp - 2**64 if stamp >= 2**63 else stamp
    request = {"version": found.get(1, [0])[-1], "to": to, "timestamp": stamp}
    reasons |= time_reasons(stamp, node)
    if request["version"] != 0:
        reasons.add("unsupported-version")
    if "advertised" in node and to not in node["advertised"]:
        reasons.add("wrong-target")
    return reasons, request


def time_reasons(stamp, node):
    now, started = node["now"], node["started"]
    reasons = set()
    if now - stamp >= MAX_AGE:
        reasons.add("stale-timestamp")
    if stamp - now > MAX_SKEW:
        reasons.add("future-timestamp")
    if stamp < started and now - started < REPLAY_WINDOW:
        reasons.add("stamped-before-start")
    return reasons


def signature_reasons(envelope):
    if curve.key_class(envelope.key) != "Usable":
        return {"bad-key"}
    return set() if curve.verify(envelope.key, envelope.data, envelope.signature) else {"bad-signature"}


# ---- the answer, at the node that dialed ----


def response_reasons(envelope, node):
    reasons = signature_reasons(envelope)
    if envelope.key.hex() != node["dialed"]:
        reasons.add("unexpected-identity")
    try:
        hashes = read_message(envelope.data, {1: (DELIMITED, 0)}).get(1, [])
    except Malformed:
        return reasons | {"malformed"}
    if not hashes or any(len(one) != 32 for one in hashes):
        return reasons | {"malformed"}
    to = node["to"].encode("utf-8")
    request = b"\x12" + number(len(to)) + to + b"\x18" + number(node["now"])
    if hashes[-1] != sha256(request):
        reasons.add("wrong-request-hash")
    return reasons


# ---- frames ----


def read_frames(data):
    """What happens to the stream, and what was heard: pairs of type and payload."""
    at, heard = 0, []
    while at < len(data):
        header = data[at:at + 4]
        # The missing bytes of a header only add to it.
        length = int.from_bytes(header + bytes(4 - len(header)), "big")
        if length > MAX_BODY:
            return "refuse", heard
        if len(header) < 4 or len(data) - at - 4 < length:
            return "incomplete", heard
        body = data[at + 4:at + 4 + length]
        at += 4 + length
        if body and body[0] in (20, 21):
            try:
                heard.append((body[0], read_message(body[1:], {1: (DELIMITED, 0)}).get(1, [b""])[-1]))
            except Malformed:
                pass
    return "accept", heard

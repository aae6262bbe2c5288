"""OpenDEX: a second implementation of packets, frames, canonical JSON and sessions, to judge the vectors in opendex/.

Written from the description of the protocol. Protobuf is read and written by hand, JSON is Python's own with JavaScript's
layout of numbers, the curve is secp256k1.py; AES and a third opinion on signatures come from PyPI's cryptography.
"""

import json
import re
import struct
from hashlib import sha256

import secp256k1

MAGIC = {"mainnet": 0xD9B4BEF9, "testnet": 0x0709110B, "simnet": 0x12141C16, "regtest": 0xDAB5BFFA}
MAX_PAYLOAD = 4 * 1024 * 1024 - 64
MAX_ENCRYPTED = MAX_PAYLOAD + 16 + 8 + 16
MAX_UNKNOWN = 128

# Set by the caller: PyPI's cryptography, or None.
LIBRARY = None


class Refused(Exception):
    """The reason is xud's error number, or silent."""


class NotAsked(Exception):
    """Needs the library."""


# ---- the messages: number -> (name, kind, rule) ----
# Kinds: text, u32, u64, real, bool, a message's own table in brackets for several, or a map as {"map": kind}.
# Rules: needed (there and neither empty nor 0), positive, optional; then bounds for texts and counts.

ID, WORD, TEXT, LONG = 256, 256, 1024, MAX_PAYLOAD - 4 * 256


def needed(name, kind="text", most=WORD):
    return name, kind, 1, most


def optional(name, kind="text", most=WORD):
    return name, kind, 0, most


def several(name, kind, least, count, most=WORD):
    return name, [kind], least, (count, most)


OWN_ADDRESS = {1: needed("host", most=255), 2: optional("port", "u32")}
ADDRESS = {1: needed("host", most=255), 2: needed("port", "u32")}
NODE = {1: needed("node_pub_key"), 2: several("addresses", ADDRESS, 1, 256)}
URIS = {1: several("lnd_uri", "text", 0, 64, TEXT)}
STATE = {
    3: several("addresses", OWN_ADDRESS, 0, 256),
    4: several("pairs", "text", 0, 4096),
    6: ("lnd_pub_keys", {"map": "text"}, 0, 1024),
    7: ("token_identifiers", {"map": "text"}, 0, 1024),
    8: ("lnd_uris", {"map": URIS}, 0, 1024),
    9: optional("connext_identifier", most=TEXT),
}
ORDER = {1: needed("id", most=ID), 2: needed("pair_id"), 3: ("price", "real", "positive", 0), 4: needed("quantity", "u64"),
         5: optional("is_buy", "bool"), 6: optional("replace_order_id", most=ID)}
HEAD, ANSWER = {1: needed("id", most=ID)}, {1: needed("id", most=ID), 2: needed("req_id", most=ID)}
HASH = needed("r_hash")
MESSAGES = {
    0: {**HEAD, 2: needed("sign"), 3: needed("peer_pub_key"), 4: needed("ephemeral_pub_key"), 5: needed("node_state", STATE),
        6: needed("version"), 7: needed("node_pub_key")},
    1: {**ANSWER, 3: needed("ephemeral_pub_key")},
    2: {**HEAD, 5: needed("node_state", STATE)},
    3: {**HEAD, 2: needed("reason", "u32"), 3: optional("payload", most=LONG)},
    4: HEAD,
    5: ANSWER,
    6: {**HEAD, 2: needed("order", ORDER)},
    7: {**HEAD, 2: needed("order_id", most=ID), 3: needed("pair_id"), 4: needed("quantity", "u64")},
    8: {**HEAD, 2: several("pair_ids", "text", 1, 4096)},
    9: {**ANSWER, 3: several("orders", ORDER, 0, 65536)},
    10: HEAD,
    11: {**ANSWER, 3: several("nodes", NODE, 0, 4096)},
    12: {**HEAD, 2: needed("proposed_quantity", "u64"), 3: needed("pair_id"), 4: needed("order_id", most=ID), 5: HASH,
         6: needed("taker_cltv_delta", "u32")},
    13: {**ANSWER, 3: HASH, 4: needed("quantity", "real"), 5: needed("maker_cltv_delta", "u32")},
    15: {**HEAD, 2: optional("req_id", most=ID), 3: HASH, 4: optional("error_message", most=LONG), 5: optional("failure_reason", "u32")},
    16: {**HEAD, 2: needed("currency"), 3: HASH},
    17: ANSWER,
}

WIRE_TYPES = {"text": 2, "u32": 0, "u64": 0, "bool": 0, "real": 1}


# ---- writing protobuf ----


def number(value):
    out = bytearray()
    while value >= 128:
        out.append(value % 128 + 128)
        value //= 128
    return bytes(out) + bytes([value])


def delimited(field, data):
    return number(field * 8 + 2) + number(len(data)) + data


def write(table, message):
    names = {rule[0] for rule in table.values()}
    if not set(message) <= names:
        raise ValueError(f"unknown names {set(message) - names}")
    return b"".join(write_field(field, rule, message[rule[0]]) for field, rule in sorted(table.items()) if rule[0] in message)


def write_field(field, rule, value):
    kind = rule[1]
    if isinstance(kind, list):
        return b"".join(write_one(field, kind[0], one) for one in value)
    if isinstance(kind, dict) and "map" in kind:
        keys = sorted(value, key=utf16)
        return b"".join(delimited(field, delimited(1, key.encode()) + write_one(2, kind["map"], value[key])) for key in keys)
    return b"" if not isinstance(kind, dict) and not value else write_one(field, kind, value)


def write_one(field, kind, value):
    if kind == "text":
        return delimited(field, value.encode())
    if kind == "real":
        return number(field * 8 + 1) + struct.pack("<d", value)
    if isinstance(kind, str):
        return number(field * 8) + number(int(value))
    if kind is URIS:
        # Only its list is in the file's JSON, or the message itself.
        value = value if isinstance(value, dict) else {"lnd_uri": value}
    return delimited(field, write(kind, value))


# ---- reading protobuf ----


class Reader:
    def __init__(self, data, unknown):
        self.data, self.at, self.unknown = data, 0, unknown

    def varint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value % 2**64
            if shift >= 70:
                raise Refused("silent")

    def take(self, length):
        if self.at + length > len(self.data):
            raise Refused("silent")
        self.at += length
        return self.data[self.at - length:self.at]

    def skip(self, wire_type):
        self.unknown[0] += 1
        if self.unknown[0] > MAX_UNKNOWN:
            raise Refused("2.16")
        if wire_type == 0:
            self.varint()
        elif wire_type == 2:
            self.take(self.varint())
        elif wire_type in (1, 5):
            self.take(8 if wire_type == 1 else 4)
        else:
            raise Refused("silent")


def read(table, data, unknown):
    """The message with its defaults filled in; refused as the original's validators and our bounds refuse."""
    reader, found = Reader(data, unknown), {}
    while reader.at < len(data):
        tag = reader.varint()
        field, wire_type = tag >> 3, tag & 7
        if field == 0 or tag >= 2**32:
            raise Refused("silent")
        if field not in table:
            reader.skip(wire_type)
            continue
        name, kind = table[field][:2]
        one = kind[0] if isinstance(kind, list) else kind
        if wire_type != (WIRE_TYPES[one] if isinstance(one, str) else 2):
            raise Refused("silent")
        found.setdefault(name, []).append(reader)
        if len(found[name]) > most_times(table[field]):
            raise Refused("2.16")
        found[name][-1] = read_one(reader, table[field], one, unknown)
    return {rule[0]: settle(rule, found.get(rule[0], [])) for rule in table.values()}


def most_times(rule):
    kind = rule[1]
    return rule[3][0] if isinstance(kind, list) else rule[3] if isinstance(kind, dict) and "map" in kind else 1


def read_one(reader, rule, kind, unknown):
    if kind == "text":
        value = reader.take(reader.varint())
        if len(value) > (rule[3][1] if isinstance(rule[3], tuple) else rule[3]):
            raise Refused("2.16")
        try:
            return value.decode()
        except UnicodeDecodeError:
            raise Refused("silent") from None
    if kind == "real":
        return struct.unpack("<d", reader.take(8))[0]
    if isinstance(kind, str):
        value = reader.varint()
        if kind == "u32" and value >= 2**32:
            raise Refused("silent")
        return bool(value) if kind == "bool" else value
    part = reader.take(reader.varint())
    if "map" in kind:
        entry = read({1: optional("key"), 2: optional("value", kind["map"], TEXT)}, part, unknown)
        return entry["key"], entry["value"]
    return read(kind, part, unknown)


def settle(rule, values):
    name, kind, least = rule[:3]
    if isinstance(kind, list):
        if len(values) < least:
            raise Refused("2.16")
        return values
    if isinstance(kind, dict) and "map" in kind:
        return dict(values)
    if isinstance(kind, dict):
        if least and not values:
            raise Refused("2.16")
        return values[0] if values else read(kind, b"", [0])
    value = values[0] if values else {"text": "", "bool": False}.get(kind, 0)
    if kind == "real" and (value != value or value == 0) or least and not value or least == "positive" and value < 0:
        raise Refused("2.16")
    return value


# ---- canonical JSON ----


def utf16(text):
    return text.encode("utf-16-be")


def javascript(value):
    """The digits are Python's, which are the fewest that read back; the layout is JavaScript's."""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits) if whole == "0" else 0)
    digits = digits.rstrip("0") or "0"
    sign = "-" if value < 0 else ""
    if 0 < point <= 21:
        return sign + (digits.ljust(point, "0") if len(digits) <= point else digits[:point] + "." + digits[point:])
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    return f"{sign}{digits[0]}{'.' + digits[1:] if len(digits) > 1 else ''}e{point - 1:+d}"


def stringify(value):
    if isinstance(value, dict):
        return "{" + ",".join(stringify(key) + ":" + stringify(value[key]) for key in sorted(value, key=utf16)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(stringify, value)) + "]"
    if isinstance(value, float):
        return javascript(value)
    # Python escapes the same characters, DEL excepted, which neither does without ensure_ascii.
    return json.dumps(value, ensure_ascii=False)


def camel(name):
    return re.sub("_(.)", lambda letter: letter[1].upper(), name)


def state_object(state):
    made = {camel(name): value for name, value in state.items()}
    made["lndUris"] = {currency: uris["lnd_uri"] for currency, uris in state["lnd_uris"].items()}
    return made


def claim_object(message):
    made = {camel(name): message[name] for name in ("ephemeral_pub_key", "node_pub_key", "peer_pub_key", "version")}
    return {**made, "nodeState": state_object(message["node_state"])}


def order_object(order, with_replaced):
    made = {camel(name): value for name, value in order.items() if name != "replace_order_id"}
    made["quantity"] = float(order["quantity"])
    if with_replaced and order["replace_order_id"]:
        made["replaceOrderId"] = order["replace_order_id"]
    return made


def body(packet_type, message):
    """What the original hashes besides the header; None when there is nothing."""
    rest = {camel(name): value for name, value in message.items() if name not in ("id", "req_id")}
    if packet_type == 0:
        return {**claim_object(message), "sign": message["sign"]}
    if packet_type == 2:
        return state_object(message["node_state"])
    if packet_type in (3, 15):
        return {name: value for name, value in rest.items() if value or name in ("reason", "failureReason")}
    if packet_type == 6:
        return order_object(message["order"], True)
    if packet_type == 7:
        return {"id": message["order_id"], "pairId": message["pair_id"], "quantity": float(message["quantity"])}
    if packet_type == 9:
        return [order_object(order, False) for order in message["orders"]]
    if packet_type == 11:
        return [{camel(name): value for name, value in node.items()} for node in message["nodes"]]
    if packet_type == 12:
        return {**rest, "proposedQuantity": float(message["proposed_quantity"])}
    return rest if rest or packet_type == 17 else None


def text(packet_type, message):
    header = {"id": message["id"]}
    if message.get("req_id"):
        header["reqId"] = message["req_id"]
    inside = body(packet_type, message)
    return stringify({"header": header} if inside is None else {"body": inside, "header": header})


# ---- frames ----


def plain_frame(network, packet_type, payload, checksum):
    return struct.pack("<III", MAGIC[network], len(payload), packet_type) + checksum + payload


def checksum_of(packet_type, message):
    return sha256(text(packet_type, message).encode()).digest()[:4]


def read_payload(packet_type, payload):
    if packet_type not in MESSAGES:
        raise Refused("2.17")
    return read(MESSAGES[packet_type], payload, [0])


def next_plain(network, data):
    """Type, message and length of the first frame; None when it is not all there."""
    if len(data) >= 4:
        magic, = struct.unpack_from("<I", data)
        if magic != MAGIC[network]:
            raise Refused("2.22" if magic in MAGIC.values() else "2.21")
    if len(data) >= 8:
        length, = struct.unpack_from("<I", data, 4)
        if length == 0:
            raise Refused("2.23")
        if length > MAX_PAYLOAD:
            raise Refused("2.19")
    if len(data) >= 12 and struct.unpack_from("<I", data, 8)[0] not in MESSAGES:
        raise Refused("2.17")
    if len(data) < 16 or len(data) < 16 + length:
        return None
    packet_type, = struct.unpack_from("<I", data, 8)
    message = read_payload(packet_type, data[16:16 + length])
    if checksum_of(packet_type, message) != data[12:16]:
        raise Refused("2.18")
    return packet_type, message, 16 + length


def next_encrypted(network, data, key):
    if len(data) < 4:
        return None
    length, = struct.unpack_from("<I", data)
    if length == MAGIC[network]:
        raise Refused("2.20")
    if length > MAX_ENCRYPTED:
        raise Refused("2.19")
    if length == 0:
        raise Refused("2.23")
    if length < 32 or length % 16:
        raise Refused("silent")
    if len(data) < 4 + length:
        return None
    plaintext = aes().decrypt(key, data[4:20], data[20:4 + length])
    if plaintext is None:
        raise Refused("silent")
    if len(plaintext) < 8 or struct.unpack_from("<I", plaintext)[0] != len(plaintext) - 8:
        raise Refused("2.23")
    packet_type, = struct.unpack_from("<I", plaintext, 4)
    return packet_type, read_payload(packet_type, plaintext[8:]), 4 + length


def aes():
    if LIBRARY is None:
        raise NotAsked
    return LIBRARY


# ---- from inputs to bytes ----


def build(group, inputs):
    if group == "packets":
        return build_packet(inputs)
    if group == "sessions":
        return b"".join(session(inputs)[1])
    if group in ("streams", "numbers"):
        return bytes.fromhex(inputs["stream" if group == "streams" else "bits"])
    return inputs[{"keys": "text", "signatures": "signature", "agreements": "theirs"}[group]].encode()


def build_packet(inputs):
    packet_type = inputs["type"]
    if "payload" in inputs:
        payload = bytes.fromhex(inputs["payload"])
    else:
        payload = write(MESSAGES[packet_type], inputs["message"])
    if "checksum" in inputs:
        checksum = bytes.fromhex(inputs["checksum"])
    else:
        checksum = checksum_of(packet_type, read_payload(packet_type, payload))
    return plain_frame(inputs["network"], packet_type, payload, checksum)


def session(inputs):
    """Both keys and all frames."""
    secret = lambda end, name: bytes.fromhex(inputs[end][name])
    keys = {
        "recipient_to_initiator": secp256k1.agree(secret("initiator", "init"), secp256k1.public(secret("recipient", "ack"))),
        "initiator_to_recipient": secp256k1.agree(secret("recipient", "init"), secp256k1.public(secret("initiator", "ack"))),
    }
    frames = []
    for frame in inputs["frames"]:
        packet_type, message = frame["type"], dict(frame["message"])
        check_keys(inputs, frame, message)
        if packet_type == 0:
            filled = read(MESSAGES[0], write(MESSAGES[0], {**message, "sign": "?"}), [0])
            message["sign"] = secp256k1.sign(secret(frame["from"], "node"), stringify(claim_object(filled)).encode()).hex()
        payload = write(MESSAGES[packet_type], message)
        if "iv" in frame:
            key = keys["initiator_to_recipient" if frame["from"] == "initiator" else "recipient_to_initiator"]
            iv = bytes.fromhex(frame["iv"])
            inside = struct.pack("<II", len(payload), packet_type) + payload
            ciphertext = aes().encrypt(key, iv, inside)
            frames.append(struct.pack("<I", 16 + len(ciphertext)) + iv + ciphertext)
        else:
            checksum = checksum_of(packet_type, read_payload(packet_type, payload))
            frames.append(plain_frame(inputs["network"], packet_type, payload, checksum))
    return keys, frames


def check_keys(inputs, frame, message):
    """The public keys in the messages are those of the secrets."""
    if frame["type"] in (0, 1):
        pair = secp256k1.public(bytes.fromhex(inputs[frame["from"]]["init" if frame["type"] == 0 else "ack"]))
        if message["ephemeral_pub_key"] != secp256k1.uncompressed(pair).hex():
            raise ValueError("ephemeral_pub_key is not that of the secret")
    if frame["type"] == 0:
        own = secp256k1.public(bytes.fromhex(inputs[frame["from"]]["node"]))
        if message["node_pub_key"] != secp256k1.compressed(own).hex():
            raise ValueError("node_pub_key is not that of the secret")


# ---- verdicts ----


def judge(group, inputs, data):
    """What the verdict must be."""
    try:
        return {"result": "accept", **globals()["judge_" + group](inputs, data)}
    except Refused as refused:
        return {"result": "refuse", "reason": str(refused)}


def judge_packets(inputs, data):
    packet_type, message, length = next_plain(inputs["network"], data)
    written = write(MESSAGES[packet_type], message)
    return {"text": text(packet_type, message), "canonical": written == data[16:] and length == len(data)}


def judge_sessions(inputs, data):
    keys, frames = session(inputs)
    return {"keys": {name: key.hex() for name, key in keys.items()}, "frames": [frame.hex() for frame in frames]}


def judge_streams(inputs, data):
    heard, key = [], bytes.fromhex(inputs["key"]) if "key" in inputs else None
    verdict = {"result": "accept"}
    try:
        while data:
            found = next_encrypted(inputs["network"], data, key) if key else next_plain(inputs["network"], data)
            if found is None:
                verdict = {"result": "incomplete"}
                break
            heard.append({"type": found[0], "id": found[1]["id"]})
            data = data[found[2]:]
    except Refused as refused:
        verdict = {"result": "refuse", "reason": str(refused)}
    return {**verdict, "heard": heard}


def judge_keys(inputs, data):
    key = node_key(data.decode())
    if key is None:
        raise Refused("bad-key")
    return {"key": data.decode()}


def node_key(written):
    return secp256k1.decode(bytes.fromhex(written)) if re.fullmatch("[0-9a-f]{66}", written) else None


def judge_signatures(inputs, data):
    signed, key = bytes.fromhex(inputs["data"]), node_key(inputs["key"])
    written = data.decode()
    holds = bool(re.fullmatch("[0-9a-fA-F]{128}", written)) and secp256k1.verify(key, signed, bytes.fromhex(written))
    if LIBRARY is not None and re.fullmatch("[0-9a-fA-F]{128}", written):
        low = int(written[64:], 16) <= secp256k1.N // 2
        if holds != (low and LIBRARY.verify_secp256k1(inputs["key"], signed, bytes.fromhex(written))):
            raise ValueError("the library has another opinion")
    if not holds:
        raise Refused("bad-signature")
    return {"signed": secp256k1.sign(bytes.fromhex(inputs["secret"]), signed).hex()} if "secret" in inputs else {}


def judge_agreements(inputs, data):
    written, secret = data.decode(), bytes.fromhex(inputs["secret"])
    whole = re.fullmatch("[0-9a-fA-F]{130}|[0-9a-fA-F]{66}", written)
    point = secp256k1.decode(bytes.fromhex(written)) if whole else None
    if point is None:
        raise Refused("bad-key")
    agreed = secp256k1.agree(secret, point)
    if LIBRARY is not None and agreed != LIBRARY.agree_secp256k1(secret, bytes.fromhex(written)):
        raise ValueError("the library agrees upon something else")
    return {"agreed": agreed.hex(), "ours": secp256k1.uncompressed(secp256k1.public(secret)).hex()}


def judge_numbers(inputs, data):
    value, = struct.unpack(">d", data)
    return {"text": javascript(value)}

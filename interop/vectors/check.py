#!/usr/bin/env python3
"""Checks every vector of manual peering and of OpenDEX, without Java.

A second implementation of the handshake and frame rules (of OpenDEX in opendex.py), written from the description of the protocol, so that a mistake
has to be made twice to stay unseen. It rebuilds the bytes of every vector from its inputs and judges them itself:

    pip install -r requirements.txt     # cryptography, as a third opinion on signatures, and jsonschema
    python3 check.py                    # or: python3 check.py --no-library, which needs nothing but Python 3.9

A refused vector names one reason. Implementations check in different orders, so the reason has to be one of those that
are true of the vector, not the first one this program would find.

Exit code 0 when all hold, 1 when one does not, 2 for bad arguments or unreadable files.
"""

import argparse
import base64
import ipaddress
import json
import pathlib
import sys

import curve
import opendex
import packets
from base58 import Base58Error, decode as base58_decode, encode as base58_encode
from curve import sha256

KEY_LENGTH = 32
SIGNATURE_LENGTH = 64


class Wrong(Exception):
    """What a vector says and what is so differ."""


def need(condition, what):
    if not condition:
        raise Wrong(what)


def same(what, said, found):
    need(said == found, f"{what}: the file says {said!r}, it is {found!r}")


# ---- one judge per group: each returns the set of reasons to refuse, or raises Wrong ----


def identities(vector, verdict, data):
    seed = bytes.fromhex(vector["inputs"]["seed"])
    peer_id = sha256(data)
    same("text", verdict["text"], base58_encode(data))
    same("peer_id", verdict["peer_id"], peer_id.hex())
    same("short_id", verdict["short_id"], base58_encode(peer_id[:8]))
    same("seed_base58", verdict["seed_base58"], "base58:" + base58_encode(seed))
    same("seed_base64", verdict["seed_base64"], "base64:" + base64.b64encode(seed).decode())
    flags = set(vector["flags"])
    same("flag HighBit", "HighBit" in flags, data[0] >= 0x80)
    same("flag ShortText", "ShortText" in flags, len(base58_encode(data)) < 44)
    return "accept", set()


def key_reasons(data):
    return set() if curve.key_class(data) == "Usable" else {"bad-key"}


def keys(vector, verdict, data):
    same("flags", vector["flags"], [curve.key_class(data)])
    reasons = key_reasons(data)
    return ("refuse" if reasons else "accept"), reasons


def base58(vector, verdict, data):
    try:
        decoded = base58_decode(data.decode("utf-8"))
    except Base58Error:
        return "refuse", {"bad-digit"} | ({"bad-length"} if len(data) > 88 else set())
    if len(decoded) != KEY_LENGTH:
        return "refuse", {"bad-length"}
    if vector["inputs"]["what"] == "key" and key_reasons(decoded):
        return "refuse", {"bad-key"}
    same("decoded", verdict["decoded"], decoded.hex())
    same("encoded again", base58_encode(decoded), data.decode())
    return "accept", set()


def compare(own, peer):
    return "outbound" if own < peer else "inbound"


def directions(vector, verdict, data):
    own, peer = data[:KEY_LENGTH], data[KEY_LENGTH:]
    for name, one in (("own", own), ("peer", peer)):
        same(f"{name} key", "Usable", curve.key_class(one))
    if own == peer:
        return "refuse", {"self"}
    right = compare(own, peer)
    same("direction", verdict["direction"], right)
    signed = lambda key: [byte - 256 if byte > 127 else byte for byte in key]
    mistaken = {
        "base58": compare(base58_encode(own), base58_encode(peer)),
        "signed": compare(signed(own), signed(peer)),
        "ids": compare(sha256(own), sha256(peer)),
        "reversed": compare(own[::-1], peer[::-1]),
    }
    same("others", verdict["others"], mistaken)
    names = {"base58": "Base58Differs", "signed": "SignedDiffers", "ids": "IdsDiffer", "reversed": "ReversedDiffers"}
    for rule, flag in names.items():
        same(f"flag {flag}", flag in vector["flags"], mistaken[rule] != right)
    if "OneByte" in vector["flags"]:
        same("differing bytes", 1, sum(a != b for a, b in zip(own, peer)))
    return "accept", set()


NAME_CHARACTERS = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")


def addresses(vector, verdict, data):
    text = data.decode("utf-8")
    reasons = set()
    host, colon, digits = text.rpartition(":")
    if not colon or text.endswith("]"):
        # Without a port; what is left may be wrong as well, but nobody can tell.
        return "refuse", {"bad-port"} | ({"no-host"} if not text else set())
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits) <= 65535):
        reasons.add("bad-port")
    name, spelled = False, host
    if not host:
        reasons.add("no-host")
    elif host.startswith("[") and host.endswith("]"):
        try:
            spelled = str(ipaddress.IPv6Address(host[1:-1]))
        except ValueError:
            reasons.add("bad-host")
    elif ":" in host or len(host) > 253 or not set(host) <= NAME_CHARACTERS:
        reasons.add("bad-host")
    else:
        try:
            spelled = str(ipaddress.IPv4Address(host))
        except ValueError:
            name = True
    if reasons:
        return "refuse", reasons
    same("host", verdict["host"], spelled)
    same("port", verdict["port"], int(digits))
    same("name", verdict["name"], name)
    same("text", verdict["text"], f"[{spelled}]:{int(digits)}" if ":" in spelled else f"{spelled}:{int(digits)}")
    return "accept", set()


def signatures(vector, verdict, data):
    inputs = vector["inputs"]
    key, message = bytes.fromhex(inputs["key"]), bytes.fromhex(inputs["data"])
    same("flags", vector["flags"], [curve.signature_class(key, message, data)])
    holds = curve.verify(key, message, data)
    third_opinion(vector, key, message, data, holds)
    return ("accept", set()) if holds else ("refuse", {"bad-signature"})


def third_opinion(vector, key, message, signature, holds):
    """The library must agree, except where libraries are known to differ from the rule."""
    if LIBRARY is None or set(vector["flags"]) & {"CofactorOnly", "SmallOrderKey", "SmallOrderR"}:
        return
    same("the library's answer", holds, LIBRARY.verify(key, message, signature))


def requests(vector, verdict, data):
    node = vector["inputs"]["node"]
    outcome = packets.read_envelope(data)
    if outcome.result != "complete":
        return outcome.result, outcome.reasons
    envelope = outcome.envelope
    reasons, request = packets.request_reasons(envelope, node)
    if reasons:
        return "refuse", reasons
    third_opinion(vector, envelope.key, envelope.data, envelope.signature, True)
    same("length", verdict["length"], envelope.length)
    same("request", verdict["request"], request)
    same("answer", verdict["answer"], packets.answer(bytes.fromhex(node["own"]), envelope.data).hex())
    return "accept", set()


def responses(vector, verdict, data):
    node = vector["inputs"]["node"]
    outcome = packets.read_envelope(data)
    if outcome.result != "complete":
        return outcome.result, outcome.reasons
    reasons = packets.response_reasons(outcome.envelope, node)
    if reasons:
        return "refuse", reasons
    envelope = outcome.envelope
    third_opinion(vector, envelope.key, envelope.data, envelope.signature, True)
    same("length", verdict["length"], envelope.length)
    return "accept", set()


def frames(vector, verdict, data):
    result, heard = packets.read_frames(data)
    said = [(one["type"], packets.counting(one["counting"]) if "counting" in one else bytes.fromhex(one["payload"]))
            for one in verdict["heard"]]
    need(said == heard, f"heard: the file says {len(said)} messages, there are {len(heard)}, or they differ")
    return result, ({"malformed"} if result == "refuse" else set())


JUDGES = {judge.__name__: judge for judge in
          (identities, keys, base58, directions, addresses, signatures, requests, responses, frames)}

GROUPS = {
    "manual": set(JUDGES),
    "opendex": {"packets", "sessions", "streams", "keys", "signatures", "agreements", "numbers"},
}


# ---- every vector ----


def check_opendex(group, vector):
    """False when only the library could tell."""
    try:
        data = opendex.build(group, vector["inputs"])
        same("bytes", vector["bytes"], data.hex())
        same("verdict", vector["verdict"], opendex.judge(group, vector["inputs"], data))
    except opendex.NotAsked:
        return False
    need(vector["comment"], "a vector without a comment")
    return True


def check(group, vector, flags):
    data = packets.build(group, vector["inputs"])
    if "bytes" in vector:
        same("bytes", vector["bytes"], data.hex())
    else:
        same("digest", vector["digest"], {"length": len(data), "sha256": sha256(data).hex()})
    need(vector["comment"] and vector["flags"] is not None, "a vector without a comment")
    need(set(vector["flags"]) <= set(flags), "a flag without a meaning")
    verdict = vector["verdict"]
    result, reasons = JUDGES[group](vector, verdict, data)
    same("result", verdict["result"], result)
    if result == "refuse":
        need(verdict["reason"] in reasons, f"reason: the file says {verdict['reason']}, true are {sorted(reasons)}")
    if "goshimmer" in vector:
        check_original(group, vector, result)


def check_original(group, vector, ours):
    """Where the original differs, it must really differ, and its answer must be what it would sign."""
    original = vector["goshimmer"]
    need(original["why"] and original["evidence"] in ("observed", "derived"), "goshimmer without why and evidence")
    differs = original["result"] != ours or ("heard" in original and original["heard"] != vector["verdict"].get("heard"))
    need(differs, "goshimmer is told although it does the same")
    if "answer" in original:
        inputs = vector["inputs"]
        signed_data = packets.pieces(inputs["data"], {})
        expected = packets.answer(bytes.fromhex(inputs["node"]["own"]), signed_data)
        same("goshimmer's answer", original["answer"], expected.hex())


class Library:
    """PyPI's cryptography, which is OpenSSL: it has its own idea of odd keys, so it is asked about good ones only."""

    def __init__(self, folder):
        import jsonschema
        self._schemas = {}
        for protocol, name in (("manual", "schema.json"), ("opendex", "opendex.schema.json")):
            schema = json.loads((folder / name).read_text(encoding="utf-8"))
            jsonschema.Draft202012Validator.check_schema(schema)
            self._schemas[protocol] = jsonschema.Draft202012Validator(schema)
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import hashes, padding
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
        self._invalid = InvalidSignature
        self._ed25519 = ed25519
        self._ec, self._utils, self._hashes = ec, utils, hashes
        self._padding = padding.PKCS7(128)
        self._aes = lambda key, iv: Cipher(algorithms.AES(key), modes.CBC(iv))

    def encrypt(self, key, iv, plaintext):
        padder, cipher = self._padding.padder(), self._aes(key, iv).encryptor()
        return cipher.update(padder.update(plaintext) + padder.finalize()) + cipher.finalize()

    def decrypt(self, key, iv, ciphertext):
        """None when the padding is wrong."""
        unpadder, cipher = self._padding.unpadder(), self._aes(key, iv).decryptor()
        try:
            return unpadder.update(cipher.update(ciphertext) + cipher.finalize()) + unpadder.finalize()
        except ValueError:
            return None

    def verify_secp256k1(self, key, message, signature):
        """Plain ECDSA, which knows no lower half."""
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        public = self._ec.EllipticCurvePublicKey.from_encoded_point(self._ec.SECP256K1(), bytes.fromhex(key))
        try:
            public.verify(self._utils.encode_dss_signature(r, s), message, self._ec.ECDSA(self._hashes.SHA256()))
            return True
        except self._invalid:
            return False

    def agree_secp256k1(self, secret, theirs):
        public = self._ec.EllipticCurvePublicKey.from_encoded_point(self._ec.SECP256K1(), theirs)
        private = self._ec.derive_private_key(int.from_bytes(secret, "big"), self._ec.SECP256K1())
        return private.exchange(self._ec.ECDH(), public)

    def verify(self, key, message, signature):
        try:
            self._ed25519.Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
            return True
        except (self._invalid, ValueError):
            return False

    def follows_schema(self, content):
        for error in self._schemas[content["protocol"]].iter_errors(content):
            place = "/".join(str(step) for step in error.absolute_path)
            yield f"{place}: {error.message[:200]}"

    def sign(self, seed, message):
        return self._ed25519.Ed25519PrivateKey.from_private_bytes(seed).sign(message)


LIBRARY = None


def check_file(path):
    """Returns the ids, how much is wrong, and how many only the library could have judged."""
    content = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_duplicates)
    group, vectors = content["group"], content["vectors"]
    same(f"{path.name}: count", content["count"], len(vectors))
    same(f"{path.name}: name", path.name, group + ".json")
    same(f"{path.name}: protocol", content["protocol"], path.parent.name)
    bad = unasked = 0
    for fault in LIBRARY.follows_schema(content) if LIBRARY else ():
        bad += 1
        print(f"WRONG  {path.name} does not follow its schema: {fault}")
    for vector in vectors:
        try:
            need(vector["id"].startswith(group + "/"), "the id does not start with the group")
            if content["protocol"] == "opendex":
                unasked += not check_opendex(group, vector)
            else:
                check(group, vector, content["flags"])
        except (Wrong, KeyError, ValueError, TypeError, IndexError, AttributeError) as problem:
            bad += 1
            print(f"WRONG  {vector.get('id')}: {type(problem).__name__}: {problem}")
    left = f"; {unasked} need the library" if unasked else ""
    print(f"{path.parent.name + ' ' + group + ':':<20} {len(vectors):4} vectors, {bad or 'nothing'} wrong{left}")
    return [path.parent.name + "/" + vector["id"] for vector in vectors], bad, unasked


def no_duplicates(pairs):
    keys_seen = [key for key, _ in pairs]
    need(len(set(keys_seen)) == len(keys_seen), f"a member appears twice: {keys_seen}")
    return dict(pairs)


def main():
    global LIBRARY
    here = pathlib.Path(__file__).resolve().parent
    arguments = argparse.ArgumentParser(description="Checks the vectors of manual peering and of OpenDEX.")
    arguments.add_argument("folder", nargs="?", type=pathlib.Path, default=here, help="that holds manual/ and opendex/")
    arguments.add_argument("--no-library", action="store_true", help="do without PyPI's cryptography")
    chosen = arguments.parse_args()
    if not chosen.folder.is_dir():
        print(f"there is no folder {chosen.folder}", file=sys.stderr)
        return 2
    if not chosen.no_library:
        try:
            LIBRARY = Library(here)
        except ImportError:
            print("cryptography or jsonschema is not installed: pip install -r requirements.txt, or give --no-library", file=sys.stderr)
            return 2
        curve.SECOND_SIGNER = LIBRARY.sign
        opendex.LIBRARY = LIBRARY
    ids, bad, unasked = [], 0, 0
    for protocol, groups in GROUPS.items():
        files = sorted((chosen.folder / protocol).glob("*.json"))
        if {path.stem for path in files} != groups:
            print(f"{chosen.folder / protocol} must hold exactly: {', '.join(sorted(groups))}", file=sys.stderr)
            return 2
        for path in files:
            try:
                found, wrong, left = check_file(path)
            except (Wrong, KeyError, ValueError) as problem:
                print(f"{path.name} cannot be read: {problem}", file=sys.stderr)
                return 2
            ids += found
            bad += wrong
            unasked += left
    if len(set(ids)) != len(ids):
        print("WRONG  an id is used twice")
        bad += 1
    judged = f"{len(ids)} vectors" if not unasked else f"{len(ids) - unasked} of {len(ids)} vectors judged"
    left = f", so {unasked} vectors were not judged" if unasked else ""
    print(f"{judged}, {bad or 'nothing'} wrong" + ("" if LIBRARY else f"; schema and library were not asked{left}"))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

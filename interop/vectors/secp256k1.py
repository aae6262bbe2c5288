"""secp256k1 (SEC 2, 2.4.1) in plain numbers: keys, RFC 6979 signatures and agreement, with the rules of OpenDEX.

Slow and not secret-safe, which is fine for vectors. Nothing here comes from a library but the hashes.
"""

import hashlib
import hmac

P = 2**256 - 2**32 - 977
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
G = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
     0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8)

# Points are pairs; None is the neutral one.


def add(one, other):
    if one is None or other is None:
        return one or other
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = 3 * one[0] * one[0] * pow(2 * one[1], -1, P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P)
    x = (slope * slope - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def times(factor, point):
    total = None
    while factor:
        if factor & 1:
            total = add(total, point)
        point = add(point, point)
        factor >>= 1
    return total


def compressed(point):
    return bytes([2 + point[1] % 2]) + point[0].to_bytes(32, "big")


def uncompressed(point):
    return b"\x04" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")


def decode(data):
    """The point of 33 bytes starting 02 or 03, or of 65 starting 04; None for anything else."""
    if len(data) == 33 and data[0] in (2, 3):
        x = int.from_bytes(data[1:], "big")
        square = (x**3 + 7) % P
        y = pow(square, (P + 1) // 4, P)
        if x >= P or y * y % P != square:
            return None
        return x, y if y % 2 == data[0] % 2 else P - y
    if len(data) == 65 and data[0] == 4:
        x, y = int.from_bytes(data[1:33], "big"), int.from_bytes(data[33:], "big")
        return (x, y) if x < P and y < P and (y * y - x**3 - 7) % P == 0 else None
    return None


def public(secret):
    return times(int.from_bytes(secret, "big"), G)


def agree(secret, theirs):
    return times(int.from_bytes(secret, "big"), theirs)[0].to_bytes(32, "big")


def nonces(secret, digest):
    """RFC 6979, 3.2, with HMAC-SHA256."""
    def mac(key, *parts):
        return hmac.new(key, b"".join(parts), hashlib.sha256).digest()

    reduced = (int.from_bytes(digest, "big") % N).to_bytes(32, "big")
    v, k = b"\x01" * 32, b"\x00" * 32
    for step in (b"\x00", b"\x01"):
        k = mac(k, v, step, secret, reduced)
        v = mac(k, v)
    while True:
        v = mac(k, v)
        candidate = int.from_bytes(v, "big")
        if 1 <= candidate < N:
            yield candidate
        k = mac(k, v, b"\x00")
        v = mac(k, v)


def sign(secret, data):
    digest = hashlib.sha256(data).digest()
    z, d = int.from_bytes(digest, "big"), int.from_bytes(secret, "big")
    for nonce in nonces(secret, digest):
        r = times(nonce, G)[0] % N
        s = pow(nonce, -1, N) * (z + r * d) % N
        if r and s:
            return r.to_bytes(32, "big") + min(s, N - s).to_bytes(32, "big")


def verify(point, data, signature):
    """Compact, and only the lower half."""
    if len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    if not (1 <= r < N and 1 <= s <= N // 2):
        return False
    z, w = int.from_bytes(hashlib.sha256(data).digest(), "big"), pow(s, -1, N)
    found = add(times(z * w % N, G), times(r * w % N, point))
    return found is not None and found[0] % N == r

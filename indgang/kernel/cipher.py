"""Personal numbers at rest: encrypted to be shown again, hashed with a key to be found again."""

import base64
import hmac
import re
import secrets
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SHORTEST_KEY = 32  # characters; 32 random URL-safe characters carry 192 bits
_KEY_BYTES = 32  # bytes; what Fernet takes and what SHA-256 gives


class WeakKeyError(ValueError):
    """A secret is missing or too short to protect anything. The text never holds the secret."""


class UndecryptableError(ValueError):
    """The bytes were not made with any of the keys, or were changed since."""


class Cipher:
    """Encrypts and hashes with one secret, or with several while an old one is being replaced.

    ``key`` holds one or more secrets parted by spaces or commas, the newest first: everything new
    is made with the first, and everything made with the others can still be read and found. Two
    separate keys are derived from each secret, so that the hashes say nothing about the encryption.

    Raises WeakKeyError.
    """

    def __init__(self, key: str) -> None:
        secret_texts = [part for part in re.split(r"[\s,]+", key) if part]
        if not secret_texts:
            raise WeakKeyError("no key")
        if any(len(part) < SHORTEST_KEY for part in secret_texts):
            raise WeakKeyError(f"a key must have at least {SHORTEST_KEY} characters")
        self._fernet = MultiFernet([_fernet(part) for part in secret_texts])
        self._hash_keys = tuple(_derived(part, b"indgang hash") for part in secret_texts)

    def __repr__(self) -> str:
        return "Cipher(…)"

    def encrypt(self, text: str) -> bytes:
        """The text encrypted and sealed. Never the same bytes twice."""
        return self._fernet.encrypt(text.encode())

    def decrypt(self, token: bytes) -> str:
        """The text behind the bytes. Raises UndecryptableError."""
        try:
            return self._fernet.decrypt(token).decode()
        except InvalidToken:
            raise UndecryptableError("not made with any of the keys") from None

    def rotated(self, token: bytes) -> bytes:
        """The same text encrypted with the newest key. Raises UndecryptableError."""
        try:
            return self._fernet.rotate(token)
        except InvalidToken:
            raise UndecryptableError("not made with any of the keys") from None

    def keyed_hash(self, text: str) -> bytes:
        """The same 32 bytes for the same text and newest key.

        Keyed, because there are few enough personal numbers to try them all against a plain hash.
        """
        return _hashed(self._hash_keys[0], text)

    def keyed_hashes(self, text: str) -> tuple[bytes, ...]:
        """The hash under every key, newest first: what to look for while keys are replaced."""
        return tuple(_hashed(key, text) for key in self._hash_keys)


def new_key() -> str:
    """A new secret with 256 random bits, fit for an environment variable."""
    return secrets.token_urlsafe(_KEY_BYTES)


def _fernet(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(secret, b"indgang encryption")))


def _derived(secret: str, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=use).derive(secret.encode())


def _hashed(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), sha256).digest()

"""Authenticated encryption by one of several algorithms. What was encrypted names its own, so that another can take
over whenever one is doubted: it writes from then on; what the others have written is read, and can be written anew."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE = 32
"""Bytes of a key, whatever it is used for."""
NONCE_SIZE = 12
"""Bytes. Random ones repeat with a chance of one in 2^32 after 2^32 values of one key (NIST SP 800-38D, 8.3)."""


class UndecipheredError(Exception):
    """No key that is here has written this, or somebody has changed it."""


def key_for(purpose: bytes, secret: bytes) -> bytes:
    """A key for one purpose alone, of a secret that may have others (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=purpose).derive(secret)


class _Algorithm(Protocol):
    def encrypt(self, content: bytes) -> bytes: ...

    def decrypt(self, token: bytes) -> bytes: ...


class _Aead:
    """A cipher with associated data (RFC 5116), each value with a nonce of its own before it."""

    def __init__(self, cipher: type[AESGCM | ChaCha20Poly1305], name: str, key: bytes) -> None:
        self._name = name.encode()
        # Fernet has the key itself, since before there were others.
        self._cipher = cipher(key_for(b"eventhub: " + self._name, key))

    def encrypt(self, content: bytes) -> bytes:
        nonce = os.urandom(NONCE_SIZE)
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, content, self._name))

    def decrypt(self, token: bytes) -> bytes:
        try:
            sealed = urlsafe_b64decode(token)
            return self._cipher.decrypt(sealed[:NONCE_SIZE], sealed[NONCE_SIZE:], self._name)
        except (InvalidTag, ValueError) as error:
            raise UndecipheredError from error


class _Fernet:
    """AES-128-CBC with HMAC-SHA256 (github.com/fernet/spec)."""

    def __init__(self, key: bytes) -> None:
        self._cipher = Fernet(urlsafe_b64encode(key))

    def encrypt(self, content: bytes) -> bytes:
        return self._cipher.encrypt(content)

    def decrypt(self, token: bytes) -> bytes:
        try:
            return self._cipher.decrypt(token)
        except InvalidToken as error:
            raise UndecipheredError from error


MARKS = {"aes-256-gcm": b"g.", "chacha20-poly1305": b"c.", "fernet": b""}
"""The algorithms, and what their values begin with. Fernet's have a version of their own in front."""


def _algorithm(name: str, key: bytes) -> _Algorithm:
    if name == "aes-256-gcm":
        return _Aead(AESGCM, name, key)
    if name == "chacha20-poly1305":
        return _Aead(ChaCha20Poly1305, name, key)
    return _Fernet(key)


class _Way(NamedTuple):
    mark: bytes
    algorithm: _Algorithm


class Cipher:
    """Encrypts by ``algorithm`` with the first of ``keys``, 32 bytes each; decrypts with any, by any algorithm."""

    def __init__(self, algorithm: str, keys: Sequence[bytes]) -> None:
        self._first = _Way(MARKS[algorithm], _algorithm(algorithm, keys[0]))
        self._all = [_Way(mark, _algorithm(name, key)) for name, mark in MARKS.items() for key in keys]

    def encrypt(self, content: bytes) -> bytes:
        """In ASCII."""
        return self._first.mark + self._first.algorithm.encrypt(content)

    def decrypt(self, token: bytes) -> bytes:
        """Raises UndecipheredError."""
        for mark, algorithm in self._all:
            if token.startswith(mark):
                try:
                    return algorithm.decrypt(token.removeprefix(mark))
                except UndecipheredError:
                    continue
        raise UndecipheredError

"""Sealing: what is sensitive is stored encrypted, bound to the place where it stands.

A sealed value is ``version ‖ key id ‖ nonce(12) ‖ ciphertext ‖ tag(16)``: thirty bytes more than
the clear text. Its *context* (``table.column:pk``) is authenticated with it, so a ciphertext copied
to another row or column does not open there.

Two suites, chosen by ``settings.LINLI_CIPHER`` for what is sealed from now on: ``aes``
(AES-256-GCM-SIV, RFC 8452) and ``sm4`` (SM4-GCM, GB/T 32907 and RFC 8998, where national
algorithms are asked for). A key file bears its number and suite in its name, ``003-sm4.key``. The
newest key of the chosen suite seals; every key in the folder still opens what it once sealed, so
keys can be changed without re-sealing. Losing a key file loses what it sealed: back the folder up.

A *blind index* finds an exact value without opening anything: a keyed hash, cut to sixteen bytes.
Its key never changes, or nothing would be found again.
"""

import hashlib
import hmac
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.conf import settings

FORMAT_VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16
HEADER_BYTES = 2 + NONCE_BYTES
BLIND_BYTES = 16
MOST_KEYS = 255  # the key id is one byte

_KEY_FILE = re.compile(r"(\d{3})-(aes|sm4)\.key")


class CannotOpen(Exception):
    """The sealed value was altered, moved from where it stood, or its key is not here."""


class Aead(Protocol):
    """One authenticated cipher under one key: (nonce, text, context) → text, both ways."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Ciphertext and tag."""

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """The text again. Raises ``InvalidTag``."""


class Sm4Gcm:
    """SM4-GCM with the same two verbs as the library's own ciphers."""

    def __init__(self, key: bytes) -> None:
        self._cipher = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Ciphertext and tag."""
        encryptor = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated_data)
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """The text again. Raises ``InvalidTag``."""
        text, tag = data[:-TAG_BYTES], data[-TAG_BYTES:]
        decryptor = Cipher(self._cipher, modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(associated_data)
        return decryptor.update(text) + decryptor.finalize()


class Suite(NamedTuple):
    """One authenticated cipher: how long its keys are, and what one is made into."""

    key_bytes: int
    cipher: Callable[[bytes], Aead]


SUITES = {"aes": Suite(32, AESGCMSIV), "sm4": Suite(16, Sm4Gcm)}


@dataclass(frozen=True)
class Key:
    """One secret of one suite. Its ``id`` travels in the header of all it seals."""

    id: int  # 1 to 255
    suite: str
    secret: bytes

    @cached_property
    def _cipher(self) -> Aead:
        """Made once a key: of a million sheets, making it anew would be half the time."""
        return SUITES[self.suite].cipher(self.secret)

    def seal(self, value: bytes, context: str) -> bytes:
        """Encrypt ``value`` so that it opens with this key in this context only."""
        # Random 96-bit nonces: SM4-GCM is sound for 2^32 values under one key, GCM-SIV for more.
        nonce = os.urandom(NONCE_BYTES)
        text = self._cipher.encrypt(nonce, value, context.encode())
        return bytes([FORMAT_VERSION, self.id]) + nonce + text

    def open(self, blob: bytes, context: str) -> bytes:
        """The value again. Raises ``CannotOpen``."""
        return next(self.open_each([(blob, context.encode())]))

    def open_each(self, sealed: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
        """The values of many, each with its context in UTF-8. Raises ``CannotOpen``.

        One loop without a call of ours in it: a registry is a million of them.
        """
        decrypt, begins = self._cipher.decrypt, bytes([FORMAT_VERSION, self.id])
        try:
            for blob, context in sealed:
                if blob[:2] != begins or len(blob) < HEADER_BYTES + TAG_BYTES:
                    raise CannotOpen
                yield decrypt(blob[2:HEADER_BYTES], blob[HEADER_BYTES:], context)
        except InvalidTag:
            raise CannotOpen from None


@dataclass(frozen=True)
class Keyring:
    """All keys of this house; ``sealing`` is the one for what is sealed now."""

    keys: dict[int, Key]
    sealing: Key
    blind_secret: bytes

    def seal(self, value: bytes, context: str) -> bytes:
        """Encrypt ``value`` under the newest key, bound to ``context``."""
        return self.sealing.seal(value, context)

    def open(self, blob: bytes, context: str) -> bytes:
        """The value again, with whichever key sealed it. Raises ``CannotOpen``."""
        key = self.keys.get(blob[1]) if len(blob) > 1 else None
        if key is None:
            raise CannotOpen
        return key.open(blob, context)

    def open_each(self, sealed: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
        """The values of many, each with its context in UTF-8. Raises ``CannotOpen``."""
        for key_id, ones in groupby(sealed, key=_key_id):
            if key_id not in self.keys:
                raise CannotOpen
            yield from self.keys[key_id].open_each(ones)

    def blind(self, purpose: str, text: str) -> bytes:
        """Sixteen bytes that find ``text`` again among values of one purpose, and tell no more.

        ``text`` must already be in its one normal form: an index compares bytes.
        """
        message = purpose.encode() + b"|" + text.encode()
        return hmac.digest(self.blind_secret, message, hashlib.sha256)[:BLIND_BYTES]


def _key_id(sealed: tuple[bytes, bytes]) -> int | None:
    blob = sealed[0]
    return blob[1] if len(blob) > 1 else None


def keyring() -> Keyring:
    """The keyring of this process, read once: after a change of keys, restart."""
    return load(settings.LINLI_KEYS, settings.LINLI_CIPHER)


@cache
def load(folder: Path, suite: str) -> Keyring:
    """Read a key folder; at a house's first start, make its first keys."""
    keys = _keys_in(folder)
    if not any(key.suite == suite for key in keys.values()):
        add_key(folder, suite)
        keys = _keys_in(folder)
    newest = max(key.id for key in keys.values() if key.suite == suite)
    return Keyring(keys, sealing=keys[newest], blind_secret=_secret_in(folder / "blind.key", 32))


def add_key(folder: Path, suite: str) -> int:
    """Make the next key of a suite and give its id: it seals from the next start on."""
    number = max(_keys_in(folder), default=0) + 1
    if number > MOST_KEYS:
        raise ValueError("no key ids left")
    _secret_in(folder / f"{number:03}-{suite}.key", SUITES[suite].key_bytes)
    return number


def fresh_key(suite: str) -> Key:
    """A key that stands in no file: a person's own, kept wrapped by the keyring."""
    return Key(1, suite, os.urandom(SUITES[suite].key_bytes))


def _keys_in(folder: Path) -> dict[int, Key]:
    keys = {}
    for path in folder.glob("*.key"):
        if named := _KEY_FILE.fullmatch(path.name):
            number, suite = int(named[1]), named[2]
            keys[number] = Key(number, suite, bytes.fromhex(path.read_text()))
    return keys


def _secret_in(path: Path, size_bytes: int) -> bytes:
    """The secret of a file, made first where there is none; no reader ever sees half of one."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent, prefix=".draft-") as draft:  # mode 0600
            draft.write(os.urandom(size_bytes).hex())
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):  # of two at a first start, one makes it, both read it
                os.link(draft.name, path)
    return bytes.fromhex(path.read_text())

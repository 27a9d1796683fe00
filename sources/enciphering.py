"""Secrets that have to be read again lie in the database enciphered: whoever has a copy of it alone reads none of them.

The cipher is Fernet (AES-128 in CBC mode, HMAC-SHA-256; `cryptography`), its key derived from `SECRET_KEY` by HKDF.
New words are enciphered with `SECRET_KEY`; those of an earlier key are read as long as it stands in
`SECRET_KEY_FALLBACKS`. What is enciphered begins with `fernet1:`, so that it is never taken for the secret itself.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

BEGINNING = "fernet1:"
_PURPOSE = b"concordance: secrets at rest"


class KeyLost(Exception):
    """The key it was enciphered with is none of this server's."""


def enciphered(words: str) -> str:
    return BEGINNING + _cipher().encrypt(words.encode()).decode("ascii")


def deciphered(kept: str) -> str:
    """Raises KeyLost; for words that were never enciphered too, as nobody can tell who wrote them."""
    try:
        return _cipher().decrypt(_token(kept)).decode()
    except InvalidToken as error:
        raise KeyLost from error


def enciphered_anew(kept: str) -> str:
    """The same words under the newest key. Raises KeyLost."""
    try:
        return BEGINNING + _cipher().rotate(_token(kept)).decode("ascii")
    except InvalidToken as error:
        raise KeyLost from error


def _token(kept: str) -> bytes:
    if not kept.startswith(BEGINNING):
        raise KeyLost
    return kept.removeprefix(BEGINNING).encode()


def _cipher() -> MultiFernet:
    return _cipher_of(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _cipher_of(*keys: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
    return base64.urlsafe_b64encode(derived)

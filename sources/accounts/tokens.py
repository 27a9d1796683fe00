"""Tokens of the API: made, presented, revoked.

A token is `ccd_`, 43 digits of base 62 that write a random number of 256 bits, and 6 digits that are their CRC-32:
who scans for leaked secrets recognises it, and one that was cut or mistyped is known without asking the database.
A random number of that length cannot be guessed, so that one round of SHA-256 keeps it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import string
import zlib
from collections.abc import Iterable

from django.db import models

from sources.models import ApiToken, Person

BEGINNING = "ccd_"
_DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_SHAPE = re.compile(rf"{BEGINNING}([0-9A-Za-z]{{43}})([0-9A-Za-z]{{6}})")
_SHOWN = len(BEGINNING) + 6
_A_USE = dt.timedelta(minutes=1)


def make_token(
    person: Person, name: str, scopes: Iterable[str], *, expires_at: dt.datetime, at: dt.datetime
) -> tuple[ApiToken, str]:
    """A new token of a person, and what they present: the only time it is known."""
    number = _base62(secrets.randbits(256), 43)
    secret = BEGINNING + number + _checksum(number)
    token = ApiToken.objects.create(
        person=person,
        name=name,
        prefix=secret[:_SHOWN],
        sha256=_sha256(secret),
        scopes=sorted(set(scopes)),
        created_at=at,
        expires_at=expires_at,
    )
    return token, secret


def token_of(secret: str, *, at: dt.datetime) -> ApiToken | None:
    """The token that is presented, with its person; None where it is none of ours, or is so no longer."""
    shape = _SHAPE.fullmatch(secret)
    if shape is None or not secrets.compare_digest(_checksum(shape[1]), shape[2]):
        return None
    alive = ApiToken.objects.alive(at).filter(person__is_active=True)
    return alive.select_related("person").filter(sha256=_sha256(secret)).first()


def note_use(token: ApiToken, *, at: dt.datetime) -> None:
    """Keep when a token was last used, written once a minute at most."""
    if token.last_used_at is None or token.last_used_at <= at - _A_USE:
        unnoted = models.Q(last_used_at=None) | models.Q(last_used_at__lte=at - _A_USE)
        ApiToken.objects.filter(unnoted, pk=token.pk).update(last_used_at=at)


def revoke(token: ApiToken, *, at: dt.datetime) -> None:
    """The token opens nothing from now on. Its row stays, and says when."""
    ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


def _checksum(number: str) -> str:
    return _base62(zlib.crc32(number.encode("ascii")), 6)


def _base62(number: int, places: int) -> str:
    digits = []
    for _ in range(places):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))

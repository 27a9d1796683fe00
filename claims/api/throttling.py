"""How often somebody may ask: so many requests in the minute that begins with the first of them.

Counted in the database, in one statement, so that eight requests at a time through three servers count as eight. The
table is not logged: a crash forgets the counts and costs nobody anything. Headers as in the draft of the IETF
(draft-ietf-httpapi-ratelimit-headers): `RateLimit-Policy` says what is allowed, `RateLimit` what is left of it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from sources.accounts.guessing import address_of
from sources.models import ApiToken

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which reads the settings that name this file

_COUNT = """
INSERT INTO claims_requestcount AS kept (who, since, count) VALUES (%(who)s, %(now)s, 1)
ON CONFLICT (who) DO UPDATE SET
    since = CASE WHEN kept.since <= %(over)s THEN %(now)s ELSE kept.since END,
    count = CASE WHEN kept.since <= %(over)s THEN 1 ELSE kept.count + 1 END
RETURNING since, count
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to the rate: `limit` requests in `period` seconds, `left` of them, `wait` until all again."""

    limit: int
    period: int
    left: int
    wait: int

    @property
    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"requests";q={self.limit};w={self.period}',
            "RateLimit": f'"requests";r={self.left};t={self.wait}',
        }


class Rate(BaseThrottle):
    """The rate of the settings: of a token by itself, else of the person, else of the address of the network."""

    def __init__(self) -> None:
        self.standing: Standing | None = None

    def allow_request(self, request: Request, view: APIView) -> bool:
        if settings.API_RATE is None:
            return True
        limit, period = settings.API_RATE
        since, count = _counted(_who(request), period)
        wait = math.ceil((since + dt.timedelta(seconds=period) - timezone.now()).total_seconds())
        self.standing = Standing(limit, period, max(0, limit - count), min(period, max(1, wait)))
        request._request.rate = self.standing  # type: ignore[attr-defined]
        return bool(count <= limit)

    def wait(self) -> float | None:
        return self.standing.wait if self.standing else None


def with_rate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: every answer to a request that was counted says how many are left."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        standing = getattr(request, "rate", None)
        if isinstance(standing, Standing):
            for name, said in standing.headers.items():
                response.headers[name] = said
        return response

    return answer


def _who(request: Request) -> str:
    if isinstance(request.auth, ApiToken):
        return f"token {request.auth.pk}"
    if request.user.pk:
        return f"person {request.user.pk}"
    return f"address {address_of(request._request)}"


def _counted(who: str, period: int) -> tuple[dt.datetime, int]:
    """This request is counted with the others of its minute: since when, and how many."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"who": who, "now": now, "over": now - dt.timedelta(seconds=period)})
        since, count = cursor.fetchone()
    return since, count

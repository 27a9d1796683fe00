"""Pages of a list, in the order of one key that is unique and never changes: whatever is written, each row once.

A cursor says after which key the next page begins. It is opaque to callers and holds for as long as the rows do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from claims.api.parameters import unreadable, wanted_fields, whole

USUAL, MOST = 50, 200
CURSOR = "^[0-7][0-9a-f]{15}$"  # a key; to callers it is opaque
PARAMETERS = ("limit", "cursor", "fields")


def page(
    request: Request,
    rows: QuerySet[Any],
    records: Callable[[QuerySet[Any]], Sequence[Mapping[str, Any]]],
    *,
    fields: Sequence[str],
    key: str = "id",
    after: int = 0,
) -> Response:
    """One page of records; `records` keeps the order of the rows and says of each its `key`.

    `after`: rows of that key and below it are passed over from the start.
    """
    limit, wanted = _limit(request), wanted_fields(request, fields)
    begun = max(after, _cursor(request))
    if begun:
        rows = rows.filter(**{f"{key}__gt": begun})
    found = list(records(rows.order_by(key)[: limit + 1]))
    shown = found[:limit]
    following = _address(request, shown[-1][key]) if len(found) > limit else None
    told = [{name: record[name] for name in wanted} for record in shown] if wanted else shown
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return Response({"results": told, "next": following}, headers=headers)


def _limit(request: Request) -> int:
    try:
        return whole(request.query_params.get("limit", str(USUAL)), 1, MOST)
    except ValueError as error:
        raise unreadable("limit", error) from error


def _cursor(request: Request) -> int:
    given = request.query_params.get("cursor")
    if given is None:
        return 0
    if not re.fullmatch(CURSOR, given):
        raise unreadable("cursor", ValueError("Take it from “next” of the page before."))
    return int(given, 16)


def _address(request: Request, key: int) -> str:
    return replace_query_param(request.build_absolute_uri(), "cursor", f"{key:016x}")

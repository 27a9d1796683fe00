"""Guessing of passwords: failures are counted by person and network address; five close the door for a while."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from typing import Any

from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def address_of(request: HttpRequest) -> str | None:
    """The address a request comes from; None where the server was not told one (a socket).

    The header X-Forwarded-For is what the client likes it to be, but for the entries that the `TRUSTED_PROXIES` proxies
    before us added at its end. Of IPv6 the network of 64 bits counts: whoever has one address has them all.
    """
    said = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= settings.TRUSTED_PROXIES:
            said = forwarded[-settings.TRUSTED_PROXIES]
    try:
        address = ipaddress.ip_address(said.strip())
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(address), 64), strict=False).network_address)
    return str(address)


def named(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Who is meant: the username, however the login was written (as mail address, in capitals)."""
    told = credentials or {}
    login = str(told.get("username") or told.get("email") or request.POST.get("login") or "").strip()
    if not login:
        return ""
    person = get_user_by_username(login) or next(iter(filter_users_by_email(login, for_login=True)), None)
    return str(person.get_username()) if person else login.lower()[:150]


def seconds_to_wait(request: HttpRequest, credentials: Mapping[str, Any] | None) -> int:
    """Until the door opens again; at least one."""
    mine = AccessAttempt.objects.filter(username=named(request, credentials), ip_address=address_of(request))
    last = mine.aggregate(at=Max("attempt_time"))["at"] or timezone.now()
    return max(1, math.ceil((last + settings.AXES_COOLOFF_TIME - timezone.now()).total_seconds()))


def refused(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page for whoever failed too often."""
    wait = seconds_to_wait(request, credentials)
    context = {"minutes": math.ceil(wait / 60), "sends_mail": settings.SENDS_MAIL}
    page = render(request, "account/locked.html", context, status=429)
    page.headers["Retry-After"] = str(wait)
    return page

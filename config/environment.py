"""What the environment says, where it takes more than one word to understand it."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def is_on(name: str, *, by_default: bool = False) -> bool:
    said = os.environ.get(name, "").lower()
    return said in ("1", "true", "yes", "on") if said else by_default


def provider() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The OpenID Connect provider of the environment, as allauth wants it; none without issuer and client."""
    issuer, client = os.environ.get("OIDC_ISSUER", "").rstrip("/"), os.environ.get("OIDC_CLIENT_ID")
    if not issuer or not client:
        return {}
    app = {
        "provider_id": "sso",
        "name": os.environ.get("OIDC_NAME", "single sign-on"),
        "client_id": client,
        "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def rate(said: str) -> tuple[int, int] | None:
    """How many requests in how many seconds, of "600/min"; nothing of "off"."""
    if said == "off":
        return None
    most, _, period = said.partition("/")
    if not (most.isascii() and most.isdecimal() and int(most) and period in _SECONDS):
        raise ImproperlyConfigured("API_RATE is a number of requests per s, min or h, as in 600/min, or off.")
    return int(most), _SECONDS[period]


_SECONDS = {"s": 1, "min": 60, "h": 3600}


def origin(address: str) -> str:
    """Scheme, host and port of an address, as a policy of contents names them."""
    said = urlsplit(address)
    return f"{said.scheme}://{said.netloc}"


def mail_server() -> dict[str, str | int]:
    """Host, port, user, password and security of `EMAIL_URL` (smtp, smtp+tls, smtps) or of the plain variables."""
    if url := os.environ.get("EMAIL_URL"):
        said = urlsplit(url)
        security, port = {"smtp": ("", 25), "smtp+tls": ("tls", 587), "smtps": ("ssl", 465)}.get(said.scheme, (None, 0))
        if security is None or not said.hostname:
            raise ImproperlyConfigured("EMAIL_URL is smtp://, smtp+tls:// or smtps://, then user:password@host:port.")
        user, password = unquote(said.username or ""), unquote(said.password or "")
        return {
            "host": said.hostname,
            "port": said.port or port,
            "user": user,
            "password": password,
            "security": security,
        }
    if not (host := os.environ.get("EMAIL_HOST")):
        return {}
    security = "tls" if is_on("EMAIL_USE_TLS") else "ssl" if is_on("EMAIL_USE_SSL") else ""
    return {
        "host": host,
        "port": int(os.environ.get("EMAIL_PORT", {"tls": 587, "ssl": 465}.get(security, 25))),
        "user": os.environ.get("EMAIL_HOST_USER", ""),
        "password": os.environ.get("EMAIL_HOST_PASSWORD", ""),
        "security": security,
    }

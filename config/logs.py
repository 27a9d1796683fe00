"""What is logged, and how: one line an event, plain or as JSON (`LOG_FORMAT`).

No line holds what a person sent: no bodies, no query strings, no paths (one of them opens an account that lost its
password), no cookies or tokens. So a line has only the fields named here, whatever a caller hands over beside them,
and an error is told by its kind and place without its message, which may quote what somebody typed.
"""

from __future__ import annotations

import logging
import traceback
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

FORMATS = ("plain", "json")
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")

_ALWAYS = {"time", "level", "logger", "message", "request_id", "exc_info"}
OF_A_REQUEST = ("method", "route", "status", "milliseconds", "person")
# Errors whose messages come from the server or from these settings, and are what whoever runs this needs.
_SAID = ("django.db.utils.OperationalError", "psycopg.OperationalError", "django.core.exceptions.ImproperlyConfigured")
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class OfARequest(logging.Filter):
    """Every line says which request it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = REQUEST_ID.get()
        return True


class WithoutPaths(logging.Filter):
    """Of Django's own words on a request only that it broke is left: `config.requests` tells the rest, and no path."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = "A request broke.", ()
        return record.levelno >= logging.ERROR


class WithoutMessages:
    def formatException(self, raised: _Raised) -> str:  # noqa: N802
        return told(raised[1])


class Plain(WithoutMessages, logging.Formatter):
    """For people at a terminal."""


class Json(WithoutMessages, JsonFormatter):
    """For programs: one object a line."""

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {name: said for name, said in log_data.items() if name in _ALWAYS or name in OF_A_REQUEST}


def told(error: BaseException | None) -> str:
    """Kind and place of an error and of those behind it, the first of them first."""
    if error is None:
        return ""
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    said = any(f"{each.__module__}.{each.__qualname__}" in _SAID for each in type(error).__mro__)
    message = f": {str(error).partition(chr(10))[0]}" if said else ""  # further lines may quote a statement
    place = "".join(traceback.format_tb(error.__traceback__))
    return "\n".join(part for part in (told(behind), f"{place}{kind}{message}") if part)


def logging_of(form: str, level: str) -> dict[str, Any]:
    """Python's settings of logging, for Django and gunicorn alike.

    form    "plain" or "json"
    level   of our own lines; of other packages' only warnings and worse are told
    """
    plain = {"()": Plain, "format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}
    json = {
        "()": Json,
        "fmt": ["asctime", "levelname", "name", "message", "request_id"],
        "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        "json_ensure_ascii": False,
    }
    quiet = {"handlers": ["nowhere"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": OfARequest}, "without paths": {"()": WithoutPaths}},
        "formatters": {"line": json if form == "json" else plain},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "config": {"level": level},
            "sources": {"level": level},
            "claims": {"level": level},
            "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
            "gunicorn.access": quiet,  # it has addresses in full; the line of a request is ours (config/requests.py)
            "django.server": quiet,
            "django.request": {"filters": ["without paths"], "handlers": [], "propagate": True},
            "django.security.csrf": {"filters": ["without paths"], "handlers": [], "propagate": True},
            "django.db.backends": quiet,  # statements with what was put into them, where DEBUG is on
        },
    }

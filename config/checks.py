from typing import Any

from django.conf import settings
from django.core import checks


def check_somebody_tells_of_https(app_configs: object, **kwargs: Any) -> list[checks.CheckMessage]:
    """`manage.py check --deploy`: whether a request can be known to have come by https at all."""
    if not settings.SECURE_SSL_REDIRECT or settings.TRUSTED_PROXIES:
        return []
    return [
        checks.Warning(
            "Whoever comes by http is sent to https, but no proxy is trusted to say who came by https.",
            hint="Set TRUSTED_PROXIES to the number of proxies before the server (docs/operating.md); "
            "else a browser is sent round in a circle.",
            id="concordance.W003",
        )
    ]

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """What we make of it."""

    name = "claims"

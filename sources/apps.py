from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """What documents say."""

    name = "sources"

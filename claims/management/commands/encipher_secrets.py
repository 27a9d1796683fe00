"""After `SECRET_KEY` was changed: the key before is needed no longer when this is done."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from claims.confidential import encipher_anew


class Command(BaseCommand):
    help = (
        "Put the secrets of second factors and webhooks under SECRET_KEY, those under a key of SECRET_KEY_FALLBACKS "
        "too. Exit code 1 where some are under none of them; they stay as they are."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count, lost = encipher_anew()
        self.stdout.write(f"{count - len(lost)} of {count} are under SECRET_KEY now.")
        for name in lost:
            self.stdout.write(f"not to be read with SECRET_KEY or SECRET_KEY_FALLBACKS: {name}")
        if lost:
            sys.exit(1)

"""Before another provider of single sign-on is told: its numbers are not those of the old one."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Forget by which number the provider of single sign-on knows people; it finds them by mail address again."

    def handle(self, *args: Any, **options: Any) -> None:
        count, _ = SocialAccount.objects.all().delete()
        self.stdout.write(f"{count} forgotten.")

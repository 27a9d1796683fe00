from django.contrib.auth.models import AbstractUser


class Person(AbstractUser):
    """Somebody who signs in. What they may do follows from their role in a dossier, not from Django's permissions."""

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username

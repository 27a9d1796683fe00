from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(UserManager["Person"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """One spelling of an address, all of it small: by it people are found when they sign in or are let in."""
        return super().normalize_email(email).lower()


class Person(AbstractUser):
    """Somebody who signs in. What they may do follows from their role in a dossier, not from Django's permissions."""

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_in_small_letters"),
        ]

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username

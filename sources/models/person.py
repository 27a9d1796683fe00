from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from sources.excerpts import parts_of

# Letters that are drawn alike, small ones: Cyrillic and Greek ones as the Latin ones they pass for.
_LOOKS_LIKE = str.maketrans(
    "авеѕіјкмнорԛсԁһтухԝӏєѵ\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03b2\u03b7",
    "abesijkmhopqcdhtyxwlevaeikvoptyxbn",
)


class PersonManager(UserManager["Person"]):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """One spelling of an address, all of it small: by it people are found when they sign in or are let in."""
        return super().normalize_email(email).lower()


class Person(AbstractUser):
    """Somebody who signs in. What they may do follows from their role in a dossier, not from Django's permissions."""

    NAMES: ClassVar = ("username", "first_name", "last_name")

    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_in_small_letters"),
        ]

    def save(self, *args: Any, **options: Any) -> None:
        """Raises ValidationError for a new name that is not what it looks like, whoever gives it: a command, a form,
        the provider of single sign-on. Names that stand already are kept.
        """
        written = options.get("update_fields")
        if (written is None or {*self.NAMES} & {*written}) and self._is_named_anew():
            self.expect_plain_names()
        super().save(*args, **options)

    def clean(self) -> None:
        super().clean()
        self.expect_plain_names()

    def _is_named_anew(self) -> bool:
        stands = Person.objects.filter(pk=self.pk, **{name: getattr(self, name) for name in self.NAMES})
        return not stands.exists()

    def expect_plain_names(self) -> None:
        """A name is what it looks like, and nobody else's: no sign unseen in it, no word in letters of two scripts.

        Raises ValidationError, by field.
        """
        refused: dict[str, ValidationError] = {}
        for field in self.NAMES:
            for part in parts_of(getattr(self, field)):
                if part.kind == "invisible":
                    refused[field] = ValidationError(
                        _("A name has no signs in it that nobody sees: take out %(sign)s."), params={"sign": part.hint}
                    )
                elif part.kind:
                    refused[field] = ValidationError(
                        _("A word of a name is written in one script: “%(word)s” mixes letters that look alike."),
                        params={"word": part.text},
                    )
        if not refused and (other := self._taken_for()):
            refused["username"] = ValidationError(
                _("“%(name)s” looks like “%(other)s”, which is somebody else's."),
                params={"name": self.username, "other": other},
            )
        if refused:
            raise ValidationError(dict(refused))

    def _taken_for(self) -> str | None:
        """The username of somebody else that is read as this one, if it is not the very same."""
        others = Person.objects.exclude(pk=self.pk).exclude(username=self.username).values_list("username", flat=True)
        seen = _as_seen(self.username)
        return next((other for other in others if _as_seen(other) == seen), None)

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username


def _as_seen(username: str) -> str:
    return username.casefold().translate(_LOOKS_LIKE)

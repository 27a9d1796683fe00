"""Filters of the lists of the desk that offer what a column can hold, whether or not a row does.

Django's own asks the rows, which is to read all of them for half a dozen words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claims.shown import shown
from claims.shown.words import KINDS
from sources.models.document import LANGUAGE_NAMES


class _Choice(admin.SimpleListFilter):
    choosable: Mapping[str, Any] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, shown(words)) for value, words in self.choosable.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        return queryset.filter(**{self.parameter_name or "": chosen}) if chosen else queryset


class LanguageFilter(_Choice):
    title, parameter_name, choosable = _("language"), "language", LANGUAGE_NAMES


class KindFilter(_Choice):
    title, parameter_name, choosable = _("kind"), "kind", KINDS

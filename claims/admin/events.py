"""The ledger, to be read."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from claims.models import Event
from claims.shown import shown
from claims.subjects import address_of, addressed
from sources.membership_admin import MemberAdmin, VisibleFilter
from sources.models import Dossier


@admin.register(Event)
class EventAdmin(MemberAdmin):
    list_display = ["sequence", "at", "by", "what", "about", "hash_start", "dossier"]
    list_display_links = None
    list_filter = [("dossier", VisibleFilter), "verb"]
    list_select_related = ["actor", "dossier"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return addressed(Event.objects.filter(dossier__in=Dossier.objects.visible_to(request.user)))

    @admin.display(description=_("who"))
    def by(self, event: Event) -> str:
        return event.actor.display_name if event.actor else shown("machine")

    @admin.display(description=_("verb"), ordering="verb")
    def what(self, event: Event) -> str:
        return shown(event.verb)

    @admin.display(description=_("subject"), ordering="subject")
    def about(self, event: Event) -> str:
        named = f"{shown(event.subject)} {event.subject_id}"
        address = address_of(event)
        return format_html('<a href="{}">{}</a>', address, named) if address else named

    @admin.display(description=_("hash"))
    def hash_start(self, event: Event) -> str:
        return event.hash[:12]

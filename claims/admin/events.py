"""The ledger, to be read."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from claims.models import Event
from sources.membership_admin import MemberAdmin, VisibleFilter
from sources.models import Dossier


@admin.register(Event)
class EventAdmin(MemberAdmin):
    list_display = ["sequence", "at", "who", "verb", "subject", "subject_id", "hash_start", "dossier"]
    list_display_links = None
    list_filter = [("dossier", VisibleFilter), "verb"]
    list_select_related = ["actor", "dossier"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return Event.objects.filter(dossier__in=Dossier.objects.visible_to(request.user)).order_by("-id")

    @admin.display(description="hash")
    def hash_start(self, event: Event) -> str:
        return event.hash[:12]

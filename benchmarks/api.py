"""Lists of fifty: requests a second of ours against a ModelSerializer of the same fields, and a newcomer's.

    python -m benchmarks.api [--seconds 3] [--rounds 5]

Each list is asked through Django's handler by one person signed in, in turns, the best of each: by the clock, and by
what this process was at work, which a busy machine does not change. What the database does is in the first alone. The
peers are views in this file with the same authentication and paging by the same key: one with the columns of ours
(`same`), one that a newcomer would write (`newcomer`: fields = "__all__", nothing fetched ahead).
"""

import argparse
import logging
import os
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["API_RATE"] = "off"
django.setup()

from django.conf import settings  # noqa: E402 - Django is set up first
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils import timezone  # noqa: E402
from rest_framework.generics import ListAPIView  # noqa: E402
from rest_framework.pagination import CursorPagination  # noqa: E402
from rest_framework.serializers import CharField, IntegerField, ModelSerializer, StringRelatedField  # noqa: E402

from benchmarks.corpus import settle  # noqa: E402
from claims.drafting import draft_claims  # noqa: E402
from claims.models import Claim  # noqa: E402
from sources.importing import Arrival, import_document  # noqa: E402
from sources.models import Dossier, Membership, Person, Role  # noqa: E402

ROWS = 200


class Same(ModelSerializer[Claim]):
    dossier = CharField(source="dossier.slug")
    document = IntegerField(source="passage.document_id")
    exact = CharField(source="passage.exact")
    value = CharField(source="value_text")
    written_by = StringRelatedField()  # type: ignore[var-annotated]
    decided_by = StringRelatedField()  # type: ignore[var-annotated]

    class Meta:
        model = Claim
        fields = [
            *("id", "dossier", "document", "passage", "exact", "statement", "language", "kind", "value", "low", "high"),
            *("modifier", "unit", "precision", "base_unit", "strict", "likely", "value_start", "value_end"),
            *("population", "scope", "as_of", "attribution", "is_denied", "worth", "override_reason", "first_made_as"),
            *("state", "state_reason", "written_by", "decided_by", "decided_at", "created_at", "version"),
        ]


class Newcomers(ModelSerializer[Claim]):
    class Meta:
        model = Claim
        fields = "__all__"


class ByKey(CursorPagination):
    ordering = "id"
    page_size = 50


class SameView(ListAPIView[Claim]):
    serializer_class: Any = Same
    pagination_class = ByKey

    def get_queryset(self) -> Any:
        rows = Claim.objects.visible_to(self.request.user)
        return rows.select_related("passage", "dossier", "written_by", "decided_by")


class NewcomersView(SameView):
    serializer_class = Newcomers

    def get_queryset(self) -> Any:
        return Claim.objects.visible_to(self.request.user)


urlpatterns = [
    path("same/", SameView.as_view()),
    path("newcomer/", NewcomersView.as_view()),
    path("", include("config.urls")),
]


def a_member() -> Person:
    """Somebody in a dossier of `ROWS` claims."""
    dossier = Dossier.objects.create(slug="bench", title="Bench")
    lines = (f"About {number + 2},000 people crossed bridge {number} of the river." for number in range(ROWS))
    data = "\n\n".join(lines).encode()
    at = timezone.now()
    draft_claims(import_document(dossier=dossier, data=data, arrival=Arrival(name="bench.txt"), at=at).document)
    person = Person.objects.create(username="bench")
    Membership.objects.create(dossier=dossier, person=person, role=Role.VIEWER)
    return person


def milliseconds(ask: Callable[[], Any], seconds: float) -> tuple[float, float]:
    """What an answer takes, by the clock and of work."""
    begun, work, count = time.perf_counter(), time.process_time(), 0
    while time.perf_counter() - begun < seconds:
        assert ask().status_code == 200
        count += 1
    return 1000 * (time.perf_counter() - begun) / count, 1000 * (time.process_time() - work) / count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    logging.disable(logging.INFO)  # a line a request, of ours as of theirs
    setup_test_environment()
    connection.settings_dict.update(settings.DATABASE_OWNER)  # who may make a database
    made = setup_databases(verbosity=0, interactive=False)
    try:
        client = Client()
        client.force_login(a_member())
        settle()
        found = {address: list[tuple[float, float]]() for address in ("/api/v1/claims/", "/same/", "/newcomer/")}
        with override_settings(ROOT_URLCONF="benchmarks.api"):
            for address in found:
                assert len(client.get(address).json()["results"]) == 50
            for _ in range(options.rounds):
                for address, taken in found.items():
                    taken.append(milliseconds(lambda address=address: client.get(address), options.seconds))  # type: ignore[misc]
    finally:
        teardown_databases(made, verbosity=0)
    best = {address: [min(each) for each in zip(*taken, strict=True)] for address, taken in found.items()}
    ours = best["/api/v1/claims/"]
    for address, (clock, work) in best.items():
        told = f"{1000 / clock:7.1f} lists of fifty a second, ours {clock / ours[0]:.2f} times as many"
        print(f"{address:18} {told}; {work:5.2f} ms of work, {work / ours[1]:.2f} times ours")


if __name__ == "__main__":
    main()

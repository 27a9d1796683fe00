"""What no form declares sets nothing, on the desk and on the pages of the account: every row is as it is without it.

Each form of tests/route_table.py is posted from the same state as it is, and again with every column there is that the
form does not declare. Time, numbers of rows and random numbers are the same each time, so that all tables can be
compared to the letter. With SOAK_ROUNDS every value that a column can have, otherwise two.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, models, transaction
from django.test import Client
from django.utils import timezone

from claims.sheets.fields import Field as SheetField
from sources.models import Dossier, Person
from tests.answers import PEOPLE
from tests.one_of_everything import Everything
from tests.route_table import PAGES
from tests.test_rights import address_of

pytestmark = [pytest.mark.usefixtures("the_owner"), pytest.mark.django_db]
APPS = ("sources", "claims", "account", "mfa", "socialaccount")
FIELDS = [field for app in APPS for model in apps.get_app_config(app).get_models() for field in model._meta.fields]
POSTS = [(name, what) for name, row in PAGES.items() for what in row.posts]
# What is named as a column is, and declared: what a form takes beside that which the table of routes sends.
WORDS = {"statement", "population", "scope", "attribution"}
OF_A_DOSSIER = {"own_claims_may_be_approved", "is_public"}
TAKES = {
    ("admin:claims_carryover_change", "carry"): {"statement", "override_reason"},
    ("admin:claims_conflict_change", "propose"): {"position", "dissent", "correction", "embargo_until"},
    ("admin:sources_document_change", "write"): {*WORDS, "question"},
    ("admin:sources_document_facts", "correct"): {"publisher", "author", "published_on", "url", "is_primary"},
    ("admin:sources_dossier_add", "start"): OF_A_DOSSIER,
    ("admin:sources_dossier_change", "rules"): OF_A_DOSSIER,
    ("drafts", "reword"): WORDS,
    ("drafts", "accept_reworded"): WORDS,
    ("exports", "remove"): {"written_as"},
    ("import", "paste"): {"publisher"},
    ("import_batch", "send"): {"batch", "publisher", "text"},
    ("note", "enter"): {"told_how"},
    ("resolve", "resolve"): {"body"},
    ("sheet", "map"): {*map(str, SheetField)},
}
# Clocks that cannot be stopped write these, and what is chained after them.
NEVER_TWICE_THE_SAME = {
    "claims_event": {"at", "hash", "previous_hash"},
    "claims_ledgerhead": {"hash"},
    "mfa_authenticator": {"created_at"},
}
LEFT_OUT = ("django_session",)

Rows = dict[str, list[str]]


def hostile(everything: Everything, declared: Iterable[str]) -> Iterator[dict[str, str]]:
    """What else a browser could send: every column there is but these, with values that the database would take."""
    told: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for field in FIELDS:
        for name in {field.name, field.attname} - {*declared}:
            told[name] |= dict.fromkeys(_values_of(field, everything))
    assert {"id", "state", "version", "is_superuser", "created_at", "proposed_by", "made_by_id"} <= told.keys()
    rounds = max(map(len, told.values())) if "SOAK_ROUNDS" in os.environ else 2
    for number in range(rounds):
        yield {name: list(each)[number % len(each)] for name, each in told.items()}


def _values_of(field: models.Field[Any, Any], everything: Everything) -> list[str]:
    if field.choices:
        return [str(value) for value, _ in field.flatchoices]
    if isinstance(field, models.ForeignKey):
        own = {Dossier: everything.elsewhere, Person: everything.people["stranger"]}
        return [str(own[field.related_model].pk) if field.related_model in own else "1"]
    if isinstance(field, models.BooleanField):
        return ["on", "true"]
    if isinstance(field, models.DateTimeField):
        return ["2001-02-03T04:05"]
    if isinstance(field, models.DateField):
        return ["2001-02-03"]
    if isinstance(field, models.IntegerField):
        return ["7"]
    return ["hostile", "[]"]


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen: not even the numbers of rows are used up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences")
        numbers = cursor.fetchall()
    place = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(place)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(name::regclass, coalesce(last, 1), last IS NOT NULL) "
                "FROM unnest(%s::text[], %s::bigint[]) AS s(name, last)",
                [[name for name, _ in numbers], [last for _, last in numbers]],
            )
        cache.clear()


def everything_written() -> Rows:
    """Every row of every table, as JSON."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = sorted(name for (name,) in cursor.fetchall() if name not in LEFT_OUT)
        parts = [f"SELECT '{table}', (to_jsonb(t) - %s::text[])::text FROM {table} t" for table in tables]
        cursor.execute(" UNION ALL ".join(parts), [sorted(NEVER_TWICE_THE_SAME.get(table, ())) for table in tables])
        rows: Rows = {table: [] for table in tables}
        for table, row in cursor.fetchall():
            rows[table].append(row)
        return {table: sorted(each) for table, each in rows.items()}


def differences(one: Rows, other: Rows) -> dict[str, list[str]]:
    """The rows that are in one of them alone, by their table."""
    return {table: sorted({*one[table]} ^ {*other[table]}) for table in one if one[table] != other[table]}


@pytest.fixture
def _the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """No moment, no random number and no cipher tells one post from the next."""
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    monkeypatch.setattr("claims.webhooks.managing.enciphered", "fernet1:{}".format)
    monkeypatch.setattr("claims.models.webhook.deciphered", lambda kept: kept.removeprefix("fernet1:"))
    monkeypatch.setattr("secrets.token_bytes", lambda size=32: b"r" * size)
    monkeypatch.setattr("secrets.token_hex", lambda size=32: "ab" * size)


def posted(client: Client, everything: Everything, name: str, what: str, more: dict[str, str]) -> tuple[int, Rows]:
    """What is answered, and every row there is then; nothing of it stays."""
    row = PAGES[name]
    post, cookies = row.posts[what], copy(client.cookies)
    with undone():
        address = address_of(name, row, (post.at or row.at)(everything))
        response = client.post(address, {**more, **post.fields(everything)})
        b"".join(response)
        written = everything_written()
    client.cookies = cookies
    return response.status_code, written


@pytest.mark.usefixtures("_the_same_each_time")
@pytest.mark.parametrize(("name", "what"), POSTS)
def test_a_field_that_a_form_does_not_declare_changes_nothing(name, what, everything, clients):
    post = PAGES[name].posts[what]
    codes = dict(zip(PEOPLE, post.answers.split(), strict=True))
    client = clients["editor" if codes["editor"] < codes["chief"] else "chief"]
    declared = post.fields(everything).keys() | TAKES.get((name, what), set())
    status, written = posted(client, everything, name, what, {})
    for more in hostile(everything, declared):
        again = posted(client, everything, name, what, more)
        assert differences(written, again[1]) == {}
        assert again[0] == status

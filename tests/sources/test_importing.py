"""Bytes become a document once, whole, with what the file says of itself."""

import datetime as dt

import pytest
from django.db import IntegrityError

from sources.extracting import FileEmpty
from sources.importing import Arrival, import_document, passage_at
from sources.models import Document, Publisher
from tests.factories import NOW

MARKDOWN = b"""---
title: A storm counted
author: Ines Marr
date: 2023-05-09
publisher: Harbour Post
url: https://harbour.example/storm
---

About 43,000 people left the valley.
"""


def imported(world, data: bytes = MARKDOWN, **options: object):
    return import_document(dossier=world.dossier, data=data, arrival=Arrival(name="storm.md", **options), at=NOW)


def test_a_document_keeps_its_bytes_and_what_it_says_of_itself(world):
    document = imported(world).document
    document.refresh_from_db()
    assert bytes(document.original) == MARKDOWN
    assert (document.title, document.author, document.published_on) == (
        "A storm counted",
        "Ines Marr",
        dt.date(2023, 5, 9),
    )
    assert (document.publisher and document.publisher.name, document.language) == ("Harbour Post", "en")
    assert document.url == "https://harbour.example/storm"
    assert document.extractor.startswith("markdown/")


def test_what_is_given_goes_before_what_is_read(world):
    document = imported(world, publisher="The Gull", language="zh").document
    assert (document.publisher and document.publisher.name, document.language) == ("The Gull", "zh")


def test_the_same_bytes_are_imported_once(world):
    first, second = imported(world), imported(world)
    assert (first.is_new, second.is_new, first.document.pk) == (True, False, second.document.pk)


def test_two_dossiers_may_hold_the_same_bytes(world):
    imported(world)
    elsewhere = world.stranger.memberships.get().dossier
    assert import_document(dossier=elsewhere, data=MARKDOWN, arrival=Arrival(name="storm.md"), at=NOW).is_new


def test_a_refused_file_leaves_nothing_behind(world):
    with pytest.raises(FileEmpty):
        imported(world, data=b"  \n", publisher="The Gull")
    assert not Document.objects.exists()
    assert not Publisher.objects.exists()


def test_a_passage_is_cut_with_its_context_and_made_once(world):
    document = imported(world).document
    start = document.text.index("43,000")
    passage = passage_at(document, start, start + 6)
    assert (passage.exact, passage.prefix[-6:], passage.suffix[:7]) == ("43,000", "About ", " people")
    assert passage_at(document, start, start + 6) == passage


def test_the_origin_is_at_the_root_of_the_lineage(world):
    wire = imported(world).document
    copy = imported(world, data=MARKDOWN + b"Reprinted.\n").document
    copy_of_copy = imported(world, data=MARKDOWN + b"Reprinted twice.\n").document
    copy.derived_from = wire
    copy.save()
    copy_of_copy.derived_from = copy
    copy_of_copy.save()
    assert Document.objects.all().origins() == {copy.pk: wire.pk, copy_of_copy.pk: wire.pk}


def test_what_a_file_says_of_itself_is_stored_without_what_no_column_takes(world):
    page = (
        b'<html><head><script type="application/ld+json">{"headline":"A storm\\u0000 counted\\ud800"}</script></head>'
    )
    page += b"<body><article><h1>A storm</h1><p>About 43,000 people left the valley.</p></article></body></html>"
    assert "A storm" in imported(world, data=page).document.title


def test_a_publisher_of_another_dossier_is_refused(world):
    document = imported(world).document
    foreign = Publisher.objects.create(dossier=world.stranger.memberships.get().dossier, name="Elsewhere")
    with pytest.raises(IntegrityError, match="of one dossier"):
        Document.objects.filter(pk=document.pk).update(publisher=foreign)

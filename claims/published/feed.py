"""The Atom feed of a public dossier: what was published, corrected and withdrawn, each an entry of its own.

A publication that was corrected or withdrawn since stays an entry and says so, without its old answer; it is updated
then, so that readers of the feed are shown it again.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claims.export import addresses
from claims.published.telling import Told, ToldCorrection, changed, corrections_of, published, told
from sources.models import Dossier

MOST = 100
_NOT_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """`key`: the entry's part of its id, the same for ever; `summary` is HTML."""

    key: str
    title: str
    question_id: int
    summary: str
    published_at: dt.datetime
    updated_at: dt.datetime


def entries(dossier: Dossier, *, at: dt.datetime) -> list[Entry]:
    """The newest first, MOST at most."""
    current = list(told(published(dossier, at=at)[:MOST]))
    decisions = changed(dossier, at=at, most=MOST)
    changes = corrections_of(decisions)
    ended = {made.replaced: made for _told, made in changes}
    listed = [_correction(each, made) for each, made in changes]
    listed += [_publication(each) for each in current if not each.is_replacement]
    for each in decisions:
        made = ended.get(each.record["reconciliation_id"])
        if made and not each.is_replacement:
            listed.append(_ended_publication(each, made))
    return sorted(listed, key=lambda entry: (entry.updated_at, entry.key), reverse=True)[:MOST]


def atom(dossier: Dossier, *, at: dt.datetime, base: str) -> str:
    """The feed as XML; `base` is the address of the server, with its last slash."""
    page = f"{base}published/{dossier.slug}/"
    feed = Atom1Feed(
        title=_text(dossier.title),
        link=page,
        description=_("Decided questions, and their corrections"),
        language=get_language(),
        author_name=_text(dossier.title),
        feed_url=f"{page}feed.atom",
    )
    for entry in entries(dossier, at=at):
        address = addresses.published(base, dossier.slug, entry.question_id)
        feed.add_item(
            title=_text(entry.title),
            link=address,
            description=_text(entry.summary),
            unique_id=f"{address}#{entry.key}",
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
        )
    return feed.writeString("utf-8")


def _publication(each: Told) -> Entry:
    summary = format_html(
        "<p><strong>{}</strong></p><p>{}</p><p>{}</p>", each.answer, each.outcome, each.record["rationale"]
    )
    return _entry(each, summary, updated_at=each.published_at)


def _ended_publication(each: Told, made: ToldCorrection) -> Entry:
    said = _("This was corrected since.") if made.replacement else _("This was withdrawn since.")
    return _entry(each, format_html("<p>{}</p><p>{}</p>", said, made.reason), updated_at=made.made_at)


def _entry(each: Told, summary: str, *, updated_at: dt.datetime) -> Entry:
    record = each.record
    key = f"decision-{record['reconciliation_id']}"
    return Entry(key, record["question"], record["question_id"], summary, each.published_at, updated_at)


def _correction(each: Told, made: ToldCorrection) -> Entry:
    record = each.record
    question = {"question": record["question"]}
    title = _("Correction: %(question)s") % question if made.replacement else _("Withdrawn: %(question)s") % question
    summary = format_html("<p>{}</p>", made.reason)
    if made == each.corrections[0] and made.replacement == record["reconciliation_id"]:
        summary += format_html("<p><strong>{}</strong></p><p>{}</p>", each.answer, record["rationale"])
    return Entry(made.key, title, record["question_id"], summary, made.made_at, made.made_at)


def _text(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return _NOT_FOR_XML.sub("", text)

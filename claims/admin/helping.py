"""Help with passages in a language the reviewer does not read: words by the dictionary, a translation by a server.

Both are made by machines and say so. What is withheld to protect a source is never sent anywhere.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims.admin.acting import posted_number
from claims.admin.evidence import Card, Evidence
from claims.glossing import Glossed, gloss
from claims.models import Claim
from claims.permissions import Right, may
from claims.shown import reading_language, shown
from claims.translating import NotTranslated, Translator
from sources.models import Passage
from sources.withholding import touching

_KEPT = 30 * 24 * 3600  # seconds


class Help:
    """What one person is helped with on one page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.translator: Translator | None = settings.TRANSLATOR

    def translate(self, evidence: Evidence) -> int:
        """Have the posted claim's passage translated. Returns 302 when there is a translation, else 400 or so."""
        claim = evidence.claims.get(posted_number(self.request, "claim"))
        if self.translator is None or claim is None:
            return 400
        if not may(self.request.user, Right.COMMENT, evidence.conflict.dossier):
            return 403
        passage = claim.passage
        if touching((passage.start, passage.end), _withheld([passage.document_id])[passage.document_id]):
            messages.error(self.request, _("The passage is withheld to protect a source: it is not sent anywhere."))
            return 400
        target = reading_language()
        try:
            said = self.translator.translate(passage.exact, claim.language, target)
        except NotTranslated as error:
            messages.error(self.request, shown(error))
            return 502
        cache.set(self._key(passage.exact, target), said, _KEPT)
        return 302

    def context(self, evidence: Evidence) -> dict[str, Any]:
        """Gives the cards of foreign passages their help; returns what the template asks beside."""
        foreign = [card for card in evidence.cards if card.is_foreign]
        for card in foreign:
            card.gloss = _glossed(card.claim, reading_language())
        if self.translator and foreign:
            self._add_translations(foreign)
        return {"translator": self.translator.host if self.translator else ""}

    def _add_translations(self, cards: list[Card]) -> None:
        keys = {card.claim.pk: self._key(card.claim.passage.exact, reading_language()) for card in cards}
        known = cache.get_many(keys.values())
        withheld = _withheld([card.document.pk for card in cards])
        for card in cards:
            passage = card.claim.passage
            card.translation = known.get(keys[card.claim.pk], "")
            card.is_withheld = bool(touching((passage.start, passage.end), withheld[card.document.pk]))

    def _key(self, text: str, target: str) -> str:
        assert self.translator
        asked = "\x1f".join([self.translator.kind, self.translator.url, self.translator.model, target, text])
        return f"translation:{hashlib.sha256(asked.encode()).hexdigest()}"


def _glossed(claim: Claim, into: str) -> list[Glossed]:
    """The words of the passage; the value stands as it is, for the card says it in the reader's language."""
    said = claim.passage.exact
    start, end = claim.value_start - claim.passage.start, claim.value_end - claim.passage.start
    if not 0 <= start < end <= len(said):
        return gloss(said, claim.language, into)
    before, after = gloss(said[:start], claim.language, into), gloss(said[end:], claim.language, into)
    return [*before, Glossed(said[start:end]), *after] if before or after else []


def _withheld(documents: list[int]) -> defaultdict[int, list[Passage]]:
    """The withheld passages of these documents, by document."""
    found: defaultdict[int, list[Passage]] = defaultdict(list)
    for passage in Passage.objects.filter(document__in=documents).exclude(withheld_because=""):
        found[passage.document_id].append(passage)
    return found

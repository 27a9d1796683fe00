"""The reader: a document with its claims lit, and the panel in which new ones are written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from claims.admin.acting import status_of
from claims.admin.new_claim import ClaimForm, Panel
from claims.coverage import FigureState, figure_at, take_back, wave_off
from claims.errors import Refused
from claims.models import Claim, Conflict, Filing
from claims.permissions import Right, may, require
from claims.reader import Ink, Lights, Sheet, blocks_of, lights_of, says_title, text_fragment
from claims.shown import shown, value_said
from claims.writing import write_claim
from sources.admin import DocumentAdmin
from sources.models import Document, Person

admin.site.unregister(Document)

_CARDS_AT_ONCE = 40
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Done:
    """What an act led to: words for people, the stretches of the text to show again, and the place to go to."""

    words: str
    spans: tuple[Span, ...]
    place: str = ""


class Reading:
    """One document as one person reads it."""

    def __init__(self, document: Document, request: HttpRequest) -> None:
        self.document, self.request = document, request
        self.may_write = may(request.user, Right.WRITE, document.dossier)

    def context(self) -> dict[str, Any]:
        document, sheet = self.document, self._sheet()
        return {
            "leaves": sheet.leaves(),
            "has_title": any(says_title(document, block) for block in blocks_of(document)),
            "newer": Document.objects.without_bodies().filter(supersedes=document).first(),
            **self._standing(sheet.lights),
        }

    def shown_again(self, spans: Collection[Span]) -> dict[str, Any]:
        """The blocks that stretches of the text touch, and the figures beside it, as they are now."""
        sheet = self._sheet()
        touched = [
            number
            for number, block in enumerate(blocks_of(self.document))
            if any(block.start < end and block.end > start for start, end in spans)
        ]
        html = {
            number: self.partial("blocks", {"blocks": [sheet.block(number)], "may_write": self.may_write})
            for number in touched
        }
        return {"blocks": html, "standing": self.partial("standing", self._standing(sheet.lights))}

    def _sheet(self) -> Sheet:
        return Sheet(self.document, lights_of(self.document), Ink(may_write=self.may_write))

    def _standing(self, lights: Lights) -> dict[str, Any]:
        return {
            "document": self.document,
            "may_write": self.may_write,
            "coverage": lights.coverage,
            "claimed": lights.coverage.count(FigureState.CLAIMED),
            "standing": lights.standing,
        }

    def panel(self, panel: Panel | None, refusal: str = "", **more: Any) -> str:
        return self.partial("panel", {"panel": panel, "refusal": refusal, "document": self.document, **more})

    def partial(self, name: str, context: dict[str, Any]) -> str:
        return render_to_string(f"claims/_reader_{name}.html", context, request=self.request)


@admin.register(Document)
class ReaderAdmin(DocumentAdmin):
    """Documents at the desk, each shown with its claims."""

    def get_urls(self) -> list[URLPattern]:
        pages = [("panel", self.panel), ("questions", self.questions), ("cards", self.cards)]
        own = [
            path(f"<int:document_id>/{name}/", self.admin_site.admin_view(page), name=f"sources_document_{name}")
            for name, page in pages
        ]
        return [*own, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The reader. With `start` and `end` the panel is open beside the text, for those without the script."""
        reading = Reading(self._readable(request, object_id), request)
        if request.method == "POST":
            return self._act(reading)
        panel, refusal = None, ""
        if reading.may_write and "start" in request.GET:
            try:
                panel = Panel(reading.document, _span(request))
            except Refused as refused:
                refusal = shown(refused)
        return self._page(reading, panel, refusal, 200)

    @method_decorator(require_safe)
    def panel(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """The panel alone, for the script; the questions come after it."""
        reading = Reading(self._readable(request, str(document_id)), request)
        try:
            assert isinstance(request.user, Person), "the desk is for people signed in"
            require(request.user, Right.WRITE, reading.document.dossier)
            return HttpResponse(reading.panel(Panel(reading.document, _span(request)), questions_follow=True))
        except Refused as refused:
            return HttpResponse(reading.panel(None, shown(refused)), status=status_of(refused))

    @method_decorator(require_safe)
    def questions(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """The questions a value of the panel may answer."""
        reading = Reading(self._readable(request, str(document_id)), request)
        try:
            asked = request.GET
            panel = Panel(
                reading.document, _span(request), chosen=asked.get("value", ""), named=asked.get("named", "")[:200]
            )
        except Refused as refused:
            return HttpResponse(shown(refused), status=400, content_type="text/plain")
        return TemplateResponse(request, "claims/_reader_questions.html", {"panel": panel})

    @method_decorator(require_safe)
    def cards(self, request: HttpRequest, document_id: int) -> HttpResponse:
        """The cards of claims (`claims`, keys with spaces between), or of a figure nobody claimed (`start`, `end`)."""
        document = self._readable(request, str(document_id))
        reading = Reading(document, request)
        if "start" in request.GET:
            try:
                figure = figure_at(document, *_span(request))
            except Refused as refused:
                return HttpResponse(shown(refused), status=400, content_type="text/plain")
            context = {"document": document, "figure": figure, "may_write": reading.may_write}
            return TemplateResponse(request, "claims/_reader_figure.html", context)
        asked = [int(key) for key in request.GET.get("claims", "").split() if key.isdecimal() and len(key) < 19]
        claims = _with_filings(document, asked[:_CARDS_AT_ONCE])
        address = reverse("admin:sources_document_change", args=[document.pk])
        links = {claim.pk: f"{address}#p{claim.passage_id}{text_fragment(claim.passage.exact)}" for claim in claims}
        cards = [{"claim": claim, "link": links[claim.pk], **_filed(claim)} for claim in claims]
        return TemplateResponse(request, "claims/_reader_cards.html", {"cards": cards, "document": document})

    def _readable(self, request: HttpRequest, pk: str) -> Document:
        """The document with its text, and with the names of those it descends from."""
        related = Document.objects.without_bodies()
        visible = (
            Document.objects.visible_to(request.user)
            .without_original()
            .select_related("publisher", "dossier", "erasure")
            .prefetch_related(Prefetch("supersedes", queryset=related), Prefetch("derived_from", queryset=related))
        )
        document = visible.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
        if document is None:
            raise Http404
        return document

    def _page(self, reading: Reading, panel: Panel | None, refusal: str, status: int) -> HttpResponse:
        context = {
            **self.admin_site.each_context(reading.request),
            "opts": self.opts,
            "title": str(reading.document),
            "panel": panel,
            "refusal": refusal,
            **reading.context(),
        }
        return TemplateResponse(reading.request, "claims/reader.html", context, status=status)

    # ---- acts ----

    def _act(self, reading: Reading) -> HttpResponse:
        """Do what the posted form names; the page's script asks for JSON and shows what changed in its place."""
        request, document = reading.request, reading.document
        wants_json = request.headers.get("Accept") == "application/json"
        acts: dict[str, Callable[[Document, HttpRequest], Done]] = {
            "write": _write,
            "wave": _wave,
            "take back": _take_back,
        }
        act = acts.get(request.POST.get("act", ""))
        try:
            if act is None:
                raise Refused(_("Nothing was asked for."))
            done = act(document, request)
        except Refused as refused:
            panel = _panel_again(document, request)
            if wants_json:
                return JsonResponse({"panel": reading.panel(panel, shown(refused))}, status=status_of(refused))
            return self._page(reading, panel, shown(refused), status_of(refused))
        if wants_json:
            return JsonResponse({"words": done.words, "place": done.place, **reading.shown_again(done.spans)})
        messages.success(request, done.words)
        address = reverse("admin:sources_document_change", args=[document.pk])
        return HttpResponseRedirect(f"{address}#{done.place}" if done.place else address)


def _write(document: Document, request: HttpRequest) -> Done:
    form = ClaimForm(request.POST)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refused(f"{form.fields[field].label}: {errors[0]}")
    claim = write_claim(
        document,
        form.wording(),
        by=_person(request),
        at=timezone.now(),
        question=form.chosen_question(document),
        asked=form.new_question(),
    )
    words = gettext("Claim %(number)s is written: %(value)s. It is a draft until somebody accepts it.")
    words %= {"number": claim.pk, "value": value_said(claim)}
    return Done(words, (_of(claim), *_beside(claim)), f"p{claim.passage_id}")


def _wave(document: Document, request: HttpRequest) -> Done:
    span = _span(request)
    wave_off(document, *span, by=_person(request), at=timezone.now())
    return Done(gettext("Waved off."), (span,), _block_at(document, span))


def _take_back(document: Document, request: HttpRequest) -> Done:
    span = _span(request)
    waved = document.waved_figures.filter(start=span[0], end=span[1]).select_related("document__dossier").first()
    if waved is None:
        raise Refused(_("That figure is not waved off any more."))
    take_back(waved, by=_person(request))
    return Done(gettext("The figure is open again."), (span,), _block_at(document, span))


def _panel_again(document: Document, request: HttpRequest) -> Panel | None:
    """The panel with everything that was typed; None where what was posted is no span of the text."""
    try:
        typed = request.POST.dict()
        return Panel(document, _span(request), typed=typed if typed.get("act") == "write" else None)
    except Refused:
        return None


def _span(request: HttpRequest) -> Span:
    given = request.POST if request.method == "POST" else request.GET
    start, end = given.get("start", ""), given.get("end", "")
    if not all(number.isascii() and number.isdecimal() and len(number) < 10 for number in (start, end)):
        raise Refused(_("Select the words of the document that say it."))
    return int(start), int(end)


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person), "the desk is for people signed in"
    return request.user


def _of(claim: Claim) -> Span:
    return claim.passage.start, claim.passage.end


def _beside(claim: Claim) -> list[Span]:
    """The passages of the document's other claims that answer the same question: they may be in conflict now."""
    questions = Filing.objects.standing().filter(claim=claim).values("question")
    others = Claim.objects.filter(
        passage__document=claim.passage.document_id, filings__question__in=questions
    ).select_related("passage")
    return [_of(other) for other in others]


def _block_at(document: Document, span: Span) -> str:
    numbers = (number for number, block in enumerate(blocks_of(document)) if block.start <= span[0] < block.end)
    return f"b{next(numbers, 0)}"


def _with_filings(document: Document, keys: list[int]) -> list[Claim]:
    """The claims of the document, in the order asked for, with passage, filings, questions, conflicts and positions."""
    conflict = Prefetch("question__conflict", queryset=Conflict.objects.prefetch_related("positions"))
    filings = Filing.objects.standing().select_related("question", "decided_by").prefetch_related(conflict)
    claims = (
        Claim.objects.filter(passage__document=document, pk__in=keys)
        .select_related("passage", "written_by")
        .prefetch_related(Prefetch("filings", queryset=filings))
    )
    return sorted(claims, key=lambda claim: keys.index(claim.pk))


def _filed(claim: Claim) -> dict[str, Any]:
    filing = next(iter(claim.filings.all()), None)
    return {"filing": filing, "conflict": getattr(filing.question, "conflict", None) if filing else None}

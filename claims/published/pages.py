"""The addresses under /published/: no sign-in, no session, and the same answer to everybody who may not read."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from claims.export import addresses
from claims.export.claim_review import reviews
from claims.export.shapes import ReconciledRecord
from claims.published.drawing import drawn
from claims.published.feed import atom
from claims.published.telling import changed, corrections_of, published, told, withdrawn
from claims.snapshots import snapshot
from sources.models import Dossier

QUESTIONS_A_PAGE = 20
CORRECTIONS_LISTED = 50
_UNSAFE_IN_HTML = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
Answer = HttpResponse | HttpResponseNotModified


@require_safe
def questions_page(request: HttpRequest, slug: str) -> Answer:
    """The decided questions of a dossier, the newest first, and what was corrected or withdrawn."""
    with snapshot():
        dossier, at = _public(slug), timezone.now()
        if dossier is None:
            return missing_page(request)
        page = Paginator(published(dossier, at=at), QUESTIONS_A_PAGE).get_page(request.GET.get("page"))
        listed = list(told(page.object_list))
        changes = corrections_of(changed(dossier, at=at, most=CORRECTIONS_LISTED))[:CORRECTIONS_LISTED]
    address = f"{_base()}published/{dossier.slug}/"
    context = {
        "dossier": dossier,
        "page": page,
        "questions": listed,
        "changes": changes if page.number == 1 else [],
        "canonical": address if page.number == 1 else f"{address}?page={page.number}",
    }
    moments = [*(each.published_at for each in listed), *(made.made_at for _told, made in changes)]
    return _answer(request, "published/questions.html", context, max(moments, default=None))


@require_safe
def question_page(request: HttpRequest, slug: str, question_id: int) -> Answer:
    """One decided question with its evidence; where the decision was withdrawn, that, when and why."""
    with snapshot():
        dossier, at = _public(slug), timezone.now()
        if dossier is None:
            return missing_page(request)
        decided = next(told(published(dossier, at=at).filter(question_id=question_id)), None)
        shown = decided or withdrawn(dossier, question_id, at=at)
    if shown is None:
        return missing_page(request)
    context = {
        "dossier": dossier,
        "told": shown,
        "canonical": addresses.published(_base(), dossier.slug, question_id),
    }
    moments = [made.made_at for made in shown.corrections]
    if decided is None:
        return _answer(request, "published/withdrawn.html", context, max(moments))
    context |= {"drawn": drawn(decided.record), "data": _linked_data(decided.record)}
    return _answer(request, "published/question.html", context, max([decided.published_at, *moments]))


@require_safe
def feed(request: HttpRequest, slug: str) -> Answer:
    with snapshot():
        dossier, at = _public(slug), timezone.now()
        if dossier is None:
            return missing_page(request)
        written = atom(dossier, at=at, base=_base())
    return _conditional(request, HttpResponse(written, content_type="application/atom+xml; charset=utf-8"))


def missing_page(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whether there is no such dossier, or it is not public, or the question waits: one page, to the letter."""
    return HttpResponse(render_to_string("published/missing.html"), status=404)


def _public(slug: str) -> Dossier | None:
    return Dossier.objects.filter(slug=slug, is_public=True).first()


def _base() -> str:
    """Where readers reach this server, whatever name they called it by: what is linked and cited has one address."""
    return f"{settings.PUBLIC_URL}/"


def _linked_data(record: ReconciledRecord) -> SafeString | None:
    """The reviews of the claims as JSON that stands in a page and cannot end the element it stands in."""
    graph = list(reviews(record, _base(), is_public=True))
    if not graph:
        return None
    written = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return mark_safe(written.translate(_UNSAFE_IN_HTML))  # noqa: S308  # nothing of HTML is left in it


def _answer(request: HttpRequest, template: str, context: dict[str, Any], changed_at: Any) -> Answer:
    """Rendered without the request: nothing of who asks is in the page, and no session is opened for it."""
    response = HttpResponse(render_to_string(template, context))
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return _conditional(request, response)


def _conditional(request: HttpRequest, response: HttpResponse) -> Answer:
    """Kept by whoever wants, asked for anew each time: a correction is read at once.

    The tag alone says whether a page is the same: words that are withheld from now on leave no time behind.
    """
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"], response["Cache-Control"] = etag, "public, no-cache"
    answer = get_conditional_response(request, etag, response=response)
    assert isinstance(answer, HttpResponse)
    return answer

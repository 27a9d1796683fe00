"""What nobody sees in a text, or takes for something else, is shown on every page: the last step before an answer.

A name with a right-to-left override reads as another one, and so does one with a Cyrillic а among Latin letters. A
page has a hundred places where words of people and of files stand, so the marks are set where all of them pass. What
is stored stays as it is: what a form gives back (the value of a field, a text to edit) and what a script reads is left
alone, and a mark adds no sign to the text of the page. Where no element may stand (the title of the page, a choice of
a list, what is told of an element) the sign is written out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from django.http import HttpRequest, HttpResponse

from sources.excerpts import MIXED, Part, parts_of

# Not among them: blanks that do not break, which stand in our own sentences; the joiner, at home in emoji.
_DECEPTIVE = (
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{_DECEPTIVE}]")
_WORTH_A_LOOK = re.compile(f"[{_DECEPTIVE}\u0370-\u052f]")  # a hidden sign, or a letter of Greek or Cyrillic
_REST_OF_TAG = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>"""
_PIECES = re.compile(
    r"(?P<kept><!--.*?-->|<(?P<raw>script|style|textarea)\b.*?</(?P=raw)\s*>"
    r"|<(?:span|bdi) class=\"(?:invisible|mixed)\".*?</(?:span|bdi)>)"
    rf"|(?P<opened><(?P<bare>title|option|text)\b{_REST_OF_TAG})(?P<words>.*?)(?=</(?P=bare)\b)"
    rf"|(?P<tag><{_REST_OF_TAG})",
    re.IGNORECASE | re.DOTALL,
)
_TOLD = re.compile(
    r"""\s(?:title|label|aria-label|aria-description|alt|placeholder)=(?:"[^"]*"|'[^']*')""", re.IGNORECASE
)


def with_disguises_shown(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            page = response.content.decode(response.charset or "utf-8")
            if _is_disguised(page):
                response.content = undisguised(page)
        return response

    return answer


def undisguised(page: str) -> str:
    """The page with a mark on what is disguised in its texts."""
    written, place = list[str](), 0
    for found in _PIECES.finditer(page):
        written.append(_text(page[place : found.start()]))
        if found["kept"]:
            written.append(found[0])
        elif found["bare"]:
            written += [_tag(found["opened"]), _spelt(found["words"])]
        else:
            written.append(_tag(found[0]))
        place = found.end()
    return "".join([*written, _text(page[place:])])


def _is_disguised(html: str) -> bool:
    found = _WORTH_A_LOOK.search(html)
    return bool(found and (_HIDDEN.search(html, found.start()) or MIXED.search(html, max(0, found.start() - 1))))


def _text(html: str) -> str:
    return "".join(map(_part, parts_of(unescape(html)))) if _is_disguised(html) else html


def _part(part: Part) -> str:
    if not part.kind or (part.kind == "invisible" and not _HIDDEN.match(part.text)):
        return escape(part.text)
    label = f' data-label="{escape(part.label)}"' if part.label else ""
    return f'<bdi class="{part.kind}" title="{escape(part.hint)}"{label}>{escape(part.text)}</bdi>'


def _tag(html: str) -> str:
    return _TOLD.sub(lambda told: _spelt(told[0]), html) if _HIDDEN.search(html) else html


def _spelt(words: str) -> str:
    return _HIDDEN.sub(lambda sign: f"⟦U+{ord(sign[0]):04X}⟧", words)

"""What one value of a sentence is said to be: the words next to it, the subject it takes over.

In "the flood killed 12 people, injured 310 and destroyed 40 houses" each value has words of its own; the subject
stands once. In "sales were 89 billion, down 1 %" the second value has none of its own, and takes over the first's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.similarity.terms import words
from claims.similarity.valences import valence
from sources.reading.mention import Mention
from sources.values import DATE

Span = tuple[int, int]

_BREAK = re.compile(
    r"[,，;；:：。、()（）\n]|\s[–—-]\s|——"
    r"|\b(?:and|or|but|while|whereas|as|because|after|before|when|which|who|that|with|including|than)\b"
    r"|(?<=[\u3400-\u9fff])(?:以及|并且|而且|其中|另有)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[,，;；:：。()（）\n]|\s[–—-]\s|——|\b(?:which|who|but|while|whereas)\b", re.IGNORECASE)
_BINDS_RIGHT = re.compile(r"\b(?:of|to|in|at|on|from|by|for|was|were|is|are|had|has|have)\b", re.IGNORECASE)
_PLACE = r"(?-i:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})"
_AGENCY = r"(?-i: \([A-Z][\w .]{1,20}\))"
_DATELINE = re.compile(
    r"^(?:"
    r"(?-i:[A-Z][A-Z]+[A-Z .]*)(?:,[\w. …\x00]{0,24})?(?: ?\([A-Za-z]{2,12}\))?\s*(?:--|[–—:]| - )"
    rf"|{_PLACE}(?:, {_PLACE}){{0,2}}, ?…\x00*{_AGENCY}? ?(?:--|[–—:]| - )"
    rf"|…\x00*{_AGENCY} ?(?:--|[–—:]| - )"
    r"|[\u3400-\u9fff]{2,6}[^,，。]{0,14}[电電讯訊](?:\([^)]*\)|（[^）]*）)?"
    r"|[（(【][^（(【】)）]{2,40}(?:[电電讯訊]|[报報][导導道]|中文[网網]|[网網]站)[】)）]"
    r"|[\u3400-\u9fffA-Za-z]{2,8}[^,，。:：]{0,14}消息(?:\([^)]*\)|（[^）]*）)?[:：,，]"
    r")"
)
_SOURCE = re.compile(
    r"\baccording to [^,.;:]{2,80}"
    r"|(?:^|(?<=[,;.] ))[^,;]{2,90}?\b(?:said|says|reported|announced|stated|confirmed|tweeted|revealed)\b(?: that\b)?"
    r"|,? [^,;.]{2,60}\b(?:said|says|reported|stated)\s*(?=[.]?$)"
    r"|[据據][^,，。;；]{2,40}?(?:报道|消息|通报|统计|数据|介绍|报告|显示|公布)[^,，。;；]{0,6}[,，]"
    r"|(?:^|(?<=[,，。；;]))[^,，。;；]{2,40}?(?:表示|指出|通报|介绍|报告说|日说|总统说|称)[,，:：]",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r"(?P<who>[^,;.:()]{2,50},\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}),\s?\Z")
_WHEN_OPENS = re.compile(r"\s*(?:in|after|during|within|since|by|on|for|over)\b", re.IGNORECASE)
_WHEN_BEFORE = re.compile(r"[后後]的?\s*$")
_WHEN_AFTER = re.compile(r"(?:[后後内內]|以来|以來|期间|期間|[时時])\s*$")
_TIMES = (DATE, "duration")
_BLANK = "\x00"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words that make one value's meaning, as spans of the text, nearest first.

    near         its own words: up to the next mark, conjunction or rival value on either side
    subject      words it takes over because its own say nothing, or only that something rose or fell
    rivals       the own words of the other values in the sentence that might be taken for it
    """

    near: tuple[Span, ...]
    subject: tuple[Span, ...]
    rivals: tuple[Span, ...]


def surroundings(
    masked: str, mention: Mention, rivals: Sequence[Mention], sentence: Span, language: str
) -> Surroundings:
    """`masked` is the whole text, values blanked; `rivals` are values of its sentence that might be taken for it."""
    own = _own(masked, mention, rivals, sentence, language)
    subject: list[Span] = []
    if not (mention.noun and _says(mention.noun, language)) and not _tells(masked, own, language):
        subject = _taken_over(masked, own, mention, sentence, language)
    elif mention.kind in _TIMES and _only_says_when(masked, mention, own, sentence):
        subject = _taken_over(masked, own, mention, sentence, language)[:1]  # "two weeks after the fall, 43,000 left"
    elif language != "zh" and (who := _in_apposition(masked, own, mention, sentence)):
        subject = [who]
    taken = {*own, *subject}
    others = [span for rival in rivals for span in _own(masked, rival, [mention, *rivals], sentence, language)]
    return Surroundings(tuple(own), tuple(subject), tuple(span for span in others if span not in taken))


def _in_apposition(masked: str, own: Sequence[Span], mention: Mention, sentence: Span) -> Span | None:
    """Whom a value's own words are said of across a comma: "his opponent, Jane Doe, received 48 %"."""
    start = min([mention.start, *(span[0] for span in own)])
    match = _APPOSITION.search(masked, sentence[0], start)
    return match.span("who") if match else None


def _only_says_when(masked: str, mention: Mention, own: Sequence[Span], sentence: Span) -> bool:
    """Whether the sentence opens with the time, and what happened then follows: "two weeks after the fall, ..."."""
    left = masked[sentence[0] : mention.start].replace(_BLANK, "")
    right = masked[mention.end : max(end for _, end in own)].replace(_BLANK, "")
    opens = not _PARTS.search(left)
    return opens and bool(_WHEN_BEFORE.search(left) or _WHEN_AFTER.search(right) or _WHEN_OPENS.match(left))


def _own(masked: str, mention: Mention, rivals: Sequence[Mention], sentence: Span, language: str) -> list[Span]:
    left = max([sentence[0], *(rival.end for rival in rivals if rival.end <= mention.start)])
    right = min([sentence[1], *(rival.start for rival in rivals if rival.start >= mention.end)])
    touches_left, touches_right = left > sentence[0], right < sentence[1]
    for mark in _BREAK.finditer(masked, left, mention.start):
        left, touches_left = mark.end(), False
    mark_after = _BREAK.search(masked, mention.end, right)
    if mark_after:
        right, touches_right = mark_after.start(), False
    if language != "zh":  # between two values the words up to the preposition are the first one's
        if touches_left and (bound := _BINDS_RIGHT.search(masked, left, mention.start)):
            left = bound.start()
        if touches_right and (bound := _BINDS_RIGHT.search(masked, mention.end, right)):
            right = bound.start()
    return [span for span in ((left, mention.start), (mention.end, right)) if span[0] < span[1]]


def _tells(masked: str, spans: Sequence[Span], language: str) -> bool:
    """Whether there is a word among them that says more than that something rose or fell."""
    return any(_says(plain(masked, span), language) for span in spans)


def _says(text: str, language: str) -> bool:
    return any(not valence(word) for word in words(text, language))


def _taken_over(masked: str, own: Sequence[Span], mention: Mention, sentence: Span, language: str) -> list[Span]:
    """The nearest stretch that tells something: before the value, or after it where it opens the sentence.

    A date that opens the sentence is that of all it says, so two stretches count.
    """
    start = min([mention.start, *(span[0] for span in own)])
    end = max([mention.end, *(span[1] for span in own)])
    before = _stretches(masked, (sentence[0], start))[::-1]
    after = _stretches(masked, (end, sentence[1]))
    telling = [span for span in before if _tells(masked, [span], language)][:1]
    return telling or [span for span in after if _tells(masked, [span], language)][: 2 if mention.kind in _TIMES else 1]


def _stretches(masked: str, span: Span) -> list[Span]:
    marks = [span[0], *(place for mark in _PARTS.finditer(masked, *span) for place in mark.span()), span[1]]
    return [(start, end) for start, end in zip(marks[::2], marks[1::2], strict=True) if start < end]


def sources(masked: str, sentence: Span, mentions: Sequence[Mention]) -> list[Span]:
    """Who says it: "the ministry said", "据新华社报道,". It is no part of what is said; what holds a value is, but for
    the date in "CAIRO, 3 May --" and （中央社開羅3日電）."""
    line = _DATELINE.match(masked[slice(*sentence)])
    begins = sentence[0] + (line.end() if line else 0)
    found = [(sentence[0], begins)] if line else []
    said = masked[begins : sentence[1]]
    found += [(begins + match.start(), begins + match.end()) for match in _SOURCE.finditer(said)]
    values = [mention for mention in mentions if not (mention.kind == DATE and mention.start < begins)]
    return [span for span in found if not any(span[0] <= mention.start < span[1] for mention in values)]


def plain(masked: str, span: Span) -> str:
    return masked[slice(*span)].replace(_BLANK, "")

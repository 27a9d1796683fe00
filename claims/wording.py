"""How the machine words a question when none fits: what is asked, and the clause with its value left open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.models import Claim, Question
from sources.models import Dossier
from sources.values import DATE, NAME

_ASKED = {
    "en": {
        DATE: "When",
        NAME: "Who or what",
        "person": "How many people",
        "count": "How many",
        "money": "How much money",
        "percent": "What share",
        "duration": "How long",
        "calendar duration": "How long",
        "age": "How old",
        "ratio": "How many times",
        "area": "What area",
        "mass": "What mass",
        "length": "What length or distance",
        "volume": "What volume",
        "temperature": "What temperature",
    },
    "zh": {
        DATE: "何时",
        NAME: "谁（什么）",
        "person": "多少人",
        "count": "多少",
        "money": "多少钱",
        "percent": "占比多少",
        "duration": "多长时间",
        "calendar duration": "多长时间",
        "age": "多少岁",
        "ratio": "多少倍",
        "area": "面积多少",
        "mass": "质量多少",
        "length": "距离多少",
        "volume": "体积多少",
        "temperature": "温度多少",
    },
}
_QUOTES = {"en": "{asked}: “{clause}”?", "zh": "{asked}：“{clause}”？"}
_OPEN = "…"
_LONGEST = 200


def word_question(dossier: Dossier, claims: Sequence[Claim]) -> Question:
    """Make the question that these claims answer, worded from the one in the dossier's language."""
    question = question_for(dossier, claims)
    question.save(force_insert=True)
    return question


def question_for(dossier: Dossier, claims: Sequence[Claim]) -> Question:
    """That question, not saved yet."""
    language = dossier.language if dossier.language in _ASKED else "en"
    claim = min(claims, key=lambda each: (each.language != language, not _begins_its_sentence(each), each.pk))
    return Question(
        dossier=dossier,
        wording=worded(claim, language),
        language=language,
        kind=claim.kind,
        unit=claim.base_unit,
    )


def worded(claim: Claim, language: str) -> str:
    """The words of the question: "How many people: “of which … transited through Qatar”?"."""
    asked = _ASKED[language]
    value = claim.value
    word = asked.get(value.dimension) or asked.get(value.kind)
    if word is None:
        word = f"How many ({claim.unit})" if language == "en" else f"多少（{claim.unit}）"
    return _QUOTES[language].format(asked=word, clause=_open_clause(claim))


def _begins_its_sentence(claim: Claim) -> bool:
    return claim.statement.startswith(_spaced_once(claim.passage.exact))


def _open_clause(claim: Claim) -> str:
    """The clause with its value left open, or its short sentence where the clause is cut out of the middle of one."""
    value, passage = _spaced_once(claim.value_text), claim.passage
    before = passage.exact[: claim.value_start - passage.start]
    after = passage.exact[claim.value_end - passage.start :]
    words = f"{before} {_OPEN} {after}"
    if not _begins_its_sentence(claim) and len(claim.statement) <= _LONGEST and claim.statement.count(value) == 1:
        words = claim.statement.replace(value, f" {_OPEN} ")
    words = _spaced_once(words).strip(" ,，.。;；:：、")
    words = re.sub(r"(?<=[\u3400-\u9fff]) (?=…)|(?<=…) (?=[\u3400-\u9fff])", "", words)
    words = re.sub(r"(?<=…) (?=[,.;:])", "", words)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _spaced_once(text: str) -> str:
    return " ".join(text.split())

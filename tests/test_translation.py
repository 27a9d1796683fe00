"""The interface in its languages: catalogues answer what the code asks, no page shows a word nobody translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.test import Client
from django.urls import reverse
from django.utils import translation
from lxml import html

from claims.shown import shown
from claims.shown.files import OF_FILES
from claims.shown.sentences import SENTENCES
from tests.catalog import LANGUAGES, ROOT, asked_for, compiled, po_file, translated, untranslated
from tests.one_of_everything import Everything, one_of_everything

TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.*") if path.suffix in (".html", ".txt"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
TAG = re.compile(r"<[a-zA-Z/!](?:\"[^\"]*\"|'[^']*'|[^>\"'])*>", re.DOTALL)
SEEN_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder")
SEEN_ATTRIBUTE = re.compile(rf'\b(?:{"|".join(SEEN_ATTRIBUTES)})="([^"]*)"')
NO_WORDS_OF_OURS = re.compile(r"<(script|style|pre|code|kbd)\b.*?</\1>", re.DOTALL)
WORD = re.compile(r"[A-Za-z]{2,}")
# Names, the two languages by their own names, and what stands for a document's words in their language.
PLAIN_WORDS = {"Concordance", "English", "UTC", "forty", "sha256", "about", "58,000", "people", "CSV", "NDJSON"}
BUILT_OF_TAGS = {"allauth/elements/button.html"}
CLASSES_AND_ADDRESSES = {"coltype", "bodyclass"}


def _placeholders(words: str) -> set[str]:
    return {re.sub(r"d$", "s", found) for found in PLACEHOLDER.findall(words.replace("%%", ""))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_asks_for_exactly_what_the_code_asks(language):
    asked = {(message.context, message.id) for message in asked_for() if message.id}
    assert {(message.context, message.id) for message in translated(language) if message.id} == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_waits_for_a_translation(language):
    assert [message.id for message in untranslated(translated(language))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_translated(language):
    assert po_file(language).with_suffix(".mo").read_bytes() == compiled(translated(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_its_message_fills_in(language):
    wrong = []
    for message in translated(language):
        asked = message.id if isinstance(message.id, str) else " ".join(message.id)
        said = message.string if isinstance(message.string, str) else " ".join(message.string)
        if message.id and _placeholders(asked) != _placeholders(said):
            wrong.append((asked, said))
    assert wrong == []


def _plain_words(source: str) -> list[str]:
    """The words of a template that nobody can translate: outside of its tags, and of those of HTML."""
    plain, block, said = "", "", True
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK and token.contents else ""
        if name in ("blocktranslate", "comment"):
            said = False
        elif name in ("endblocktranslate", "endcomment"):
            said = True
        elif name in ("block", "endblock"):
            block = token.contents.split()[1] if name == "block" else ""
        elif token.token_type == TokenType.TEXT and said and block not in CLASSES_AND_ADDRESSES:
            plain += token.contents
            continue
        plain += " " if token.token_type != TokenType.COMMENT else ""
    plain = NO_WORDS_OF_OURS.sub(" ", plain)
    seen = " ".join(words for tag in TAG.findall(plain) for words in SEEN_ATTRIBUTE.findall(f"{tag}"))
    text = re.sub(r"&\w+;", " ", f"{TAG.sub(' ', plain)} {seen}")
    return [word for word in text.split() if WORD.search(word) and word not in PLAIN_WORDS]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_a_template_has_no_word_that_cannot_be_translated(path):
    if path.relative_to(ROOT / "templates").as_posix() not in BUILT_OF_TAGS:
        assert _plain_words(path.read_text(encoding="utf-8")) == []


def _said(tree: ast.AST) -> Iterator[str]:
    """The strings of a module as sentences are listed: `{}` for what is filled in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.sub(r"\{\w*\}", "{}", node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)


def test_every_sentence_that_is_shown_in_other_languages_is_still_said_by_the_code():
    modules = [
        path for app in ("claims", "sources") for path in (ROOT / app).rglob("*.py") if "shown" not in path.parts
    ]
    said = {words for path in modules for words in _said(ast.parse(path.read_text(encoding="utf-8")))}
    sentences = {re.sub(r"%\(\w+\)s", "{}", sentence) for sentence in [*SENTENCES, *OF_FILES]}
    assert sentences - said - {"{} came in and {} fell away"} == set()


def _raised(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args:
            first = node.exc.args[0]
            if isinstance(first, ast.Constant | ast.JoinedStr):
                yield next(_said(first))


def test_every_refusal_of_the_review_is_shown_in_other_languages():
    modules = [*(ROOT / "claims/review").glob("*.py"), ROOT / "claims/writing.py", ROOT / "claims/permissions.py"]
    sentences = {re.sub(r"%\(\w+\)s", "{}", sentence) for sentence in SENTENCES}
    assert {words for path in modules for words in _raised(path)} - sentences - {"{}."} == set()


def test_a_refusal_is_told_by_its_shape_and_what_fills_it_is_translated_too():
    with translation.override("zh-hans"):
        assert shown("Your role in “floods” does not let you propose a decision.") == "你在“floods”的角色不能提出裁定。"
        assert shown("conflict dismissed") == "排除冲突"
        assert shown("Words of a person.") == "Words of a person."
    with translation.override("en"):
        assert shown("conflict dismissed") == "conflict dismissed"


def _pages(all_of_it: Everything) -> dict[str, str]:
    return {
        "dashboard": reverse("admin:index"),
        "queue": reverse("admin:claims_conflict_changelist"),
        "conflict": reverse("admin:claims_conflict_change", args=[all_of_it.open.pk]),
        "proposal": reverse("admin:claims_conflict_change", args=[all_of_it.proposed.pk]),
        "decision": reverse("admin:claims_conflict_change", args=[all_of_it.resolved.pk]),
        "claims": reverse("admin:claims_claim_changelist"),
        "claim": reverse("admin:claims_claim_change", args=[all_of_it.claim.pk]),
        "questions": reverse("admin:claims_question_changelist"),
        "question": reverse("admin:claims_question_change", args=[all_of_it.question.pk]),
        "documents": reverse("admin:sources_document_changelist"),
        "reader": reverse("admin:sources_document_change", args=[all_of_it.document.pk]),
        "facts": reverse("admin:sources_document_facts", args=[all_of_it.document.pk]),
        "newer capture": reverse("newer_capture", args=[all_of_it.document.pk]),
        "carryover": reverse("admin:claims_carryover_change", args=[all_of_it.carryover.pk]),
        "discrepancy": reverse("admin:claims_discrepancy_change", args=[all_of_it.discrepancy.pk]),
        "ledger": reverse("admin:claims_event_changelist"),
        "import": reverse("import"),
        "note": reverse("note"),
        "sheets": reverse("sheets"),
        "sheet": reverse("sheet", args=[all_of_it.sheet.pk]),
        "names": reverse("admin:claims_alias_changelist"),
        "dossiers": reverse("admin:sources_dossier_changelist"),
        "batches": reverse("admin:claims_batch_changelist"),
        "captures": reverse("admin:sources_capture_changelist"),
        "newer captures": reverse("admin:claims_carryover_changelist"),
        "discrepancies": reverse("admin:claims_discrepancy_changelist"),
        "exports": reverse("exports", args=[all_of_it.dossier.pk]),
        "webhooks": reverse("webhooks", args=[all_of_it.dossier.pk]),
        "history": reverse("history", args=["claim", all_of_it.claim.pk]),
        "search": reverse("search") + "?q=people",
        "drafts": reverse("drafts"),
        "dossier": reverse("admin:sources_dossier_change", args=[all_of_it.dossier.pk]),
        "threads": reverse("threads"),
        "notifications": reverse("notifications"),
        "settings": reverse("notification_settings"),
        "account": reverse("account"),
        "second factor": reverse("mfa_index"),
    }


def _texts(page: bytes) -> Iterator[str]:
    """What a reader of the page sees or hears, without the words of documents, which tell their language."""
    tree = html.fromstring(page.decode())
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "kbd", "option"):
            continue
        if any(each.get("lang") in ("en", "zh", "") for each in (element, *element.iterancestors())):
            continue
        yield from (element.attrib[name] for name in SEEN_ATTRIBUTES if name in element.attrib)
        yield from (words for words in (element.text, *(child.tail for child in element)) if words and words.strip())


def test_no_page_in_chinese_shows_a_message_in_english(client: Client, db: None):
    all_of_it = one_of_everything()
    client.force_login(all_of_it.people["chief"])
    same = {"API", "Concordance", *(person.display_name for person in all_of_it.people.values())}
    messages = {message.id for message in asked_for() if isinstance(message.id, str)} - same
    left = {}
    for name, address in _pages(all_of_it).items():
        answer = client.get(address, headers={"Accept-Language": "zh-hans"})
        assert answer.status_code == 200, name
        assert b'<html lang="zh-hans"' in answer.content, name
        texts = {" ".join(words.split()).strip(" :,.;") for words in _texts(answer.content)}
        found = {words for words in texts - same - PLAIN_WORDS if {words, words.lower(), f"{words}."} & messages}
        if found := {words for words in found if WORD.search(words)}:
            left[name] = found
    assert left == {}


def test_whoever_asks_for_chinese_keeps_it_and_comes_back_to_the_page(client: Client, world):
    client.force_login(world.editor)
    page = reverse("threads")
    assert 'value="zh-hans"' in client.get(page).content.decode()
    answer = client.post(
        reverse("set_language"), {"language": "zh-hans"}, headers={"Referer": f"http://testserver{page}"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, f"http://testserver{page}")
    shown_in_chinese = client.get(page).content.decode()
    assert '<html lang="zh-hans"' in shown_in_chinese
    assert 'value="en"' in shown_in_chinese

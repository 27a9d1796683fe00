"""The words of a comment: Markdown to HTML that is safe to show, and whom it mentions.

Two nets, one behind the other: the parser takes CommonMark without raw HTML, pictures and headings, and what it
makes is cleaned against a list of what may stand there. A mention is `@` and the username of somebody known; in
code and in addresses there are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a", "b"}
_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "b": {"title"}, "ol": {"start"}}
_CLASSES = {"b": {"mention", "to-me"}}
_SCHEMES = {"http", "https", "mailto"}

_NAME = re.compile(r"@([\w.+@-]{1,150})")  # the characters and the length of Django's usernames
_MARKS = ".+@-"
_ADDRESS = re.compile(r"https?://[^\s<>\"“”‘’（），。；、]+")
_CLOSING = ".,:;!?'*_~"  # after an address these belong to the sentence
_FIRST_CJK = "\u2e80"


def as_html(text: str, people: Mapping[str, str], *, reader: str = "") -> str:
    """The comment as HTML. `people` are the names to show by username; mentions of `reader` are marked as theirs."""
    environment = {"people": people, "reader": reader}
    return nh3.clean(
        _parser().render(text, environment),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener",
    )


def mentioned(text: str, usernames: Iterable[str]) -> list[str]:
    """The usernames of those mentioned, each once, in the order of the text."""
    return list(dict.fromkeys(who for who, _ in _mentions(text, {name: name for name in usernames}) if who))


def unknown(text: str, usernames: Iterable[str]) -> list[str]:
    """What looks like a mention and names nobody of these: as written, each once."""
    names = _mentions(text, {name: name for name in usernames})
    return list(dict.fromkeys(written for who, written in names if not who))


def beginning(text: str, length: int = 200) -> str:
    """The first characters of the comment on one line, without its marks."""
    plain = " ".join(_plain(token) for token in _parser().parse(text, {}))
    line = " ".join((plain if plain.strip() else text).split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"


def _plain(token: Token) -> str:
    said = token.children if token.children is not None else [token]
    return "".join(" " if each.type in ("softbreak", "hardbreak") else each.content for each in said)


def _mentions(text: str, people: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each mention as the username it names (empty: nobody) and what is written."""
    return [
        (str(token.meta["who"]), token.content)
        for block in _parser().parse(text, {"people": people})
        for token in block.children or []
        if token.type == "mention"
    ]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.disable(["html_block", "html_inline", "image", "heading", "lheading", "reference"])
    parser.inline.ruler.before("link", "mention", _mention)
    parser.core.ruler.push("addresses", _link_addresses)
    parser.add_render_rule("mention", _mark)
    return parser


# ---- mentions --------------------------------------------------------------------------------------


def _mention(state: StateInline, silent: bool) -> bool:
    """The rule of the parser: at an `@` that no word stands before, the longest name known, else nobody's."""
    found = _NAME.match(state.src, state.pos)
    if not found or _goes_on(state.src[state.pos - 1 : state.pos]):
        return False
    who, length = _named(found[1], state.env.get("people", {}))
    if not silent:
        token = state.push("mention", "", 0)
        token.content, token.meta = state.src[state.pos : state.pos + 1 + length], {"who": who}
    state.pos += 1 + length
    return True


def _goes_on(before: str) -> bool:
    """Whether an `@` here is inside a word, as in an address of mail. Chinese puts no space between words."""
    return before != "" and before < _FIRST_CJK and (before.isalnum() or before in "_.+-@/%")


def _named(written: str, people: Mapping[str, str]) -> tuple[str, int]:
    """Who is named at the start of what is written, and how many characters their name takes."""
    folded = {name.casefold(): name for name in people}
    for end in range(len(written), 0, -1):
        if end == len(written) or _may_end(written, end):
            name = written[:end]
            if who := name if name in people else folded.get(name.casefold(), ""):
                return who, end
    return "", len(written.rstrip(_MARKS)) or len(written)


def _may_end(written: str, end: int) -> bool:
    """Whether a name may end here: before marks that close the sentence, or where Chinese begins or goes on."""
    return not written[end:].strip(_MARKS) or max(written[end - 1], written[end]) >= _FIRST_CJK


def _mark(renderer: object, tokens: list[Token], index: int, options: object, env: Mapping[str, object]) -> str:
    token, people = tokens[index], env["people"]
    assert isinstance(people, Mapping)
    who, written = str(token.meta["who"]), _escaped(token.content)
    if not who:
        return written
    classes = "mention to-me" if who == env["reader"] else "mention"
    return f'<b class="{classes}" title="{_escaped(str(people[who]))}">{written}</b>'


def _escaped(text: str) -> str:
    return nh3.clean_text(text)


# ---- addresses -------------------------------------------------------------------------------------


def _link_addresses(state: StateCore) -> None:
    """An address of the web written out is a link to itself, unless it stands in one already."""
    for block in state.tokens:
        depth, children = 0, list[Token]()
        for token in block.children or []:
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            children += _linked(token) if token.type == "text" and not depth else [token]
        if block.children:
            block.children = children


def _linked(text: Token) -> list[Token]:
    made, end = list[Token](), 0
    for found in _ADDRESS.finditer(text.content):
        address = found[0].rstrip(_CLOSING)
        if address.endswith(")") and "(" not in address:
            address = address[:-1]
        made.append(Token("text", "", 0, content=text.content[end : found.start()]))
        made.append(Token("link_open", "a", 1, attrs={"href": address}))
        made.append(Token("text", "", 0, content=address))
        made.append(Token("link_close", "a", -1))
        end = found.start() + len(address)
    return [*made, Token("text", "", 0, content=text.content[end:])] if made else [text]

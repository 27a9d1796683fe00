"""Markdown to Text, by way of the HTML it stands for: raw HTML inside it needs the same reading anyway."""

import re
import tomllib
from itertools import pairwise
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler, YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from selectolax.lexbor import LexborHTMLParser

from sources.extracting import html
from sources.extracting.composing import Piece, compose
from sources.extracting.imprint import Imprint, imprint_of
from sources.extracting.text import Text

NAME, VERSION = "markdown", 1
MEDIA_TYPE = "text/markdown"

_WIKI_PREFIX = re.compile(r"^:?[a-z][a-z-]{1,11}:(?=\S)")
_WIKI_PICTURE = re.compile(r"^(file|image|文件|图像|檔案)[:：]", re.I)
# CommonMark closes no emphasis between a full-width sign and a letter: "**标题：**正文" keeps its stars.
_STARS_LEFT = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


class _TomlHandler(BaseHandler):
    """TOML front matter between lines of `+++`, read by Python's own parser."""

    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **kwargs: object) -> Any:
        return tomllib.loads(fm)


def front_matter(text: str) -> tuple[Imprint, str, tuple[str, ...]]:
    """What a file says of itself before it begins, the rest of it, and a note where that cannot be read."""
    text = text.lstrip("\n\ufeff ")
    for handler in (YAMLHandler(), _TomlHandler()):
        if not handler.detect(text):
            continue
        try:
            fields, body = frontmatter.parse(text, handler=handler)
        except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
            body = handler.split(text)[1]
            return Imprint(), body, ("the front matter could not be read: title and date are missing",)
        if fields:
            return imprint_of(fields), body, ()
    return Imprint(), text, ()


def extract(source: str, *, notes: tuple[str, ...] = ()) -> Text:
    """The words of a Markdown file; what its front matter says becomes metadata, marks and addresses go."""
    imprint, body, unread = front_matter(source)
    reader = _reader()
    env: dict[str, Any] = {}
    tokens = reader.parse(body, env)
    imprint = imprint.or_else(Imprint(title=_title(tokens)))
    rendered = LexborHTMLParser(reader.renderer.render(tokens, reader.options, env))
    pieces = [Piece(kind, _STARS_LEFT.sub(r"\2", text)) for kind, text in html.pieces_of(rendered)]
    return compose(
        pieces, media_type=MEDIA_TYPE, extractor=f"{NAME}/{VERSION}", imprint=imprint, notes=(*notes, *unread)
    )


def _title(tokens: list[Token]) -> str:
    """The first heading with words of its own: one that is all link leads elsewhere."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            links = 0
            for child in inline.children or []:
                links += child.nesting if child.type.startswith("link_") else 0
                if not links and child.type in ("text", "code_inline") and child.content.strip():
                    return "".join(child.content for child in inline.children or [] if child.type != "html_inline")
    return ""


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    reader.inline.ruler.before("link", "wiki_link", _wiki_link)
    reader.core.ruler.push("bold_lines", _bold_lines)
    for name in ("footnote_ref", "footnote_anchor"):
        reader.add_render_rule(name, lambda self, tokens, index, options, env: "")
    return reader


def _wiki_link(state: StateInline, silent: bool) -> bool:
    """[[zh:卡塔尔]] and [[Page|words]]: the words a reader sees, without language or page."""
    if not state.src.startswith("[[", state.pos):
        return False
    end = state.src.find("]]", state.pos + 2, state.posMax)
    content = state.src[state.pos + 2 : end]
    if end < 0 or not content.strip() or "[[" in content or "\n" in content:
        return False
    if not silent and not _WIKI_PICTURE.match(content):
        page, _, words = content.rpartition("|")
        state.push("text", "", 0).content = words if page else _WIKI_PREFIX.sub("", content)
    state.pos = end + 2
    return True


def _bold_lines(state: StateCore) -> None:
    """A line of a paragraph that is all bold keeps its end: it is a heading to whoever wrote it."""
    for token in state.tokens:
        line: list[Token] = []
        for child in token.children or []:
            if child.type != "softbreak":
                line.append(child)
                continue
            if _is_all_bold(line):
                child.type, child.tag = "hardbreak", "br"
            line = []


def _is_all_bold(line: list[Token]) -> bool:
    depth, bold = 0, False
    for token in line:
        depth += token.nesting if token.type.startswith("strong_") else 0
        bold = bold or depth > 0
        if not depth and token.content.strip():
            return False
    return bold

"""What the tags of an HTML page say of it: title, author, publisher, address, date."""

import datetime as dt
import json
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from sources.extracting.imprint import Imprint, day_of, imprint_of

_ARTICLES = ("Article", "NewsArticle", "Report", "BlogPosting", "WebPage", "ReportageNewsArticle", "ScholarlyArticle")


def page_imprint(tree: LexborHTMLParser) -> Imprint:
    """JSON-LD first, then Open Graph and other meta tags, then `<title>`, which often ends in the site's name."""
    metas = _metas(tree)

    def meta(*names: str) -> str:
        return next((metas[name] for name in names if metas.get(name)), "")

    title, canonical = tree.css_first("head > title"), tree.css_first('link[rel="canonical"]')
    tagged = Imprint(
        title=meta("og:title", "twitter:title", "dc.title", "citation_title")
        or (" ".join(title.text().split()) if title is not None else ""),
        author=meta("author", "article:author", "dc.creator", "citation_author"),
        publisher=meta("og:site_name", "dc.publisher", "application-name"),
        url=(canonical.attributes.get("href") or "" if canonical is not None else "") or meta("og:url"),
        published=_first_day(
            meta("article:published_time"),
            meta("datepublished", "date", "pubdate", "dc.date", "dc.date.issued", "citation_publication_date"),
            _time_tag(tree),
        ),
    )
    linked = next((_linked_imprint(item) for item in _linked_data(tree)), Imprint())
    return linked.or_else(tagged)


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        metas.setdefault(name.lower(), " ".join((attributes.get("content") or "").split()))
    return metas


def _time_tag(tree: LexborHTMLParser) -> str:
    node = tree.css_first("article time[datetime], time[pubdate][datetime], time[itemprop=datePublished][datetime]")
    return (node.attributes.get("datetime") or "") if node is not None else ""


def _first_day(*values: str) -> dt.date | None:
    return next((day for value in values if (day := day_of(value)) is not None), None)


def _linked_data(tree: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """The articles described in JSON-LD; a script that is no JSON is passed over."""
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text())
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        for item in items:
            graph = item.get("@graph") if isinstance(item, dict) else None
            for thing in graph if isinstance(graph, list) else [item]:
                if isinstance(thing, dict) and _is_article(thing.get("@type")):
                    yield thing


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(kind in _ARTICLES for kind in kinds)


def _linked_imprint(item: dict[str, object]) -> Imprint:
    fields = {name: item.get(name) for name in ("headline", "author", "publisher", "url")}
    return imprint_of({**fields, "date": item.get("datePublished")})

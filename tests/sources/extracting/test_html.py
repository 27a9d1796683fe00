import datetime as dt

from sources.extracting import BlockKind, Text, extract

PAGE = """<!DOCTYPE html><html><head><title>The fleet | Bay News</title>
<meta property="og:title" content="The fleet"><meta property="og:site_name" content="Bay News">
<meta name="author" content="Ann Lee"><meta property="article:published_time" content="2019-06-04T08:00:00Z">
<link rel="canonical" href="https://example.org/fleet"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>The fleet</h1><p>{story}</p><h2>The way back</h2><p>{back}</p><p>{end}</p></article>
<aside><ul><li><a href="/x">Most read: a cat</a></li></ul></aside>
<footer>All rights reserved by Bay News.</footer></body></html>"""
STORY = (
    "The rescue fleet left the harbour before dawn and came back eleven days later with about 43,000 people on board, "
    "the port office said. Nobody had expected so many: the plan was made for 12,000 at most."
)

BACK = "The way back took longer: a storm kept the nine ships in the bay for two days, and the food ran short for all."
END = (
    "The town thanked the crews on Friday. The mayor promised them new quays, which are to cost about 3 million euros."
)


def page() -> str:
    return PAGE.format(story=STORY, back=BACK, end=END)


def blocks(text: Text) -> list[tuple[BlockKind, str]]:
    return [(block.kind, text.text[block.start : block.end]) for block in text.blocks]


def test_the_article_of_a_page_is_told_from_its_boilerplate() -> None:
    text = extract(page().encode())
    assert text.media_type == "text/html"
    assert all(words in text.text for words in (STORY, BACK, END))
    assert not any(word in text.text for word in ("Sport", "Most read", "All rights"))
    assert (BlockKind.HEADING, "The way back") in blocks(text)


def test_what_the_tags_say_is_metadata() -> None:
    text = extract(page().encode())
    assert (text.title, text.author, text.publisher) == ("The fleet", "Ann Lee", "Bay News")
    assert (text.url, text.published) == ("https://example.org/fleet", dt.date(2019, 6, 4))


def test_json_ld_outranks_other_tags() -> None:
    article = '{"@type":"NewsArticle","headline":"Nine ships","datePublished":"2019-06-05","publisher":{"name":"Bay"}}'
    data = f'{{"@graph":[{article}]}}'
    source = page().replace("</head>", f'<script type="application/ld+json">{data}</script></head>')
    text = extract(source.encode())
    assert (text.title, text.publisher, text.published) == ("Nine ships", "Bay", dt.date(2019, 6, 5))


def test_a_fragment_is_taken_whole_and_its_front_matter_is_metadata() -> None:
    source = """
---
title: '九艘船'
author: 海湾报
date: Tue, 04 Jun 2019 12:45:38 GMT
---

<div>
<p>船队有<b>九</b>艘船，
载 4.3 万人。</p>
<h3>归途</h3>
<figure><img src="a.jpg">船队抵达港口</figure>
<figure><img src="b.jpg"><figcaption>第二天</figcaption></figure>
<ul><li>粮食</li><li>药品<br>和水</li></ul><blockquote><p>很难。</p></blockquote>
<table><tr><th>港口</th><th>船</th></tr><tr><td>东港</td><td>9</td></tr></table>
<style>p{}</style></div>"""
    text = extract(source.encode())
    assert blocks(text) == [
        (BlockKind.PARAGRAPH, "船队有九艘船，载 4.3 万人。"),
        (BlockKind.HEADING, "归途"),
        (BlockKind.CAPTION, "船队抵达港口"),
        (BlockKind.CAPTION, "第二天"),
        (BlockKind.LIST_ITEM, "粮食"),
        (BlockKind.LIST_ITEM, "药品\n和水"),
        (BlockKind.QUOTE, "很难。"),
        (BlockKind.TABLE, "港口 | 船\n东港 | 9"),
    ]
    assert (text.title, text.author, text.published) == ("九艘船", "海湾报", dt.date(2019, 6, 4))


def test_a_raised_digit_does_not_become_part_of_a_number() -> None:
    assert extract(b"<p>about 43,000<sup>1</sup> people</p><p>End.</p>").text.startswith("about 43,000\u00b9 people")


def test_deep_nesting_is_no_error() -> None:
    assert extract(b"<div>" * 5000 + b"<p>Nine ships</p><p>came back</p>").text == "Nine ships\n\ncame back"

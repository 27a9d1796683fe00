"""The words of a comment: what Markdown becomes, whom it mentions, and that nothing in it runs or loads."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.remarks import as_html, beginning, mentioned, unknown

PEOPLE = {"rui": "Rui Vega", "rui.vega": "Another Rui", "a_b-c+d": "Ann", "ada@ex.org": "Ada", "王伟": "Wang Wei"}
MAY_STAND = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a", "b"}
MAY_SAY = {"a": {"href", "rel"}, "b": {"class", "title"}, "ol": {"start"}}

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=`x`onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mtext></p><img src=x onerror=alert(1)></mtext></math>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<form action=javascript:alert(1)><button>go</button></form>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='x' onclick=alert(1)>x</a>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "<base href=http://evil.example/>",
    "<p style='background:url(http://evil.example/x)'>x</p>",
    "<div hx-get='/desk/' hx-trigger='load'>x</div>",
    "<b hx-on:click='alert(1)' data-hx-get=/>x</b>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo '<script>alert(1)</script>' ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    '[x](http://a" onmouseover="alert(1))',
    "[x](http://a 'x\" onmouseover=\"alert(1)')",
    "[x](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "![x](http://evil.example/pixel.gif)",
    "![x](javascript:alert(1))",
    "[![x](http://evil.example/p.gif)](javascript:alert(1))",
    "[x][1]\n\n[1]: javascript:alert(1)",
    '```"><script>alert(1)</script>\nx\n```',
    "`<script>alert(1)</script>`",
    'https://ex.org/"onmouseover=alert(1)',
    "https://ex.org/'><script>alert(1)</script>",
    '@rui"><script>alert(1)</script>',
    "@<img src=x onerror=alert(1)>",
    "**<img src=x onerror=alert(1)>**",
    "> <script>alert(1)</script>",
    "- <svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>alert(1)\\</script>",
    "<script\x00>alert(1)</script>",
    "\u2028<script>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
]


class Elements(HTMLParser):
    """The elements that stand in a piece of HTML, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def assert_safe(html: str) -> None:
    for tag, attributes in Elements(html).found:
        assert tag in MAY_STAND, html
        assert set(attributes) <= MAY_SAY.get(tag, set()), html
        if href := attributes.get("href"):
            assert re.match(r"(https?:|mailto:|[^:]*$|[/#?])", href.strip(), re.IGNORECASE), html
        if tag == "a":
            assert attributes["rel"] == "nofollow noopener"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_comment_runs_or_loads(payload):
    assert_safe(as_html(payload, PEOPLE))


@given(st.lists(st.sampled_from([*PAYLOADS, "@rui", "[", "](", ")", "<", ">", "`", "\n", "*", "> "]), max_size=6))
def test_nor_in_any_mixture_of_them(pieces):
    assert_safe(as_html("".join(pieces), PEOPLE))


def test_a_name_of_a_person_is_no_way_in_either():
    html = as_html("@rui", {"rui": 'R"><script>alert(1)</script>'})
    assert_safe(html)
    assert "<script" not in html


def test_markdown_is_shown():
    html = as_html("*so* **very** `x`\n\n- one\n- two\n\n> said\n\n3. third", {})
    for piece in (
        "<em>so</em>",
        "<strong>very</strong>",
        "<code>x</code>",
        "<li>one</li>",
        "<blockquote>",
        'start="3"',
    ):
        assert piece in html


def test_lines_stay_lines_and_headings_stay_text():
    assert as_html("# one\ntwo", {}) == "<p># one<br>\ntwo</p>\n"


def test_a_link_keeps_its_address_and_gives_nothing_away():
    assert '<a href="https://ex.org/a" rel="nofollow noopener">list</a>' in as_html("[list](https://ex.org/a)", {})


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://ex.org/a.", "https://ex.org/a"),
        ("(https://ex.org/a)", "https://ex.org/a"),
        ("https://ex.org/a_(b)", "https://ex.org/a_(b)"),
        ("见https://ex.org/a。", "https://ex.org/a"),
    ],
)
def test_an_address_written_out_is_a_link(text, address):
    assert f'<a href="{address}"' in as_html(text, {})


def test_an_address_in_code_is_no_link():
    assert "<a" not in as_html("`https://ex.org/a`", {})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@rui", ["rui"]),
        ("Ask @rui.", ["rui"]),
        ("Ask @Rui, please", ["rui"]),
        ("(@rui)", ["rui"]),
        ("**@rui**", ["rui"]),
        ("@rui.vega and @rui", ["rui.vega", "rui"]),
        ("@rui @rui", ["rui"]),
        ("@a_b-c+d!", ["a_b-c+d"]),
        ("@ada@ex.org", ["ada@ex.org"]),
        ("请@王伟看一下", ["王伟"]),
        ("@rui请看", ["rui"]),
        ("@ruis", []),
        ("@rui_", []),
        ("me@rui", []),
        ("me.@rui", []),
        ("`@rui`", []),
        ("```\n@rui\n```", []),
        ("\\@rui", []),
        ("https://ex.org/@rui", []),
        ("@ rui", []),
    ],
)
def test_who_is_mentioned(text, names):
    assert mentioned(text, PEOPLE) == names


def test_who_is_mentioned_and_unknown():
    assert unknown("@rui and @nobody, or @max.", PEOPLE) == ["@nobody", "@max"]


def test_a_mention_is_marked_and_more_so_for_whom_it_names():
    assert '<b class="mention" title="Rui Vega">@rui</b>' in as_html("@rui", PEOPLE)
    assert '<b class="mention to-me" title="Rui Vega">@rui</b>' in as_html("@rui", PEOPLE, reader="rui")
    assert "<b" not in as_html("@nobody", PEOPLE)


def test_the_beginning_is_one_line():
    assert beginning("one\n\ntwo") == "one two"
    assert beginning("# *one* `two`\n- [three](https://ex.org)\n\n> @rui") == "# one two three @rui"
    assert beginning("```\na = 1\n```") == "a = 1"
    assert beginning("---") == "---"
    assert len(beginning("a " * 300)) <= 200

"""The templates themselves: what a page cannot show a test that sends no cookies."""

import re

import pytest
from django.conf import settings

TEMPLATES = {
    str(path.relative_to(root)): path.read_text(encoding="utf-8")
    for root in (settings.BASE_DIR / "templates",)
    for path in root.rglob("*.html")
}
INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def _posts(name: str) -> bool:
    """Whether a template, or one it includes, has a form that posts."""
    text = TEMPLATES[name]
    return "csrf_token" in text or any(_posts(partial) for partial, _ in INCLUDE.findall(text))


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_no_form_that_posts_is_included_without_the_token_of_its_page(name):
    apart = [partial for partial, how in INCLUDE.findall(TEMPLATES[name]) if "only" in how.split()]
    assert [partial for partial in apart if _posts(partial)] == []

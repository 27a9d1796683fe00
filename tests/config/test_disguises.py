"""Signs nobody sees and letters that pass for others are shown on every page, and change nothing that is stored."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from claims import review
from claims.models import Claim, Question
from config.disguises import undisguised
from sources.models import Dossier, Person, Publisher
from tests.one_of_everything import one_of_everything
from tests.route_table import PAGES
from tests.test_rights import address_of

OVERRIDE = '<bdi class="invisible" title="U+202E right-to-left override" data-label="RLO">\u202e</bdi>'
BIDI = [*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]
UNSEEN = [*BIDI, *"\u200b\u200c\u2060\ufeff\u00ad\u180e\u3164\u115f\uffa0\u2063", "\U000e0041", "\x1b", "\u2028"]
FALSE = "P\u0430ypal"  # with a Cyrillic а


def text_of(page: str) -> str:
    """What a browser takes for the text of a page, elements of other texts left out."""
    page = re.sub(r"(?s)<(script|style|textarea|title|option|text)\b.*?</\1>", "", page)
    return unescape(re.sub(r"<[^>]*>", "", page))


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_sign_that_nobody_sees_gets_a_mark_with_its_name(sign):
    page = undisguised(f"<p>left {sign}right</p>")
    mark = re.fullmatch(
        r'<p>left <bdi class="invisible" title="U\+([0-9A-F]{4,5}) [^"]+" data-label="[^"]+">(.)</bdi>right</p>',
        page,
        re.DOTALL,
    )
    assert mark
    assert (int(mark[1], 16), mark[2]) == (ord(sign), sign)


def test_a_word_of_two_scripts_is_underlined_and_says_why():
    assert undisguised(f"<p>by {FALSE} &amp; sons</p>") == (
        f'<p>by <bdi class="mixed" title="letters of two scripts in one word: latin and cyrillic">{FALSE}</bdi>'
        " &amp; sons</p>"
    )


@pytest.mark.parametrize(
    "page",
    [
        "<p>Nine ships left the harbour.</p>",
        "<p>七条船于3月1日离开港口。</p>",
        "<p>Девять кораблей, Εννέα πλοία, تسع سفن, תשע ספינות</p>",
        "<p>10\u00a0000\u202fkm \U0001f469\u200d\U0001f680 ☂️</p>",
        "<p>α-particles, 5 μm, Δt</p>",
    ],
)
def test_honest_words_of_any_language_stay_as_they_are(page):
    assert undisguised(page) == page


@pytest.mark.parametrize(
    "page",
    [
        '<input value="a\u202eb">',
        "<textarea>a\u202eb</textarea>",
        '<script type="application/json">{"a": "\u202e"}</script>',
        '<a href="/x?q=\u202e" data-name="\u202e">a</a>',
        "<!-- \u202e -->",
        '<span class="invisible" title="x" data-label="RLO">\u202e</span>',
        f'<span class="mixed" title="x">{FALSE}</span>',
    ],
)
def test_what_a_form_gives_back_or_is_marked_already_stays(page):
    assert undisguised(page) == page


def test_where_no_element_may_stand_the_sign_is_written_out():
    assert undisguised("<title>a\u202eb</title>") == "<title>a⟦U+202E⟧b</title>"
    assert undisguised('<option value="a\u202eb">a\u202eb</option>') == '<option value="a\u202eb">a⟦U+202E⟧b</option>'
    assert undisguised('<b title="a\u2066" class="x">b</b>') == '<b title="a⟦U+2066⟧" class="x">b</b>'
    assert undisguised('<svg><text x="1">a\u202eb</text></svg>') == '<svg><text x="1">a⟦U+202E⟧b</text></svg>'


def test_words_stay_escaped_and_a_sign_of_more_in_a_value_does_not_end_a_tag():
    page = "<p title='a > b'>&lt;b&gt;\u202e&amp;lt; &#x27;</p>"
    assert undisguised(page) == f"<p title='a > b'>&lt;b&gt;{OVERRIDE}&amp;lt; &#x27;</p>"


@given(
    st.text(
        st.sampled_from(["\u202e", "\u200b", "\u0430", "a", "\u03bf", "&", "<", '"', "七", "\U0001f6a2", " ", "\x1b"])
    )
)
def test_a_mark_adds_no_sign_to_the_text_of_a_page(text):
    """Offsets of the reader are counted in the text of the page."""
    page = f'<p title="{escape(text)}">{escape(text)}</p>'
    assert text_of(undisguised(page)) == text
    assert undisguised(undisguised(page)) == undisguised(page)


@pytest.mark.parametrize(
    "page", ["<" * 50_000 + "\u202e", "<a " + "'\"" * 25_000 + "\u202e", "<title>" * 5_000 + "\u202e"]
)
def test_a_page_that_is_no_html_does_not_keep_a_worker_busy(page):
    assert text_of(undisguised(page)).count("\u202e") <= 1


# ---- on the pages ---------------------------------------------------------------------------------


@pytest.fixture
def disguised(transactional_db, monkeypatch):
    """A desk on which everything that people name carries an override and a false letter."""
    everything = one_of_everything()
    tricked = f"{FALSE}\u202egnp.\u2066 \u200b"
    for model, field in [(Dossier, "title"), (Question, "wording"), (Claim, "statement"), (Publisher, "name")]:
        for row in model._default_manager.all():
            model._default_manager.filter(pk=row.pk).update(**{field: f"{tricked}{row.pk} {getattr(row, field)}"[:200]})
    Person.objects.update(first_name=tricked)
    review.comment(everything.open, f"By {tricked} of the harbour", by=everything.people["chief"], at=timezone.now())
    return everything


@pytest.mark.usefixtures("ledger_may_be_emptied")
def test_no_page_of_the_desk_shows_a_name_by_its_disguise_alone(disguised):
    """Every override that a browser would show stands alone in an element of its own, with its name."""
    Dossier.objects.update(is_public=True)
    client = Client()
    client.force_login(disguised.people["chief"])
    marked = 0
    for name, row in PAGES.items():
        if name in ("account_logout", "admin:logout"):
            continue
        answer = client.get(address_of(name, row, row.at(disguised)))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            bare = re.sub(r'<(bdi|span) class="(?:invisible|mixed)".*?</\1>', "", page)
            assert not set(text_of(bare)) & {"\u202e", "\u2066", "\u200b"}, name
            assert FALSE not in text_of(bare), name
            assert not re.search("<title>[^<]*[\u202e\u2066\u200b]", page), name
            marked += OVERRIDE in page
    assert marked > 25


@pytest.mark.usefixtures("ledger_may_be_emptied")
def test_a_form_sent_back_untouched_leaves_the_words_as_they_were(disguised):
    client = Client()
    client.force_login(disguised.people["chief"])
    question = disguised.open.question
    page = client.get(f"/desk/claims/question/{question.pk}/change/").content.decode()
    assert re.findall('[^"<>]*\u202e[^"<>]*', re.sub("<bdi.*?</bdi>", "", page))
    assert Question.objects.get(pk=question.pk).wording in [
        unescape(each) for each in re.findall(r'(?s)(?:value="|<textarea[^>]*>\r?\n?)([^"<]*)', page)
    ]


# ---- names of people ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "username",
    [
        "\u0430dmin",
        "adm\u0456n",
        "ro\u043et",
        "anna\u03bf",
        "anna\u202e",
        "an\u200bna",
        "\u2066anna",
        "a\u0455",
        "\u0391nna",
    ],
)
def test_a_username_in_disguise_is_refused(db, username):
    with pytest.raises(CommandError):
        call_command("make_person", username)
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["\u202eadA", "P\u0430ul Lee", "Ann\u200b Lee", "Ann Le\u03bfn"])
def test_a_name_in_disguise_is_refused(db, name):
    with pytest.raises(CommandError):
        call_command("make_person", "anna", name=name)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "username", ["\u0441\u043e\u0441\u043e", "COCO", "\u0421\u041e\u0421\u041e", "c\u043e\u0441\u043e"]
)
def test_a_username_that_looks_like_another_is_refused(db, username):
    call_command("make_person", "coco")
    with pytest.raises(CommandError):
        call_command("make_person", username)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "name"),
    [
        ("coco", "Coco O'Neill-Søndergård"),
        ("Лев", "Лев Иванов"),
        ("水野", "水野 ユキ"),
        ("نور", "نور حداد"),
        ("μαρία", "Μαρία"),
    ],
)
def test_honest_names_of_any_script_are_taken(db, username, name):
    call_command("make_person", username, name=name)
    person = Person.objects.get()
    person.full_clean()
    assert (person.username, person.display_name) == (username, name)


def test_a_form_of_the_admin_asks_the_same(db):
    with pytest.raises(ValidationError, match="one script"):
        Person(username="\u0430dmin", password="x").full_clean()


def test_the_first_administrator_gets_no_name_in_disguise_either(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a long enough one")
    for username in ("\u0430dmin", "admin\u200b"):
        with pytest.raises(CommandError, match=r"one script|valid username"):
            call_command("createsuperuser", username=username, email="a@example.org", interactive=False)
    assert not Person.objects.exists()
    call_command("createsuperuser", username="admin", email="a@example.org", interactive=False, verbosity=0)
    with pytest.raises(CommandError, match="looks like"):
        call_command("createsuperuser", username="ADMIN", email="b@example.org", interactive=False)
    assert Person.objects.get().is_superuser


@pytest.mark.parametrize("made", ["create", "create_user", "get_or_create"])
def test_no_way_of_making_an_account_gets_around_it(db, made):
    with pytest.raises(ValidationError, match="one script"):
        getattr(Person.objects, made)(username="\u0430dmin")
    with pytest.raises(ValidationError, match="nobody sees"):
        getattr(Person.objects, made)(username="anna", first_name="An\u200bna")
    assert not Person.objects.exists()


def test_a_person_is_not_renamed_into_a_disguise(db):
    anna = Person.objects.create(username="anna", first_name="Anna")
    anna.username = "\u0430nna"
    for only in (None, ["username"], ["email", "username"]):
        with pytest.raises(ValidationError, match="one script"):
            anna.save(update_fields=only)
    anna.refresh_from_db()
    assert anna.username == "anna"


def test_whoever_has_such_a_name_since_before_keeps_it_and_works_on(db):
    anna = Person.objects.create(username="anna")
    Person.objects.update(username=FALSE)
    anna.refresh_from_db()
    anna.set_password("another long one")
    anna.save()
    anna.first_name = "Anna"
    anna.save(update_fields=["is_active"])
    with pytest.raises(ValidationError, match="one script"):
        anna.save()

"""A newer capture: what becomes of each claim, what is carried over at once, and what waits for a person."""

import datetime as dt

import pytest

from claims import ledger, review
from claims.carrying import ask_again, carry, commit, differences, discard, drop, hold, preview, span_of
from claims.conflicts import claims_of, detect
from claims.coverage import wave_off
from claims.errors import NotAllowed, Refused, WrongState
from claims.models import Carryover, Claim, Comment, Conflict, Event, Filing
from claims.review import Decision
from claims.writing import ValueNotRead, Wording, write_claim
from sources.extracting import extract
from sources.importing import Arrival, import_document
from sources.models import Capture, Document
from tests.factories import NOW, a_claim, a_conflict, a_document, a_question

SAID = "About 43,000 people left the valley after the dam broke."
BEFORE = "The rain began early and did not end for days. "
AFTER = " The road to the coast stayed closed, and the schools with it."
TEXT = BEFORE + SAID + AFTER

# What a newer capture may do to a passage, and what is made of it.
CHANGES = {
    "exact": TEXT + " The bridge holds.",
    "moved": "A correction was added on top of this page. " + TEXT,
    "edited": TEXT.replace("left the valley after the dam broke", "had to leave the valley after the dam broke"),
    "numbers changed": TEXT.replace("43,000", "47,000"),
    "ambiguous": f"{BEFORE}{SAID} Somebody else wrote: {SAID}{AFTER}",
    "gone": "Another page stands here now. It tells of a football match and of nothing else at all.",
}


@pytest.fixture(autouse=True)
def read_in_this_process(monkeypatch):
    """Reading apart is tested with the extractors; here it would only take its time."""
    monkeypatch.setattr("claims.carrying.holding.extract_apart", extract)


def accepted(world, text: str = TEXT) -> Claim:
    claim = a_claim(world.dossier, text)
    return review.accept_claim(claim, seen=claim.version, by=world.reviewer, at=NOW)


def older_of(claim: Claim) -> Document:
    return claim.passage.document


def newer_capture(world, older: Document, text: str) -> Document:
    capture = hold(older, text.encode(), "again.txt", by=world.editor, at=NOW)
    return commit(capture, by=world.editor, at=NOW).document


def decided(world, *texts: str) -> Conflict:
    """A conflict that two people settled."""
    conflict = a_conflict(world.dossier, *texts)
    decision = Decision("none holds", "copying error", "A misprint.")
    proposal = review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    review.approve(proposal, by=world.chief, at=NOW, seen=conflict.version)
    conflict.refresh_from_db()
    assert conflict.state == "resolved"
    return conflict


def words(newer: Document, words_: str) -> dict[str, int]:
    start, end = span_of(newer, words_)
    return {"start": start, "end": end}


# ---- what becomes of a claim ----


@pytest.mark.parametrize("found", CHANGES)
def test_each_change_is_told_and_nothing_is_written(world, found):
    claim = accepted(world)
    (change,) = preview(older_of(claim), extract(CHANGES[found].encode()))
    assert (change.found, change.is_carried) == (found, found in ("exact", "moved"))
    assert not Carryover.objects.exists()
    assert Document.objects.count() == 1


@pytest.mark.parametrize("found", ["exact", "moved"])
def test_the_same_words_are_carried_over_as_they_were_judged(world, found):
    claim = accepted(world)
    newer = newer_capture(world, older_of(claim), CHANGES[found])
    carryover = Carryover.objects.get()
    carried = carryover.carried_to
    assert (carryover.state, carryover.found) == ("carried", found)
    assert carried.passage.document == newer
    assert carried.value_text == "About 43,000 people"
    assert (carried.state, carried.decided_by, carried.decided_at) == ("accepted", world.reviewer, claim.decided_at)
    assert (carried.first_made_as, carried.statement) == (claim, claim.statement)
    assert Claim.objects.filter(passage__document=newer).count() == 1  # the newer document's own draft became it
    assert Event.objects.get(verb="claim carried over").actor == world.editor


@pytest.mark.parametrize("found", ["edited", "numbers changed", "ambiguous", "gone"])
def test_whatever_else_became_of_it_waits_for_a_person(world, found):
    claim = accepted(world)
    newer_capture(world, older_of(claim), CHANGES[found])
    carryover = Carryover.objects.get()
    assert (carryover.state, carryover.found, carryover.carried_to) == ("waiting", found, None)
    assert (carryover.start is None) == (found in ("ambiguous", "gone"))
    assert not Claim.objects.filter(first_made_as=claim).exists()
    assert not Claim.objects.all().standing().filter(state="accepted").exists()


def test_chinese_is_carried_over_too(world):
    text = "大雨下了很久。据水利局统计，溃坝之后约有4.3万人离开山谷。通往海岸的道路仍然关闭。"
    claim = accepted(world, text)
    newer_capture(world, older_of(claim), "本页顶部增加了更正说明。" + text)
    carried = Carryover.objects.get().carried_to
    assert (carried.value_text, carried.attribution) == (claim.value_text, "水利局")


def test_untouched_drafts_give_way_to_those_of_the_newer_text(world):
    older = a_document(world.dossier, TEXT)
    newer = newer_capture(world, older, CHANGES["moved"])
    assert not Carryover.objects.exists()
    assert Claim.objects.get(passage__document=newer).first_made_as is None


def test_a_claim_a_person_wrote_is_made_anew_where_nothing_was_drafted(world):
    older = a_document(world.dossier, "Nobody was hurt when the dam broke, the mayor said on the radio.")
    start, end = span_of(older, "Nobody was hurt when the dam broke")
    wording = Wording(start=start, end=end, value="0 people", override_reason="Nobody is none.")
    claim = write_claim(older, wording, by=world.editor, at=NOW)
    newer_capture(world, older, "A correction was added here. " + older.text)
    carried = Carryover.objects.get().carried_to
    assert (carried.written_by, carried.override_reason) == (world.editor, "Nobody is none.")
    assert (carried.value_text, carried.value_phrase, carried.first_made_as) == ("0 people", "0 people", claim)


def test_what_a_person_refused_stays_refused_where_the_words_are_the_same(world):
    claim = a_claim(world.dossier, TEXT)
    review.refuse_claim(claim, seen=claim.version, by=world.reviewer, at=NOW, reason="A rumour.")
    newer = newer_capture(world, older_of(claim), CHANGES["moved"])
    carried = Claim.objects.get(passage__document=newer)
    assert (carried.state, carried.state_reason) == ("rejected", "A rumour.")


def test_what_a_person_refused_asks_nobody_once_it_is_changed(world):
    claim = a_claim(world.dossier, TEXT)
    review.refuse_claim(claim, seen=claim.version, by=world.reviewer, at=NOW, reason="A rumour.")
    assert preview(older_of(claim), extract(CHANGES["numbers changed"].encode())) == ()


def test_a_date_that_takes_another_year_from_around_it_waits(world):
    text = "In 2019 the dam was inspected. On 5 May about 43,000 people left the valley, the mayor told reporters."
    arrival = Arrival(name="a.txt", published_on=dt.date(2020, 6, 1))
    older = import_document(dossier=world.dossier, data=text.encode(), arrival=arrival, at=NOW).document
    start, end = span_of(older, "On 5 May")
    claim = write_claim(older, Wording(start=start, end=end), by=world.editor, at=NOW)
    later = extract(text.replace("2019", "2018").encode())
    (change,) = preview(older, later)
    assert (change.found, claim.low) == ("numbers changed", change.claim.low)


def test_a_passage_not_for_export_stays_so(world):
    claim = accepted(world)
    claim.passage.withheld_because = "The source asked for it."
    claim.passage.save()
    newer = newer_capture(world, older_of(claim), CHANGES["numbers changed"])
    assert Claim.objects.get(passage__document=newer).passage.is_withheld


def test_a_figure_waved_off_stays_so(world):
    older = a_document(world.dossier, TEXT)
    start, end = span_of(older, "About 43,000 people")
    wave_off(older, start, end, by=world.editor, at=NOW)
    newer = newer_capture(world, older, CHANGES["moved"])
    waved = newer.waved_figures.get()
    assert (newer.text[waved.start : waved.end], waved.waved_by) == ("About 43,000 people", world.editor)


# ---- questions and decisions ----


def test_a_confirmed_filing_is_kept_with_who_confirmed_it(world):
    claim = a_claim(world.dossier, TEXT)
    a_question([claim])
    review.judge_filing(claim.filings.get(), by=world.reviewer, at=NOW, confirm=True)
    newer_capture(world, older_of(claim), CHANGES["moved"])
    old, new = claim.filings.get(), Carryover.objects.get().carried_to.filings.get()
    assert new.question == old.question
    assert (new.state, new.decided_by, new.score, new.reason) == ("confirmed", world.reviewer, old.score, old.reason)


def test_a_refused_filing_is_never_suggested_again(world):
    claim, other = a_claim(world.dossier, TEXT), a_claim(world.dossier, TEXT.replace("43,000", "58,000"))
    question = a_question([claim, other])
    review.judge_filing(claim.filings.get(), by=world.reviewer, at=NOW, confirm=False)
    newer_capture(world, older_of(claim), CHANGES["moved"])
    carried = Carryover.objects.get().carried_to
    assert list(carried.filings.filter(question=question).values_list("state", flat=True)) == ["refused"]


@pytest.mark.parametrize("found", ["exact", "moved"])
def test_a_settled_conflict_stays_settled_when_its_claims_are_carried_over(world, found):
    conflict = decided(world, TEXT, "About 58,000 people left the valley, the list of the mayor says.")
    claim = Claim.objects.get(value_text="About 43,000 people")
    newer = newer_capture(world, older_of(claim), CHANGES[found])
    conflict.refresh_from_db()
    assert conflict.state == "resolved"
    shown = Document.objects.filter(passages__claims__positions__conflict=conflict)
    assert newer in shown
    assert older_of(claim) not in shown
    assert Carryover.objects.get().carried_to in (conflict.lower, conflict.upper)


@pytest.mark.parametrize(
    ("found", "why"),
    [
        ("edited", "changed the words of claim"),
        ("numbers changed", "changed the figure of claim"),
        ("gone", "no longer says claim"),
        ("ambiguous", "leaves it uncertain where claim"),
    ],
)
def test_a_settled_conflict_reopens_and_says_why(world, found, why):
    conflict = decided(world, TEXT, "About 58,000 people left the valley, the list of the mayor says.")
    claim = Claim.objects.get(value_text="About 43,000 people")
    (change,) = preview(older_of(claim), extract(CHANGES[found].encode()))
    assert change.reopens
    newer_capture(world, older_of(claim), CHANGES[found])
    conflict.refresh_from_db()
    assert conflict.state == "reopened"
    assert conflict.state_reason.startswith(f"a newer capture of “{older_of(claim)}” {why} {claim.pk}")
    assert ledger.verify(world.dossier).fault is None


def test_a_dismissed_conflict_stays_dismissed_when_its_drafts_are_carried_over(world):
    conflict = a_conflict(world.dossier, TEXT, "About 58,000 people left the valley, the list of the mayor says.")
    review.dismiss(conflict, by=world.reviewer, at=NOW, seen=conflict.version, reason="Other weeks.")
    claim = Claim.objects.get(value_text="About 43,000 people")
    newer_capture(world, older_of(claim), CHANGES["moved"])
    conflict.refresh_from_db()
    assert conflict.state == "dismissed"


def test_a_claim_is_first_made_once_whatever_captures_follow(world):
    conflict = decided(world, TEXT, "About 58,000 people left the valley, the list of the mayor says.")
    claim = Claim.objects.get(value_text="About 43,000 people")
    second = newer_capture(world, older_of(claim), CHANGES["moved"])
    third = newer_capture(world, second, "One more line on top. " + CHANGES["moved"])
    carried = Claim.objects.get(passage__document=third)
    assert (carried.first_made_as, carried.state) == (claim, "accepted")
    conflict.refresh_from_db()
    assert conflict.state == "resolved"
    assert carried in claims_of(conflict.question)


def test_what_waits_is_looked_for_again_in_a_still_newer_capture(world):
    claim = accepted(world)
    second = newer_capture(world, older_of(claim), CHANGES["gone"])
    third = newer_capture(world, second, CHANGES["moved"])
    overtaken, carried = Carryover.objects.order_by("id")
    assert (overtaken.state, overtaken.reason) == ("dropped", "a still newer capture is looked at instead")
    assert (carried.state, carried.document, carried.claim) == ("carried", third, claim)


# ---- held, committed, given up ----


def test_bytes_of_a_document_in_the_dossier_are_not_held(world):
    older = a_document(world.dossier, TEXT)
    with pytest.raises(Refused, match="in the dossier already"):
        hold(older, TEXT.encode(), "same.txt", by=world.editor, at=NOW)
    assert not Capture.objects.exists()


def test_the_same_bytes_are_held_once(world):
    older = a_document(world.dossier, TEXT)
    first, second = (hold(older, b"Other words.", "new.txt", by=world.editor, at=NOW) for _ in range(2))
    assert first == second


def test_a_file_that_cannot_be_read_is_not_held(world):
    older = a_document(world.dossier, TEXT)
    with pytest.raises(Refused, match="cannot be read"):
        hold(older, bytes(range(256)) * 9, "bad.txt", by=world.editor, at=NOW)


def test_a_document_that_has_a_newer_capture_takes_no_second_one(world):
    older = a_document(world.dossier, TEXT)
    late = hold(older, CHANGES["gone"].encode(), "late.txt", by=world.editor, at=NOW)
    newer_capture(world, older, CHANGES["moved"])
    with pytest.raises(Refused, match="supersede that one"):
        hold(older, b"Yet other words.", "new.txt", by=world.editor, at=NOW)
    with pytest.raises(Refused, match="supersede that one"):
        commit(late, by=world.editor, at=NOW)
    assert Document.objects.count() == 2


def test_a_second_commit_says_that_it_is_done(world):
    claim = accepted(world)
    capture = hold(older_of(claim), CHANGES["moved"].encode(), "new.txt", by=world.editor, at=NOW)
    first = commit(capture, by=world.editor, at=NOW)
    again = commit(capture, by=world.editor, at=NOW)
    assert (first.is_new, first.carried, first.waiting) == (True, 1, 0)
    assert (again.is_new, again.document, again.carried) == (False, first.document, 1)
    assert Document.objects.count() == 2


def test_what_is_known_of_the_older_document_is_kept(world):
    older = a_document(world.dossier, TEXT, title="The flood", url="https://example.org/flood", is_primary=True)
    newer = newer_capture(world, older, CHANGES["moved"])
    assert (newer.supersedes, newer.title, newer.url) == (older, "The flood", "https://example.org/flood")
    newer.refresh_from_db()
    assert newer.is_primary


def test_what_is_given_up_keeps_no_bytes_and_is_not_committed(world):
    older = a_document(world.dossier, TEXT)
    capture = hold(older, b"Other words.", "new.txt", by=world.editor, at=NOW)
    discard(capture, by=world.editor, at=NOW)
    capture.refresh_from_db()
    assert (capture.state, bytes(capture.original)) == ("failed", b"")
    for act in (commit, discard):
        with pytest.raises(WrongState, match="this one is failed"):
            act(capture, by=world.editor, at=NOW)


def test_a_viewer_may_neither_hold_nor_commit_nor_give_up(world):
    older = a_document(world.dossier, TEXT)
    with pytest.raises(NotAllowed):
        hold(older, b"Other words.", "new.txt", by=world.viewer, at=NOW)
    capture = hold(older, b"Other words.", "new.txt", by=world.editor, at=NOW)
    for act in (commit, discard):
        with pytest.raises(NotAllowed):
            act(capture, by=world.viewer, at=NOW)


# ---- a person settles what waits ----


@pytest.fixture
def waiting(world) -> Carryover:
    """An accepted claim under a question, whose figure a newer capture changed."""
    claim = a_claim(world.dossier, TEXT)
    other = a_claim(world.dossier, "About 58,000 people left the valley, the list of the mayor says.")
    question = a_question([claim, other])
    review.judge_filing(claim.filings.get(), by=world.reviewer, at=NOW, confirm=True)
    review.accept_claim(claim, seen=claim.version, by=world.reviewer, at=NOW)
    detect([question], at=NOW)
    newer_capture(world, older_of(claim), CHANGES["numbers changed"])
    return Carryover.objects.get()


def test_a_reviewer_carries_it_over_with_the_value_read_there(world, waiting):
    wording = Wording(start=waiting.start, end=waiting.end)
    made = carry(waiting, wording, by=world.chief, at=NOW)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.carried_to, waiting.decided_by) == ("carried", made, world.chief)
    assert (made.value_text, made.state, made.decided_by) == ("About 47,000 people", "accepted", world.chief)
    assert made.first_made_as == waiting.claim
    filing = made.filings.get()
    assert (filing.question, filing.state) == (waiting.claim.filings.get().question, "confirmed")
    assert Claim.objects.filter(passage__document=waiting.document).count() == 1
    assert made in claims_of(filing.question)


def test_another_value_than_the_one_read_needs_a_reason(world, waiting):
    wording = Wording(start=waiting.start, end=waiting.end, value="48,000 people")
    with pytest.raises(ValueNotRead):
        carry(waiting, wording, by=world.reviewer, at=NOW)
    reasoned = Wording(start=waiting.start, end=waiting.end, value="48,000 people", override_reason="A misprint.")
    made = carry(waiting, reasoned, by=world.reviewer, at=NOW)
    assert (made.value_phrase, made.written_by, made.override_reason) == (
        "48,000 people",
        world.reviewer,
        "A misprint.",
    )


def test_a_value_of_another_kind_is_no_later_capture(world, waiting):
    newer = waiting.document
    wording = Wording(**words(newer, "The rain began early and did not end for days"), value="two weeks")
    with pytest.raises(Refused):
        carry(waiting, wording, by=world.reviewer, at=NOW)
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_an_editor_may_not_carry_over_an_accepted_claim(world, waiting):
    with pytest.raises(NotAllowed):
        carry(waiting, Wording(start=waiting.start, end=waiting.end), by=world.editor, at=NOW)


def test_an_editor_carries_over_a_claim_nobody_accepted(world):
    older = a_document(world.dossier, TEXT)
    Claim.objects.filter(passage__document=older).delete()
    start, end = span_of(older, "About 43,000 people left the valley")
    write_claim(older, Wording(start=start, end=end), by=world.editor, at=NOW)
    newer_capture(world, older, CHANGES["numbers changed"])
    carryover = Carryover.objects.get()
    made = carry(carryover, Wording(start=carryover.start, end=carryover.end), by=world.editor, at=NOW)
    assert (made.state, made.written_by, made.value_text) == ("drafted", world.editor, "About 47,000 people")


def test_what_is_settled_is_not_settled_again(world, waiting):
    drop(waiting, reason="Another count.", by=world.reviewer, at=NOW)
    with pytest.raises(WrongState, match="dropped by Reviewer"):
        carry(waiting, Wording(start=waiting.start, end=waiting.end), by=world.reviewer, at=NOW)
    with pytest.raises(WrongState, match="dropped by Reviewer"):
        drop(waiting, reason="Again.", by=world.reviewer, at=NOW)


def test_a_claim_retracted_meanwhile_is_not_carried_over(world, waiting):
    claim = waiting.claim
    claim.refresh_from_db()
    review.refuse_claim(claim, seen=claim.version, by=world.reviewer, at=NOW, reason="A rumour.")
    with pytest.raises(WrongState, match="was retracted meanwhile"):
        carry(waiting, Wording(start=waiting.start, end=waiting.end), by=world.reviewer, at=NOW)


def test_two_claims_are_not_carried_over_to_one(world, waiting):
    claim = Claim.objects.get(pk=waiting.claim_id)
    carry(waiting, Wording(start=waiting.start, end=waiting.end), by=world.reviewer, at=NOW)
    second = Carryover.objects.create(
        claim=a_claim(world.dossier, "44,000 people left."), document=waiting.document, found="gone"
    )
    with pytest.raises(Refused, match="Another claim was carried over"):
        carry(second, Wording(start=waiting.start, end=waiting.end), by=world.reviewer, at=NOW)
    assert claim.later_captures.count() == 1


def test_a_claim_is_dropped_with_a_reason(world, waiting):
    with pytest.raises(Refused, match="Say why"):
        drop(waiting, reason=" ", by=world.reviewer, at=NOW)
    drop(waiting, reason="The paper withdrew it.", by=world.reviewer, at=NOW)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reason, waiting.decided_by) == ("dropped", "The paper withdrew it.", world.reviewer)
    assert Event.objects.filter(verb="claim not carried over", subject_id=waiting.claim_id).exists()


def test_an_editor_may_not_drop_a_claim(world, waiting):
    with pytest.raises(NotAllowed):
        drop(waiting, reason="No.", by=world.editor, at=NOW)


def test_what_a_person_made_of_the_newer_draft_stands(world, waiting):
    draft = Claim.objects.get(passage__document=waiting.document)
    review.accept_claim(draft, seen=draft.version, by=world.chief, at=NOW)
    made = carry(waiting, Wording(start=waiting.start, end=waiting.end), by=world.reviewer, at=NOW)
    assert (made, made.decided_by) == (draft, world.chief)


def test_threads_stay_on_the_older_claim_and_still_bear_on_its_question(world, waiting):
    thread = review.comment(waiting.claim, "Whose count?", by=world.editor, at=NOW)
    made = carry(waiting, Wording(start=waiting.start, end=waiting.end), by=world.reviewer, at=NOW)
    question = Filing.objects.get(claim=made).question
    assert thread in Comment.objects.about(question)


# ---- the words a person points to ----


def test_words_are_found_whatever_white_space_parts_them(world):
    document = a_document(world.dossier, "The dam broke.\n\nAbout 43,000 people\nleft the valley.")
    start, end = span_of(document, "43,000   people left")
    assert document.text[start:end].split() == ["43,000", "people", "left"]


def test_words_that_stand_twice_are_told_apart_by_their_place_or_refused(world):
    document = a_document(world.dossier, "About 12 bridges fell. Later 12 bridges fell again.")
    second = document.text.rindex("12 bridges fell")
    near = (second, second + len("12 bridges fell"))
    assert span_of(document, "12 bridges fell", near) == near
    with pytest.raises(Refused, match="2 times"):
        span_of(document, "12 bridges fell")


@pytest.mark.parametrize("words_", ["", "  ", "of which nothing is said"])
def test_words_that_are_not_there_are_refused(world, words_):
    document = a_document(world.dossier, TEXT)
    with pytest.raises(Refused):
        span_of(document, words_)


# ---- a guess, and the words that differ ----


def test_a_guess_is_shown_in_whole_words(world):
    claim = accepted(world, "The port is old. Repairs will cost 3.4 million dollars, the port authority estimates.")
    later = "The port is old. Repairs are going to cost 3.4 million dollars, according to the authority of the port."
    (change,) = preview(older_of(claim), extract(later.encode()))
    assert change.found == "ambiguous"
    start, end = change.likeliest
    assert not later[start - 1].isalnum()
    assert not later[end].isalnum()


@pytest.mark.parametrize(
    ("old", "new", "gone", "come"),
    [
        ("About 43,000 people left.", "About 47,500 people left.", ["43,000"], ["47,500"]),
        ("It cost 3.4 million.", "It cost 3.4\nmillion.", [], []),
        ("约有4.3万人离开山谷。", "约有4.7万人先后离开山谷。", ["4.3"], ["4.7", "先后"]),
        ("They will leave soon.", "They did not leave soon.", ["will"], ["did not"]),
        ("One.", "Two three.", ["One"], ["Two three"]),
    ],
)
def test_the_words_that_differ_are_marked_on_both_sides(old, new, gone, come):
    was, now = differences(old, new)
    assert "".join(part.text for part in was) == old
    assert "".join(part.text for part in now) == new
    assert [part.text for part in was if part.is_other] == gone
    assert [part.text for part in now if part.is_other] == come


def test_wordings_too_long_to_read_are_marked_whole():
    was, now = differences("a " * 5000, "b " * 5000)
    assert [part.is_other for part in (*was, *now)] == [True, True]


def test_a_document_whose_address_is_a_machine_of_the_house_is_not_fetched_again(world, settings):
    settings.FETCH_URLS = True
    document = older_of(accepted(world))
    Document.objects.filter(pk=document.pk).update(url="http://10.1.2.3/page")
    document.refresh_from_db()
    with pytest.raises(Refused, match="not on the public internet"):
        ask_again(document, by=world.editor, at=NOW)
    assert not Capture.objects.exists()

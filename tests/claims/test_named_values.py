"""Names as values: drafted where a text leaves no doubt, filed, compared, written by people, decided and exported."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from claims import filing, recall, review
from claims.conflicts import detect
from claims.errors import Refused
from claims.export.formats import FORMATS
from claims.models import Claim, Conflict, Question, Reconciliation
from claims.models.conflict import Level
from claims.review import Decision
from claims.sheets import Findings, preview
from claims.suggesting import likely_questions_of_name
from claims.writing import ClaimedAlready, NameNotThere, Wording, write_claim
from sources.values import NAME, Value, Verdict, compare, phrase
from tests.factories import NOW, a_claim, a_document, a_question

FIRST = "Pakistan was the first country to recognise the new government of Northland."
FIRST_ZH = "土耳其是第一个承认北地新政府的国家。"
OTHER = "The first country to recognise the new government of Northland was Turkey."
LANDED = "The first international flight to land at Tripoli airport after the war came from Malta."
TOOK_OFF = "The first flight to take off from Tripoli airport after the war was the Maltese Eagle."


def named(world, text: str) -> Claim:
    claim = a_claim(world.dossier, text)
    assert claim.kind == NAME
    return claim


def filed(world, *texts: str) -> list[Question]:
    for text in texts:
        a_document(world.dossier, text)
    filing.file_claims(world.dossier, at=NOW)
    return list(Question.objects.all())


def test_a_name_is_drafted_with_no_extent_and_a_low_worth(world):
    claim = named(world, FIRST)
    assert (claim.value_text, claim.value_phrase, claim.unit, claim.low, claim.high) == (
        "Pakistan",
        "Pakistan",
        None,
        None,
        None,
    )
    assert (claim.strict, claim.likely, claim.base_unit, claim.modifier) == (None, None, NAME, "exact")
    assert claim.worth <= 25 < a_claim(world.dossier, "About 43,000 people left.").worth
    assert claim.statement == FIRST
    assert claim.passage.document.text[claim.value_start : claim.value_end] == "Pakistan"


def test_who_says_it_is_kept(world):
    claim = named(world, "According to the ministry, Malta was the first island to send aid.")
    assert (claim.attribution, claim.value_text, claim.worth) == ("the ministry", "Malta", 25)


def test_a_figure_of_the_same_sentence_stays_a_claim_of_its_own(world):
    document = a_document(world.dossier, "Malta was the first island to take in 43,000 people.")
    kinds = Claim.objects.filter(passage__document=document).values_list("kind", flat=True)
    assert sorted(kinds) == ["count", NAME]


def test_names_of_two_documents_are_filed_under_one_question_by_what_is_said(world):
    (question,) = filed(world, FIRST, OTHER)
    assert question.kind == NAME
    assert question.wording.startswith("Who or what: “")
    assert question.filings.count() == 2


def test_names_are_filed_across_languages(world):
    (question,) = filed(
        world, "玛丽亚·洛佩斯成为首位领导央行的女性。", "Anna Berg became the first woman to lead the central bank."
    )
    assert question.filings.count() == 2


@pytest.mark.parametrize(
    "texts",
    [
        (LANDED, TOOK_OFF),
        (FIRST, "Pakistan was the only country to recognise the new government of Northland."),
        ("Saudi Arabia is the main supplier of oil to Japan.", "Italy is the main supplier of arms to Japan."),
        ("China is the largest buyer of Brazilian soybeans.", "China is the largest buyer of Australian iron ore."),
    ],
)
def test_names_of_twin_events_are_left_apart(world, texts):
    assert filed(world, *texts) == []


def test_a_name_never_meets_a_figure(world):
    assert filed(world, FIRST, "About 43 states recognised the new government of Northland.") == []


def test_values_that_are_names_compare_with_names_alone():
    name, figure = Value(NAME, None, None, "exact", None, "1"), Value("count", "3", "3", "exact", None, "1")
    assert compare(name, figure).verdict == Verdict.NOT_COMPARABLE
    assert phrase(name) == "a name"


def test_two_names_are_suspected_at_most(world):
    (question,) = filed(world, FIRST, OTHER)
    detect([question], at=NOW)
    conflict = Conflict.objects.get(question=question)
    assert (conflict.level, conflict.state) == (Level.TENSION, "suspected")


def test_one_name_written_alike_is_no_conflict(world):
    (question,) = filed(world, FIRST, OTHER.replace("Turkey", "Pakistan"))
    detect([question], at=NOW)
    assert not Conflict.objects.exists()


# ---- written by people ----

TEXT = "The council sat on Monday. Harwick and Norra refused the offer. It rained."


def wording(words: str, name: str, text: str = TEXT) -> Wording:
    start = text.index(words)
    return Wording(start=start, end=start + len(words), value=name, is_name=True)


def test_a_person_writes_a_name_of_the_passage(world):
    document = a_document(world.dossier, TEXT)
    claim = write_claim(
        document, wording("Harwick and Norra refused the offer.", "Harwick and Norra"), by=world.editor, at=NOW
    )
    assert (claim.kind, claim.value_text, claim.value_phrase) == (NAME, "Harwick and Norra", "Harwick and Norra")
    assert document.text[claim.value_start : claim.value_end] == "Harwick and Norra"
    assert (claim.statement, claim.is_denied) == ("Harwick and Norra refused the offer.", False)


def test_white_space_of_the_text_is_no_matter(world):
    document = a_document(world.dossier, "Harwick and Norra refused the offer.")
    said = wording("Harwick and Norra refused", "Harwick  and\nNorra", document.text)
    assert write_claim(document, said, by=world.editor, at=NOW).value_text == "Harwick and Norra"


@pytest.mark.parametrize("name", ["Tripoli", "Monday", ""])
def test_a_name_that_is_not_in_the_passage_is_refused(world, name):
    document = a_document(world.dossier, TEXT)
    with pytest.raises(NameNotThere):
        write_claim(document, wording("Harwick and Norra refused the offer.", name), by=world.editor, at=NOW)


def test_no_reason_overrides_that(world):
    document = a_document(world.dossier, TEXT)
    said = Wording(start=0, end=26, value="Tripoli", is_name=True, override_reason="I know it.")
    with pytest.raises(NameNotThere):
        write_claim(document, said, by=world.editor, at=NOW)


def test_a_name_is_claimed_once(world):
    claim = named(world, FIRST)
    document = claim.passage.document
    with pytest.raises(ClaimedAlready):
        write_claim(document, wording(FIRST, "Pakistan", document.text), by=world.editor, at=NOW)


def test_a_name_is_no_answer_to_a_question_of_figures(world):
    question = a_question([a_claim(world.dossier, "About 43,000 people left the valley.")])
    document = a_document(world.dossier, TEXT)
    with pytest.raises(Refused, match="no answer"):
        write_claim(
            document, wording("Harwick and Norra refused", "Harwick"), by=world.editor, at=NOW, question=question
        )


def test_a_question_is_offered_for_a_name(world):
    (question,) = filed(world, FIRST, OTHER)
    document = a_document(world.dossier, "Malta was first. The first country to recognise Northland is Malta.")
    recall.keep(world.dossier)
    start = document.text.index("The first")
    place = (document.text.rindex("Malta"), len(document.text) - 1)
    offered = likely_questions_of_name(document, place, (start, len(document.text)))
    assert [each.question for each in offered] == [question]


def test_the_panel_takes_a_selected_name_with_its_sentence(world, client):
    document = a_document(world.dossier, TEXT)
    client.force_login(world.editor)
    address = reverse("admin:sources_document_change", args=[document.pk])
    start = TEXT.index("Norra")
    page = client.get(address, {"act": "claim", "start": start, "end": start + 5}).content.decode()
    assert 'value="name" checked' in page
    assert "Harwick and Norra refused the offer.</blockquote>" in page
    posted = {"act": "write", "start": 27, "end": 63, "value": "name", "named": "Norra", "question": "machine"}
    client.post(address, posted)
    assert Claim.objects.get(kind=NAME).value_text == "Norra"


def test_the_panel_says_that_the_name_is_not_there_and_keeps_what_was_typed(world, client):
    document = a_document(world.dossier, TEXT)
    client.force_login(world.editor)
    posted = {"act": "write", "start": 27, "end": 63, "value": "name", "named": "Tripoli", "question": "machine"}
    answer = client.post(reverse("admin:sources_document_change", args=[document.pk]), posted)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "does not stand in the passage" in page
    assert 'name="named" value="Tripoli"' in page


# ---- shown, decided, exported ----


def decided(world) -> Reconciliation:
    (question,) = filed(world, FIRST, OTHER)
    detect([question], at=NOW)
    conflict = Conflict.objects.get(question=question)
    held = Claim.objects.get(value_text="Turkey")
    decision = Decision(
        outcome="one position holds", difference="contradiction", rationale="The registry.", accepted=(held.pk,)
    )
    return review.propose(conflict, decision, by=world.reviewer, at=NOW, seen=conflict.version)


def test_a_decision_accepts_a_name_as_it_is_written(world):
    reconciliation = decided(world)
    assert (reconciliation.kind, reconciliation.value_text, reconciliation.strict) == (NAME, "Turkey", None)


def test_a_name_is_exported_in_every_format_without_extents(world, capsys, tmp_path):
    reconciliation = decided(world)
    version = Conflict.objects.get().version
    review.approve(reconciliation, by=world.chief, at=NOW, seen=version)
    for written in FORMATS:
        path = tmp_path / f"decided.{written}"
        call_command("export_claims", "--format", written, "--output", str(path))
        assert path.stat().st_size
    capsys.readouterr()
    call_command("export_claims", "--format", "ndjson")
    record = json.loads(capsys.readouterr().out.splitlines()[0])
    value = record["accepted_value"]
    assert (value["kind"], value["text"], value["strict"], value["strict_in_words"]) == (NAME, "Turkey", None, "Turkey")
    assert record["rejected_claims"][0]["value"]["text"] == "Pakistan"


def test_lists_and_pages_show_the_name(world, client, capsys):
    (question,) = filed(world, FIRST, OTHER)
    detect([question], at=NOW)
    call_command("list_questions")
    (listed,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert {claim["value"] for each in listed["positions"] for claim in each["claims"]} == {"Pakistan", "Turkey"}
    client.force_login(world.reviewer)
    conflict = Conflict.objects.get(question=question)
    for address in (
        reverse("admin:claims_conflict_change", args=[conflict.pk]),
        reverse("admin:claims_question_change", args=[question.pk]),
        reverse("admin:claims_claim_change", args=[Claim.objects.get(value_text="Turkey").pk]),
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert "Turkey" in page.content.decode()


# ---- from a spreadsheet ----


def sheet(world, *rows: str) -> Findings:
    data = "\n".join(["statement,name as value,value", *rows]).encode()
    return preview(world.dossier, data, {}, at=NOW)[1]


def test_a_row_of_a_spreadsheet_names_its_answer(world):
    (proposal,) = sheet(world, "Harwick and Norra refused the offer.,Norra,").proposals
    assert (proposal.claim.kind, proposal.claim.value_text, proposal.claim.strict) == (NAME, "Norra", None)


def test_a_row_whose_name_is_not_in_its_sentence_is_a_fault_of_that_column(world):
    (fault,) = sheet(world, "Harwick and Norra refused the offer.,Tripoli,").errors
    assert (fault.column, fault.number) == ("name as value", 2)
    assert "does not stand" in fault.words


def test_a_row_says_a_value_or_a_name(world):
    (fault,) = sheet(world, "Harwick and 40 others refused.,Harwick,40").errors
    assert "not both" in fault.words

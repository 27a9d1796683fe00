"""A document that says one thing twice, with one figure miswritten: found, filed together, shown as internal."""

import pytest

from claims import review
from claims.conflicts import detect
from claims.drafting import drafts_of
from claims.filing import file_claims
from claims.models import Claim, Conflict, Filing
from claims.models.conflict import ConflictState, Level
from sources.importing import Arrival, import_document
from tests.factories import NOW, a_document


def internal(world, *texts: str) -> list[Conflict]:
    for text in texts:
        a_document(world.dossier, text)
    detect(file_claims(world.dossier, at=NOW), at=NOW)
    return list(Conflict.objects.filter(level=Level.INTERNAL))


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        (
            "The ferry carried 43,000 passengers to the island. Work on the quay goes on.\n\n"
            "In brief: the ferry carried 430,000 passengers to the island, said its owner.",
            "ten times as much",
        ),
        (
            "The quay cost 58 million euros to build. Work began in spring after years of debate.\n\n"
            "Critics say the quay, which cost 85 million euros to build, is too narrow.",
            "two digits the wrong way round",
        ),
        (
            "Exports of salt came to 2.7 million tonnes. Prices fell, and two mines were closed.\n\n"
            "The ministry said exports of salt came to 2.7 thousand tonnes.",
            "a thousand times as much",
        ),
        (
            "4.3万名游客乘渡轮前往该岛。码头扩建工程仍在继续。\n\n船东说,43万名游客乘渡轮前往该岛。",
            "ten times as much",
        ),
        (
            "该水库总库容为6.4亿立方米。水库建于上世纪,大坝由石块筑成。\n\n工程师说,该水库总库容为6.4万立方米。",
            "ten thousand times as much",
        ),
    ],
)
def test_a_figure_said_twice_with_a_slip_is_an_internal_conflict(world, text, slip):
    (conflict,) = internal(world, text)
    assert conflict.state == ConflictState.SUSPECTED
    assert conflict.hint_difference == "slip of unit or digit"
    assert slip in conflict.hint
    assert {claim.passage.document_id for claim in (conflict.lower, conflict.upper)} == {
        conflict.lower.passage.document_id
    }
    assert all("the same words twice in one document" in each.reason_words for each in conflict.question.filings.all())


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 the ferry carried 43,000 passengers. In 2020 the ferry carried 430,000 passengers.",
        "In March the ferry carried 43,000 passengers. In April the ferry carried 430,000 passengers.",
        "The ferry carried 43,000 passengers each month. The ferry carried 430,000 passengers.",
        "The ferry carried 43,000 passengers. Nationwide ferries carried 430,000 passengers.",
        "The old ferry carries 340 passengers. The ferry carries 430 passengers.",
        "The ferry carried more than 43,000 passengers. The ferry carried 34,000 passengers.",
        "Ferry A carried 43,000 passengers. Ferry B carried 430,000 passengers.",
        "The ferry carried 43,000 passengers and the ferry carried 430,000 passengers.",
        "The club spent 45 million pounds on a striker. It spent 4.5 million pounds on a goalkeeper.",
        "男性患者有2300人。女性患者有3200人。",
        "2019年该市人口为45万人。2021年该市人口为54万人。",
        "该公司在北京有员工320人。该公司在全国有员工3200人。",
        "每天有1200人接种疫苗。共有12000人接种疫苗。",
    ],
)
def test_two_figures_of_two_things_are_left_alone(world, text):
    assert not internal(world, text)


def test_a_figure_in_a_heading_that_looks_miswritten_is_claimed(world):
    page = "# 43,000 evacuees pass the port\n\nIt was a long day.\n\nAbout 430,000 evacuees pass the port."
    document = import_document(
        dossier=world.dossier, data=page.encode(), arrival=Arrival(name="port.md"), at=NOW
    ).document
    assert [draft.mention.quote for draft in drafts_of(document)] == ["43,000 evacuees", "About 430,000 evacuees"]


def test_the_other_claim_joins_the_question_of_the_first(world):
    texts = (
        "The quay cost 58 million euros to build. Work on it began in spring.",
        "The quay cost 58 million euros to build. Work began in spring after years of debate.\n\n"
        "Critics say the quay, which cost 85 million euros to build, is too narrow.",
    )
    internal(world, *texts)
    conflict = Conflict.objects.get()
    assert [position.claims.count() for position in conflict.positions.all()] == [2, 1]
    assert conflict.hint_difference == "slip of unit or digit"


def test_what_a_person_refused_is_not_filed_again(world):
    (conflict,) = internal(
        world,
        "The quay cost 58 million euros to build. Work began in spring after years of debate.\n\n"
        "Critics say the quay, which cost 85 million euros to build, is too narrow.",
    )
    filing = conflict.question.filings.get(claim=conflict.upper)
    review.judge_filing(filing, confirm=False, by=world.reviewer, at=NOW)
    Claim.objects.update(matched_at=None)
    assert not file_claims(world.dossier, at=NOW)
    assert Filing.objects.standing().count() == 1


def test_filing_again_changes_nothing(world):
    internal(
        world,
        "The quay cost 58 million euros to build. Work began in spring after years of debate.\n\n"
        "Critics say the quay, which cost 85 million euros to build, is too narrow.",
    )
    before = Filing.objects.count()
    Claim.objects.update(matched_at=None)
    file_claims(world.dossier, at=NOW)
    assert Filing.objects.count() == before

"""Which drafts come first, and which values are drafted as denied."""

import pytest

from claims.models import Claim
from claims.worth import worth
from sources.extracting import BlockKind
from sources.reading import read
from tests.factories import a_claim, a_document


def of(clause: str, **how: object) -> int:
    return worth(read(clause)[0], clause, **{"block": BlockKind.PARAGRAPH, "is_attributed": False} | how)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (of("About 58,000 people left the valley"), of("The bridge was opened in 2015")),
        (of("58,000 people left the valley", is_attributed=True), of("58,000 people left the valley")),
        (of("58,000 people left the valley"), of("12 people left the valley")),
        (of("58,000 people left the valley"), of("58,000 people left the valley", block=BlockKind.TABLE)),
        (of("The bridge was opened on 3 May 2015"), of("The bridge was opened in 2015")),
        (of("more than 58,000 people left the valley"), of("58,000 people left the valley")),
    ],
)
def test_what_is_worth_more(more, less):
    assert more > less


def test_worth_stays_between_0_and_100():
    assert 0 <= of("In 2015") <= of("more than 58,000 people left the valley", is_attributed=True) <= 100


def test_drafts_are_ordered_by_worth(world):
    document = a_document(
        world.dossier,
        "The bridge was opened in 2015. According to the mayor, more than 58,000 people left the valley.",
    )
    drafts = Claim.objects.filter(passage__document=document).order_by("-worth")
    assert [claim.value_text for claim in drafts] == ["more than 58,000 people", "2015"]


def test_a_denied_value_is_drafted_as_one(world):
    assert a_claim(world.dossier, "The mayor denied that 58,000 people left the valley.").is_denied
    assert not a_claim(world.dossier, "Some 58,000 people left the valley.").is_denied

"""The figures of a document: claimed, waved off or open."""

import pytest

from claims.coverage import FigureState, coverage_of, figure_at, take_back, wave_off
from claims.errors import NotAllowed, Refused
from claims.writing import Wording, write_claim
from sources.importing import Arrival, import_document
from tests.factories import NOW

TEXT = "About 43,000 people left. In the end 12 bridges fell, 3 dams broke. Nobody was hurt."


@pytest.fixture
def document(world):
    return import_document(dossier=world.dossier, data=TEXT.encode(), arrival=Arrival(name="a.txt"), at=NOW).document


def states(document) -> list[str]:
    return [figure.state for figure in coverage_of(document).figures]


def test_a_figure_is_claimed_waved_off_or_open(world, document):
    assert states(document) == ["open", "open", "open"]
    start = TEXT.index("12 bridges")
    write_claim(document, Wording(start=start, end=start + len("12 bridges fell")), by=world.editor, at=NOW)
    last = coverage_of(document).figures[2]
    wave_off(document, last.start, last.end, by=world.editor, at=NOW)
    assert states(document) == ["open", "claimed", "waved off"]
    assert str(coverage_of(document)) == "1 of 3 figures have a claim, 1 waved off"


def test_an_overridden_passage_covers_every_figure_in_it(world, document):
    wording = Wording(start=0, end=len(TEXT), value="7 people", override_reason="counted by hand")
    write_claim(document, wording, by=world.editor, at=NOW)
    assert states(document) == [FigureState.CLAIMED] * 3


def test_what_was_waved_off_can_be_taken_back(world, document):
    figure = coverage_of(document).figures[0]
    waved = wave_off(document, figure.start, figure.end, by=world.editor, at=NOW)
    take_back(waved, by=world.editor)
    assert states(document) == ["open", "open", "open"]


def test_a_place_without_a_figure_is_refused(world, document):
    with pytest.raises(Refused, match="No figure"):
        wave_off(document, 1, 3, by=world.editor, at=NOW)


def test_a_viewer_may_not_wave_off(world, document):
    figure = coverage_of(document).figures[0]
    with pytest.raises(NotAllowed):
        wave_off(document, figure.start, figure.end, by=world.viewer, at=NOW)


def test_a_figure_is_found_by_its_exact_place(world, document):
    start = TEXT.index("12 bridges")
    figure = figure_at(document, start, start + len("12 bridges"))
    assert figure is not None
    assert (figure.quote, figure.state) == ("12 bridges", FigureState.OPEN)
    assert figure_at(document, start, start + 2) is None

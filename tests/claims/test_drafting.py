"""Which values of a text become draft claims, with which passage, date and attribution."""

import datetime as dt

import pytest

from claims.drafting import drafts_of, readings_of
from claims.models import Claim
from tests.factories import a_claim, a_document


def drafted(world, text: str) -> list[tuple[str, str]]:
    """Value as written and passage of every claim drafted from a text."""
    document = a_document(world.dossier, text)
    claims = Claim.objects.filter(passage__document=document).order_by("value_start")
    return [(claim.value_text, claim.passage.exact) for claim in claims]


def test_a_draft_is_the_machines_and_waits(world):
    claim = a_claim(world.dossier, "About 43,000 people left the valley.")
    assert (claim.written_by, claim.state, claim.is_drafted_by_machine) == (None, "drafted", True)
    assert (claim.statement, claim.population) == ("About 43,000 people left the valley.", "people")


def test_each_value_has_the_clause_that_says_it(world):
    text = "The army evacuated more than 123,000 people from the island, of which about 58,000 were ferried to Harwick."
    assert [passage for _, passage in drafted(world, text)] == [
        "The army evacuated more than 123,000 people from the island",
        "of which about 58,000 were ferried to Harwick.",
    ]


@pytest.mark.parametrize(
    "text",
    ["In 2011, the council began to host the talks.", "2011年，市议会开始主持谈判。"],
)
def test_a_date_that_stands_alone_is_read_with_the_next_clause(world, text):
    ((_, passage),) = drafted(world, text)
    assert passage == text


def test_a_date_beside_another_value_is_no_claim_of_its_own(world):
    assert [value for value, _ in drafted(world, "In 2014 the harbour handled 52,000 tonnes of grain.")] == [
        "52,000 tonnes"
    ]


@pytest.mark.parametrize(
    "text", ["First, the plan has several flaws.", "The two sides met again.", "This is the third visit."]
)
def test_enumerators_small_counts_and_vague_words_are_left_alone(world, text):
    assert [value for value, _ in drafted(world, text) if value not in ("two sides",)] == []


def test_what_stands_in_headings_is_left_alone(world):
    document = a_document(world.dossier, "# The 43,000 of Harwick\n\nAbout 58,000 people left the valley.\n")
    assert [draft.mention.low for draft in drafts_of(document)] == ["58000"]


def test_each_row_of_a_table_is_a_sentence(world):
    text = "# Figures\n\n| what | figure |\n|---|---|\n| grain | 52,000 tonnes |\n| coal | 9,000 tonnes |\n"
    passages = [passage for _, passage in drafted(world, text)]
    assert ["grain" in passages[0], "coal" in passages[0]] == [True, False]
    assert "coal" in passages[1]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to the port office, about 43,000 people left.", "the port office"),
        ("据港务局统计，约有4.3万人离开。", "港务局"),
        ("About 43,000 people left the valley.", ""),
    ],
)
def test_the_attribution_is_kept(world, text, source):
    assert a_claim(world.dossier, text).attribution == source


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("In 2014 the harbour handled 52,000 tonnes of grain.", dt.date(2014, 1, 1), dt.date(2015, 1, 1)),
        ("截至2021年8月24日，约有1.7万人在营地等待。", dt.date(2021, 8, 24), dt.date(2021, 8, 25)),
        ("As of 5 September 2021, about 4,000 people were waiting.", dt.date(2021, 9, 5), dt.date(2021, 9, 6)),
    ],
)
def test_the_as_of_date_is_what_the_sentence_says(world, text, first, end):
    as_of = a_claim(world.dossier, text).as_of
    assert as_of is not None
    assert (as_of.lower, as_of.upper) == (first, end)


COUNTED = dt.date(2021, 8, 2), dt.date(2021, 8, 3)


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("The toll of last month's storm rose to 312 as of 2 August 2021, the office said.", "312", True),
        ("Some 312 people had died and 45 were missing as of 4 am on 2 August 2021.", "312", True),
        ("As of 10:30 a.m. on 2 August 2021, 312 people had died.", "312", True),
        ("The toll rose to 312 as of 2 August 2021, three times the 104 of the week before.", "104", False),
        ("As of 2 August 2021, 312 people had died. Of them 45 were miners.", "45", True),
        ("As of 2 August 2021, 312 people had died. On 5 May 2019, 45 had died.", "45", False),
        ("As of 2 August 2021, 312 people had died. Earlier, 45 dead were reported.", "45", False),
        ("As of 2 August 2021, 312 people had died.\n\nThe mine employed 4,500 people.", "4,500", False),
        ("截至2021年8月2日12时，共有312人遇难。全省倒塌房屋4500间。", "4500", True),
        ("截至2021年8月2日12时，共有312人遇难。此前报道有4500人失联。", "4500", False),
    ],
)
def test_a_day_counted_to_holds_for_what_it_belongs_to_and_for_what_its_paragraph_adds(world, text, value, counted):
    readings = readings_of(a_document(world.dossier, text))
    as_of = next(reading.as_of for reading in readings if value in reading.mention.quote)
    assert (as_of and (as_of.period.lower, as_of.period.upper)) == (COUNTED if counted else None)


@pytest.mark.parametrize("text", ["So far 312 people have died.", "目前已有312人遇难。"])
def test_how_things_stand_is_as_of_the_day_of_the_report_where_that_is_known(world, text):
    document = a_document(world.dossier, text)
    assert [reading.as_of for reading in readings_of(document)] == [None]
    document.published_on = COUNTED[0]
    (reading,) = readings_of(document)
    assert reading.as_of is not None
    assert (reading.as_of.period.lower, reading.as_of.period.upper) == COUNTED


def test_the_day_of_an_event_is_no_as_of_date(world):
    claim = a_claim(world.dossier, "On 5 March 2020 about 4,000 people left the valley.")
    assert claim.as_of is None


def test_no_date_is_made_up_from_the_day_a_document_was_brought_in(world):
    text = "On Tuesday about 4,000 people left. On 8 September the dam held."
    document = a_document(world.dossier, text=text, published_on=None)
    assert [(draft.mention.quote, draft.mention.low) for draft in readings_of(document)] == [
        ("about 4,000 people", "4000"),
        ("8 September", "--09-08"),
    ]
    document.published_on = dt.date(2020, 9, 10)
    assert [draft.mention.low for draft in readings_of(document)] == ["2020-09-08", "4000", "2020-09-08"]


def test_a_note_mark_is_no_part_of_the_passage_nor_of_the_statement(world):
    assert drafted(world, "约有4.3万人经港口离开。① 其中多数是工人。") == [("约有4.3万人", "约有4.3万人经港口离开。")]
    assert Claim.objects.get().statement == "约有4.3万人经港口离开。"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_read_around_a_place_is_what_is_read_there_of_the_whole(world, language):
    texts = {
        "en": "In 2019 about 400 people left. As of 5 May 2020, 12 bridges had fallen, 3 of them in June.\n\n7 stood.",
        "zh": "2019年约有400人离开。截至2020年5月5日，共有12座桥倒塌。另有3座受损。\n\n仍有7座桥。",
    }
    document = a_document(world.dossier, texts[language])
    whole = readings_of(document)
    assert len(whole) > 4
    for reading in whole:
        assert reading in readings_of(document, (reading.mention.start, reading.mention.end))
        assert len(readings_of(document, (reading.mention.start, reading.mention.end))) < len(whole)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Of those who left the valley in May 2019, about 4,300 people went north.", ["about 4,300 people"]),
        ("2019年5月离开山谷的居民中，约4300人去了北方。", ["约4300人"]),
        ("Of those who left, the last came home in May 2019.", ["May 2019"]),
        (
            "Of the valley little was left in May 2019. About 4,300 people went north.",
            ["May 2019", "About 4,300 people"],
        ),
    ],
)
def test_a_date_that_only_says_of_whom_the_next_figure_is_a_part_is_no_claim(world, text, values):
    assert [draft.mention.quote for draft in drafts_of(a_document(world.dossier, text))] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The fire began in a workshop, the police said on Friday 3 May 2019.", []),
        ("The mayor told a radio station late on 3 May 2019 that the bridge was safe.", []),
        ("发言人2019年5月3日表示，大桥是安全的。", []),
        ("发言人2019年5月3日下午在记者会上说，大桥是安全的。", []),
        ("The fire began on 3 May 2019, the police said.", ["3 May 2019"]),
        ("大桥2019年5月3日通车，市长表示满意。", ["2019年5月3日"]),
    ],
)
def test_the_day_of_an_utterance_is_no_claim(world, text, values):
    assert [draft.mention.quote for draft in drafts_of(a_document(world.dossier, text))] == values

"""What is blotted out of what somebody wrote, and what is left alone."""

import pytest
from django.db import connection

from sources.blotting import BLOT, Blotter, Column, blot_out, columns, saying
from tests.factories import a_person

TEXT = (
    "The rain began early in the valley and did not end for days, said the mayor of the town.\n"
    "美国及其盟国从阿富汗撤离的人员总数超过十二万人。"
)
BLOTTER = Blotter(["Ottoline  Quillfeather", "@oquill", "o@paper.example", "张三", "ab"], TEXT)


@pytest.mark.parametrize(
    ("said", "became"),
    [
        ("OTTOLINE quillfeather said", f"{BLOT * 21} said"),
        ("Ottoline\n Quillfeather", BLOT * 22),
        ("(@oquill): look", f"({BLOT * 7}): look"),
        ("to o@paper.example.", f"to {BLOT * 15}."),
        ("我见张三了", f"我见{BLOT * 2}了"),
        ("ab, and ab.", f"{BLOT * 2}, and {BLOT * 2}."),
        ("He wrote “in the valley and did not end for  days, said” of it", f"He wrote “{BLOT * 45}” of it"),
        ("据称从阿富汗撤离的人员总数超过十二万", f"据称{BLOT * 16}"),
    ],
)
def test_words_and_quotations_are_blotted(said, became):
    assert BLOTTER(said) == became


@pytest.mark.parametrize(
    "said",
    [
        "Ottoline",
        "Quillfeathers",
        "@oquiller",
        "abc, cab",
        "The rain began early in the valley",
        "阿富汗撤离的人员",
        "",
    ],
)
def test_what_is_part_of_a_longer_word_or_short_is_left(said):
    assert BLOTTER(said) == said


def test_nothing_to_blot_blots_nothing():
    assert Blotter(["", "  "])("anything  at all") == "anything  at all"


@pytest.mark.django_db
def test_every_column_of_words_is_known_but_those_of_a_few_fixed_words():
    known = {(column.table, column.name) for column in columns()}
    assert {("claims_comment", "body"), ("claims_filing", "reason"), ("claims_alias", "names")} <= known
    assert {("claims_delivery", "body"), ("django_session", "session_data")} <= known
    assert not {("claims_claim", "state"), ("claims_claimhistory", "state")} & known
    order = [column.table.endswith("history") for column in columns()]
    assert order == sorted(order)


@pytest.mark.django_db
def test_json_in_a_column_of_text_stays_json(the_owner):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE told (id int PRIMARY KEY, body text, said jsonb, names text[])")
        row = [r'{"who": "\u5f20\u4e09", "n": 1}', '{"ab": ["ab", 1, null]}', ["ab", "cd"]]
        cursor.execute("INSERT INTO told VALUES (1, %s, %s, %s), (2, 'nothing', '{}', '{}')", row)
    where = [each for each in columns() if each.table == "told"]
    assert saying(BLOTTER, where[0]) == [1]
    assert blot_out(BLOTTER, where) == {"told": [1]}
    with connection.cursor() as cursor:
        cursor.execute("SELECT body, said, names FROM told WHERE id = 1")
        body, said, names = cursor.fetchone()
    assert body == r'{"who": "\u2588\u2588", "n": 1}'
    assert said == f'{{"{BLOT * 2}": ["{BLOT * 2}", 1, null]}}'
    assert names == [BLOT * 2, "cd"]


@pytest.mark.django_db
def test_more_rows_than_are_read_at_once(monkeypatch):
    monkeypatch.setattr("sources.blotting._AT_ONCE", 2)
    made = [a_person(f"person-{number}").pk for number in range(5)]
    name = Column("sources_person", "username", "character varying", "id")
    assert sorted(saying(Blotter([f"person-{number}" for number in range(5)]), name)) == made

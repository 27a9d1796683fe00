"""Marks nest, links do not, and nothing of a text or of a passage is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.reader.marks import Anchor, Lit, Mark, Node, Passages, Words, disjoint, nested

TEXT = "abcdefghijklmnopqrstuvwxyz"


def lit(pk: int, start: int, end: int) -> Lit:
    return Lit(start, end, pk, "drafted", (pk,))


def shown(nodes: tuple[Node, ...]) -> str:
    return "".join(f"[{n.lit.pk} {shown(n.nodes)}]" if isinstance(n, Mark) else n.text for n in nodes)


def nest(*lits: Lit, anchors: tuple[Anchor, ...] = (), shown_to: int = 0) -> tuple[Node, ...]:
    return nested(TEXT, 0, 10, lits, anchors, shown_to)


def test_a_passage_inside_another_is_nested():
    assert shown(nest(lit(1, 1, 8), lit(2, 3, 5))) == "a[1 bc[2 de]fgh]ij"


def test_a_passage_that_reaches_out_of_another_is_cut_and_goes_on():
    nodes = nest(lit(1, 1, 5), lit(2, 3, 8))
    assert shown(nodes) == "a[1 bc[2 de]][2 fgh]ij"
    first, second = nodes[1], nodes[2]
    assert isinstance(first, Mark)
    assert isinstance(second, Mark)
    assert first.begins
    assert isinstance(first.nodes[1], Mark)
    assert first.nodes[1].begins
    assert not second.begins


def test_two_passages_of_one_place_are_both_there():
    assert shown(nest(lit(1, 2, 4), lit(2, 2, 4))) == "ab[1 [2 cd]]efghij"


def test_a_passage_shown_before_does_not_begin_again():
    mark = nested(TEXT, 5, 10, [lit(1, 2, 8)], (), 4)[0]
    assert isinstance(mark, Mark)
    assert not mark.begins


def test_a_link_is_cut_at_the_edge_of_a_passage_and_begins_once():
    nodes = nest(lit(1, 4, 8), anchors=(Anchor(2, 6, "drafted", (1,)),))
    assert shown(nodes) == "abcd[1 efgh]ij"
    assert nodes[1] == Words("cd", Anchor(2, 6, "drafted", (1,)))
    assert isinstance(nodes[2], Mark)
    assert nodes[2].nodes[0] == Words("ef", Anchor(2, 6, "drafted", (1,)), begins=False)


def test_values_over_one_another_share_a_link_the_shortest_first():
    cut = disjoint([Anchor(0, 9, "accepted", (1,)), Anchor(3, 5, "drafted", (2,))])
    assert cut == [
        Anchor(0, 3, "accepted", (1,)),
        Anchor(3, 5, "drafted", (2, 1)),
        Anchor(5, 9, "accepted", (1,)),
    ]


SPANS = st.lists(st.tuples(st.integers(0, 25), st.integers(1, 12)), max_size=12)


@given(passages=SPANS, values=SPANS, cuts=st.sets(st.integers(1, 25), max_size=3))
def test_text_and_passages_come_out_whole_however_they_overlap(passages, values, cuts):
    lits = Passages.of(lit(pk, start, min(start + length, 26)) for pk, (start, length) in enumerate(passages))
    anchors = disjoint(
        Anchor(start, min(start + length, 26), "drafted", (pk,)) for pk, (start, length) in enumerate(values)
    )
    edges = [0, *sorted(cuts), 26]
    covered: dict[int, str] = {}
    claimed: dict[int, str] = {}
    begun: list[int] = []
    said = ""

    def walk(nodes: tuple[Node, ...], around: tuple[int, ...]) -> None:
        nonlocal said
        for node in nodes:
            if isinstance(node, Mark):
                begun.extend([node.lit.pk] if node.begins else [])
                walk(node.nodes, (*around, node.lit.pk))
                continue
            said += node.text
            for pk in around:
                covered[pk] = covered.get(pk, "") + node.text
            for pk in node.anchor.claims if node.anchor else ():
                claimed[pk] = claimed.get(pk, "") + node.text

    for start, end in pairwise(edges):
        walk(nested(TEXT, start, end, lits.meeting(start, end), anchors, start), ())
    assert said == TEXT
    assert covered == {each.pk: TEXT[each.start : each.end] for each in lits.lits}
    assert sorted(begun) == sorted(covered)
    assert claimed == {pk: TEXT[start : start + length] for pk, (start, length) in enumerate(values)}

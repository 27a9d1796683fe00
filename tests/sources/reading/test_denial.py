"""Which clauses deny the value they name."""

import pytest

from sources.reading import read
from sources.reading.denial import is_denied


def denied(clause: str) -> bool:
    return is_denied(clause, read(clause)[0].start)


@pytest.mark.parametrize(
    "clause",
    [
        "the embassy did not fly out 58,000 people",
        "the ministry denied that 58,000 people passed through",
        "it wasn't 58,000 people",
        "officials rejected the figure of 58,000 people",
        "大使馆并未撤离5.8万人",
        "外交部否认有5.8万人过境",
        "并非5.8万人",
    ],
)
def test_a_denial_is_heard(clause):
    assert denied(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "the embassy flew out 58,000 people",
        "not only 58,000 people but their cars",
        "not more than 58,000 people",
        "58,000 people did not return",
        "the ministry did not deny that 58,000 people passed through",
        "大使馆撤离了5.8万人",
        "不仅撤离了5.8万人",
        "未来三年将撤离5.8万人",
        "有5.8万人没有返回",
    ],
)
def test_what_is_no_denial(clause):
    assert not denied(clause)

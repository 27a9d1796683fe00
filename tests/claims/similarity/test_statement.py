"""The reason of a match, for people and for storage."""

import json
from collections.abc import Callable

from claims.similarity import Statement, candidates, in_words, match

Marker = Callable[[str, str, str], list[Statement]]


def test_the_reason_shows_the_words_of_both_languages_and_what_is_missing(read_marked: Marker) -> None:
    english = read_marked("The coast guard of Norway rescued [person:x|61 sailors] near Bergen.", "a", "en")
    chinese = read_marked("挪威海岸警卫队救起[person:x|58名]水手。", "b", "zh")
    (found,) = candidates(english[0], chinese)
    line = in_words(found.reason)
    assert "rescued = 救" in line
    assert "both name Norway" in line
    assert "only here: Bergen" in line
    assert "unit: person" in line
    assert "rank 1 and 1" in line
    assert "\n" not in line


def test_the_reason_survives_json(read_marked: Marker) -> None:
    english = read_marked("Kenya exported [mass:x|540,000 tonnes] of tea to Pakistan.", "a", "en")
    chinese = read_marked("肯尼亚向巴基斯坦出口茶叶[mass:x|54万吨]。", "b", "zh")
    (found,) = match([*english, *chinese])
    assert json.loads(json.dumps(found.reason, ensure_ascii=False)) == found.reason
    assert all(shared["weight"] > 0 for shared in found.reason["shared"])


def test_opposites_are_named_in_the_reason(read_marked: Marker) -> None:
    english = read_marked("Japan's exports of steel to India reached [mass:x|2 million tonnes].", "a", "en")
    chinese = read_marked("日本从印度进口钢铁[mass:y|200万吨]。", "b", "zh")
    (found,) = candidates(english[0], chinese)
    assert found.reason["opposed"] == ["exports / 进口"]
    assert "opposed: exports / 进口" in in_words(found.reason)

"""Chinese ordinals and ranks: 第六届, 世界第三, 首个."""

from __future__ import annotations

import re
from decimal import Decimal

from sources.reading.chinese import counting, lexicon
from sources.reading.chinese.amounts import amount_at
from sources.reading.chinese.numerals import DIGIT, SCALE
from sources.reading.mention import Mention
from sources.reading.passage import Outcome, Passage
from sources.reading.quantities import Place

FIRST = re.compile(
    r"首\s{0,3}(?:个|次|位|架|批|艘|家|届|例|名|任|条|座|款|枚|部|台|轮|场|项|支|辆|座|季|班|笔|颗|宗|起|日|年|颗|本)(?!席)"
)
_ORDINAL = re.compile(rf"第\s{{0,3}}(?:\d{{1,5}}(?:\s?[万亿])?|[{DIGIT}{SCALE}]{{1,9}})")
_RANK_BEFORE = re.compile(
    r"(?:世界|全球|全国|亚洲|欧洲|排名|排行|位列|位居|居|列|名列|第|亚太|国际|中东|非洲|行业|总|海湾|地区|东南亚)\s{0,2}\Z"
)
_RANK_AFTER = re.compile(r"\s{0,3}(?:大|[高长强多富贫]|位(?!于))")


def ordinal(text: str, place: Place, number: Decimal, kind: str, noun: str | None = None) -> Mention:
    written = str(number)
    return Mention(
        place.start, place.end, text[place.start : place.end], place.core_start, place.core_end,
        kind, written, written, "exact", None, "1", noun,
    )  # fmt: skip


def ordinal_mention(passage: Passage, place: int) -> Outcome:
    text, end = passage.text, passage.end
    match = _ORDINAL.match(text, place, end)
    if match is None:
        return None, place + 1
    if lexicon.ORDINAL_WORDS.match(text, place, end):
        return None, match.end()
    amount = amount_at(text, place + 1 + (len(match[0]) - 1 - len(match[0][1:].lstrip())), match.end())
    if amount is None or amount.low is None:
        return None, match.end()
    rank_before = _RANK_BEFORE.search(text, max(passage.floor, place - 5), place)
    rank_after = _RANK_AFTER.match(text, match.end(), end)
    rank = rank_before or rank_after
    quote_end = counting.noun_end(text, match.end(), end)
    if rank_after:
        quote_end = rank_after.end()
    start = rank_before.start() if rank_before else place
    place_of = Place(start, quote_end, place, match.end())
    return ordinal(text, place_of, amount.low.number, "rank" if rank else "ordinal"), quote_end

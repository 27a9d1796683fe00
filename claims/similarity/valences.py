"""Words that say how a value moves, not what it is of: rose, fell, year on year; and the part a value plays in that.

"Fell from 9.7 to 9.3", "up 5 %", "another 12": the earlier level, the change and what came on top answer other
questions than the level itself.
"""

import re

from claims.similarity.stems import stem
from claims.similarity.terms import Word
from sources.reading.wordlists import words

MOVED, EMPTY = "moved", "empty"

_MOVED_ENGLISH = frozenset(
    stem(word)
    for word in words(
        """
        rise grow growth increase climb gain jump soar up fall drop decline decrease down slump dip shrink slip change
        boost surge expand edge jumped
        """
    )
)
_MOVED_CHINESE = frozenset(
    words(
        """
        增长 上升 增加 上涨 增 下降 下滑 减少 降 下跌 跌 同比增长 提高 升 升至 增至 降至 降低 回落 扩大 缩小 变化 增长率
        增速 增幅 降幅 涨幅 减 大涨 同比 环比
        """
    )
)
_EMPTY_ENGLISH = frozenset(
    stem(word)
    for word in words(
        """
        reach stand total account year-on-year annual previous compare compared remain respectively average
        approximately estimate estimated slightly sharply further another additional ago earlier period quarter year
        month tally figure number level amount so last same current latest past prior next recent
        """
    )
)
_EMPTY_CHINESE = frozenset(
    words(
        """
        分别 分别为 相比 比重 占比 同期 较上年 上年 去年同期 为 达 达到 大约 持平 略 下同 期 期内 季度 上年同期 数量
        """
    )
)
_EARLIER = re.compile(r"\b(?:from|compared (?:with|to)|against|versus|than)\s+(?:the\s+|about\s+)?$", re.IGNORECASE)
_THEN = re.compile(r"\b(?:previous|last|earlier|ago|prior|year-ago|before)\b|^[^,;]{0,12}\bto\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:up|down|rose|fell|risen|fallen|increas\w+|declin\w+|dropp\w+|dip\w*|gr[eo]w\w*)\b", re.IGNORECASE
)
_FROM_CHINESE = re.compile(
    r"(?:从|由|较|比|低于|高于)(?:[…\d年月日的约]|去年|上年|前年|同期|上季度?|季度|此前|原来|之前|当时|财年)*$"
)
_THAN_CHINESE = re.compile(r"(?<![类对占])(?:比|较)[^,，。;；、]{0,24}$")
_THAN_MOVED = re.compile(r"^[^,，。;；、]{0,3}(?:下降|上升|减|增|多|少|高|低|提高|上涨|下跌|下滑)")
_WITH_CHINESE = re.compile(r"(?:与|和|同)[^,，。;；、增减升降涨跌]{0,30}的?$")
_COMPARED_CHINESE = re.compile(r"^[^,，。;；、]{0,6}相比")
_BY_ENGLISH = re.compile(r"\bby\s+(?:about\s+)?$", re.IGNORECASE)
_UP_OR_DOWN = re.compile(r"\b(?:up|down)\s+(?:by\s+)?$", re.IGNORECASE)
_BY = re.compile(r"(?:增加|减少|上升|下降|增长|上涨|下跌|提高|降低|增|减|多出|少)了?$")
_ADDED = re.compile(r"\b(?:another|additional|further|new)\s+$|(?:新增|又有|再有|再增)了?$", re.IGNORECASE)
_ADDED_NOUN = re.compile(r"(?:additional|further|new(?:ly)?)\b|新增", re.IGNORECASE)
_LATELY = re.compile(
    r"\b(?:in|over|during) the (?:past|last) …|过去…|(?:past|last) (?:day|week)\b|一天内|昼夜", re.IGNORECASE
)
_ALTOGETHER = re.compile(r"\b(?:reach\w*|tally|toll|total|so far|altogether)\b|累计|总数|共", re.IGNORECASE)
_TO = re.compile(r"(?:\bto|[至到])\s*$")
_EXPECTED = re.compile(
    r"\b(?:expect|forecast|predict|project|anticipat|target|plan|aim)\w*\b|\bestimate:|\b(?:on track|guidance|goal)\b"
    r"|[预預](?:期|计|測|测|估|計)|目[标標]|有望",
    re.IGNORECASE,
)
_FAR, _FAR_AFTER, _FAR_BEFORE = 28, 40, 110


def valence(word: Word) -> str:
    """MOVED where a word only says that something rose or fell, EMPTY where it only says that there is a figure."""
    if word.key in _MOVED_ENGLISH or word.key in _MOVED_CHINESE:
        return MOVED
    return EMPTY if word.key in _EMPTY_ENGLISH or word.key in _EMPTY_CHINESE else ""


def part(before: str, after: str, said: list[Word], *, noun: str = "", percent: bool) -> str:
    """The part a value plays, "" for the plain level: "earlier", "change", "added", "expected".

    before, after   the text on either side of it; said: its own words; noun: what is counted
    """
    left = before[-_FAR:]
    lately = not percent and _LATELY.search(f"{before} {after}") and not _ALTOGETHER.search(before)
    if lately or _ADDED.search(left) or _ADDED_NOUN.match(noun):
        return "added"
    if _EARLIER.search(left) and (_THEN.search(after[:_FAR_AFTER]) or _MOVED.search(before)):
        return "earlier"
    if _FROM_CHINESE.search(left) or (_THAN_CHINESE.search(left) and _THAN_MOVED.match(after)):
        return "earlier"
    if _WITH_CHINESE.search(left) and _COMPARED_CHINESE.match(after):
        return "earlier"
    if _EXPECTED.search(before[-_FAR_BEFORE:]):
        return "expected"
    if _BY.search(left) or (_BY_ENGLISH.search(left) and _MOVED.search(before)):
        return "change"
    if percent and _UP_OR_DOWN.search(left):
        return "change"
    moved = any(valence(word) == MOVED for word in said)
    return "change" if percent and moved and not _TO.search(left) else ""

"""The Chinese words that bound a number, before it, after its numeral and after its unit."""

from __future__ import annotations

import re

from sources.reading.wordlists import alternation, table, without_space, words

BEFORE = table(
    """
about: 约 大约 大概 约莫 大致 估计 预计约 差不多 约为 据估计 大体 概
more_than: > 超过 超 逾 高于 多于 大于 突破 不止 高出 超出 多过 超逾 越过 已逾 多达超过
at_least: 至少 不少于 不低于 起码 最少 不下 不下于 最低 不小于 不亚于 上 达到或超过 大于等于 大于或等于
at_least: 大于或者等于 等于或大于 >= ≥
less_than: < 不足 不到 少于 低于 小于 未满 不满 未达 未及 不及 未到 少过
nearly: 近 将近 接近 几乎 几近 近乎 濒近 逼近 几达 差点
at_most: 最多 至多 不超过 不多于 不高于 不大于 顶多 不超 上限 最高 不逾 小于等于 小于或等于 小于或者等于 等于或小于 <= ≤
exactly: 整整 正好 恰好 刚好 恰恰 共计正好
"""
)
AFTER_UNIT = table(
    """
about: 左右 上下 前后 光景 许 内外
at_least: 以上 及以上 或以上 之多 或更多 或者更多
more_than: 开外 之上 有余 出头 挂零
at_most: 以内 之内 以下 及以下 或以下 内 之下 封顶 或更少
approx_over: 多 余 余力
nearly: 不到
"""
)

# 上 and 最低, 最高 bound only what follows them closely: 上百人, not 上 3 层.
_GLUE = r"(?:了|为|有|达到|达|到|共|共计|占|在|出|合|是|共有|至|于|着|过)?"
_BEFORE = re.compile(rf"({alternation(word for word in BEFORE if word != '上')}){_GLUE}\s{{0,3}}\Z")
_AFTER = re.compile(rf"\s{{0,3}}(?:\(含\))?({alternation(AFTER_UNIT)})(?![一二两三四五六七八九十百千万]?[种样数次边])")
_DETACHED = re.compile(
    r"(约|大约|大概|超过|不到|不足|近|将近|接近|至少|最多)(?:占|为|等于|相当于|达)"
    r"[^\d，,。；;：:！？一二三四五六七八九十百千万亿\n]{1,20}\s{0,2}\Z"
)
# 低于四年前的68%: what is below is the 68 %. 近十年来, 近10轮: the last ten, and not nearly.
_YEARS_AGO = re.compile(r"\s?(?:年|个月|天|周|星期|小时)(?:多|半)?(?:之|以)?前的?(?!后)")
_COMPARES = frozenset(words("低于 高于 多于 少于 大于 小于 超过 高出 超出 不及 不低于 不高于 不少于 不多于 未及"))
_LATELY = re.compile(
    r"\s?(?:年|天|日|周|个?月|个季度|个财年)(?:以?来|间|里)|\s?[轮届](?!谈判|会谈|磋商)|\s?场(?=比赛|联赛|不[胜败]|取得|[，,])"
)
_ROUND = re.compile(r"[百千万亿]")
_REACH = 10
_DETACHED_REACH = 26
# 最近的3次 is no bound, nor is 附近 or 超 in 超级.
_NOT_BEFORE = re.compile(r"(?:附|最|远|靠|邻|亲|贴|临|条|契|制|合|公|特|节|签|契|预|履)\Z")


def before(text: str, floor: int, place: int, core_end: int) -> tuple[tuple[str, ...], int]:
    """The modifiers that end at `place`, in the order they are written, and where the first one begins. The numeral
    ends at `core_end`."""
    found: list[str] = []
    start = place
    while len(found) < 3:
        match = _BEFORE.search(text, max(floor, start - _REACH), start)
        if match is None:
            break
        if match[1] in ("约", "近", "超", "概") and _NOT_BEFORE.search(text, max(0, match.start() - 1), match.start()):
            break
        if match[1] == "近" and _LATELY.match(text, core_end) and not _ROUND.search(text, start, core_end):
            break
        if match[1] in _COMPARES and _YEARS_AGO.match(text, core_end):
            break
        found.insert(0, BEFORE[without_space(match[1])])
        start = match.start()
    return tuple(dict.fromkeys(found)), start


def detached(text: str, floor: int, place: int) -> str | None:
    """The modifier of a verb whose object the number ends: 约占当地产量的 37%."""
    match = _DETACHED.search(text, max(floor, place - _DETACHED_REACH), place)
    return BEFORE[without_space(match[1])] if match else None


def after_unit(text: str, place: int, end: int, measures: bool) -> tuple[str, int] | None:
    """The modifier that follows the unit, and where it ends. A bare 内 bounds measures alone: 30 天内."""
    match = _AFTER.match(text, place, end)
    if match is not None and match[1] == "内" and not measures:
        return None
    return (AFTER_UNIT[without_space(match[1])], match.end(1)) if match else None

"""What a text says by naming: who was the first, the only, the largest, the main one, and of what.

Only where the words leave no doubt: a name right beside "was the first ..." or after "the first ... was", 第一个…的是,
成为首个. Everything else is left to people, who can write such a claim of any words (`rank_in` reads theirs).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.reading.wordlists import alternation, table, words


@dataclass(frozen=True, slots=True)
class Naming:
    """A name and what it is said to be. Offsets are code points of the text that was read, ends exclusive.

    clause   the words that say it, the name among them
    rank     in which way it stands out: "first", "only", "last", "main", "largest" ...
    """

    start: int
    end: int
    clause: tuple[int, int]
    rank: str


def namings(text: str, start: int, end: int, language: str) -> list[Naming]:
    """The names of the sentence text[start:end] that are said to be the first, only, main or most of something."""
    found = _chinese(text, start, end) if language == "zh" else _english(text, start, end)
    kept: list[Naming] = []
    for naming in sorted(found, key=lambda each: each.start):
        if not kept or naming.start >= kept[-1].clause[1]:
            kept.append(naming)
    return kept


def rank_in(clause: str, language: str) -> tuple[str, int, int]:
    """In which way a clause says that something stands out, by its first word that does, and where that stands.

    An empty rank at the beginning where none does.
    """
    found = (_CHINESE_RANK if language == "zh" else _ENGLISH_RANK).search(clause)
    if found is None:
        return "", 0, 0
    rank = _RANKS_CHINESE[found[0]] if language == "zh" else _RANKS[" ".join(found["rank"].lower().split())]
    return rank, found.start(), found.end()


# ---- English -------------------------------------------------------------------------------------

_RANKS = table(
    """
first: first first-ever earliest
only: only sole
last: last final
main: main chief principal primary leading foremost most_important biggest_single
largest: largest biggest
smallest: smallest
highest: highest tallest
lowest: lowest
longest: longest
shortest: shortest
oldest: oldest
youngest: youngest
fastest: fastest quickest
deadliest: deadliest bloodiest
richest: richest wealthiest
poorest: poorest
busiest: busiest
strongest: strongest most_powerful
most populous: most_populous
"""
)
_RANK = rf"(?P<rank>{alternation(_RANKS)})"
_ENGLISH_RANK = re.compile(rf"\b{_RANK}\b(?!-)", re.IGNORECASE)
_WORD = r"[A-Z][\w’'&-]*(?:\.[A-Z]\.?)?"
_LINK = r"(?:(?:of|and|de|del|la|bin|ibn|al|van|von|for)\s)?(?:the\s)?"
_NAME = rf"(?P<name>(?:[Tt]he\s)?{_WORD}(?:\s{_LINK}{_WORD}){{0,6}})"
_OF_WHOM = r"(?:the|[A-Z][\w-]{1,20}['’]s?|the\sworld['’]s)"  # "its largest port": of whom, another sentence says
_PASSING = alternation(
    words(
        """
    time day week month year step thing half quarter stage part place round phase sign point decade century few two
    three four five six ten dozen
    """
    )
)
_NOT_PASSING = rf"(?!(?:{_PASSING})s?\b|\d)"
_AFTER_WORDS = "".join(rf"|(?<=\b{word}\s)" for word in ("that", "That", "and", "but", "while", "because"))
_BEGINS = rf"(?:\A|(?<=[.!?;:,—–(]\s)|(?<=\d\s){_AFTER_WORDS})[“\"‘]?"
_NAME_FIRST = re.compile(
    rf"{_BEGINS}{_NAME}(?:,\s[^,.;:]{{2,60}},)?\s(?:(?:was|were|is|are|became|becomes|remains|remained)|(?:has|have|had)\s(?:become|been))"
    rf"(?:\s(?:still|also|now|then|thus|thereby))?\s(?P<said>{_OF_WHOM}\s{_RANK}\s{_NOT_PASSING}[a-z][\w-]*(?:\s[^\s,;:()—]+){{1,25}})"
)
_NAME_LAST = re.compile(
    rf"{_BEGINS}(?P<said>(?:{_OF_WHOM}|The(?:\sworld['’]s)?)\s{_RANK}\s{_NOT_PASSING}[a-z][\w-]*(?:\s[^\s,;:()—]+){{1,20}}?)"
    rf"\s(?:was|were|is|are|became|came\sfrom|comes\sfrom|went\sto)\s(?:(?:also|still|now)\s)?[“\"‘]?{_NAME}"
    r"(?=[”\"’]?(?:\Z|[.,;:)!?—]|\s(?:in|on|at|by|with|who|which|whose|after|from|when|until|during|under|where|as|while|but|because|before|last|this)\b))"
)
_NO_NAMES = frozenset(
    word.capitalize()
    for word in words(
        """
    it he she they we i you this that these those there here who which what one some many most both another others
    his her its their our my your and but or so as if in on at by for from to with of the a an when while where since
    because although though not no yes today yesterday tomorrow monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december now then such all
    each every either neither everyone someone nobody none nothing everything several few how why mr mrs ms dr
    """
    )
)


def _english(text: str, start: int, end: int) -> Iterator[Naming]:
    said = _SPACE.sub(" ", text[start:end])
    for pattern in (_NAME_FIRST, _NAME_LAST):
        for found in pattern.finditer(said):
            name = found["name"]
            first = name.split()[0]
            if (first.lower() == "the" and len(name.split()) == 1) or (
                first.lower() != "the" and first.rstrip(".") in _NO_NAMES
            ):
                continue
            yield _placed(start, found, _RANKS[" ".join(found["rank"].lower().split())])


_SPACE = re.compile(r"\s")  # one blank for each: places stay as they are


def _placed(start: int, found: re.Match[str], rank: str) -> Naming:
    first, last = found.span("name")
    while found.string[last - 1] in ".’'":
        last -= 1
    clause = min(first, found.start("said")), max(last, found.end("said"))
    return Naming(start + first, start + last, (start + clause[0], start + clause[1]), rank)


# ---- Chinese -------------------------------------------------------------------------------------

_CLASSIFIERS = "个位名家座艘架批所条例款枚支"
_RANKS_CHINESE = table(
    """
first: 第一 首
only: 唯一 惟一
last: 最后
main: 主要 最主要 首要 最重要
largest: 最大 第一大 头号
smallest: 最小
highest: 最高
lowest: 最低
longest: 最长
shortest: 最短
oldest: 最早 最古老
youngest: 最年轻
fastest: 最快
richest: 最富有 最富裕 最富
poorest: 最贫穷 最穷
busiest: 最繁忙
strongest: 最强
most populous: 人口最多
"""
)
_MOST = alternation(word for word in _RANKS_CHINESE if word not in ("首", "第一"))
_CHINESE_RANK = re.compile(rf"(?:第一|首)(?=[{_CLASSIFIERS}])|{_MOST}")
_RANK_CHINESE = rf"(?P<rank>(?:第一|首)(?=[{_CLASSIFIERS}])|{_MOST})"
_HAN_NAME = r"(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z·•\-]{1,17}?)"
_LED_IN = "目前|如今|当时|后来|此后|因此|所以|同时|此外|其中|事实上|但是?|而且?|并且?|最终|随后|至今"
_CLAUSE_BEGINS = (
    r"(?:\A|(?<=[，,。；;：:！？“”「（(、]))\s?"
    rf"(?:(?:\d{{1,4}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?|{_LED_IN})[，,]?\s?)*"
)
_NAME_FIRST_CHINESE = re.compile(
    rf"{_CLAUSE_BEGINS}{_HAN_NAME}(?:便|就|也|还|仍|仍然|一直|才|因此|由此|随即|正式)?(?:是|为|系|成为了?|成了)"
    rf"(?P<said>[^，。；：,;:！？\n是为]{{0,12}}?{_RANK_CHINESE}[^，。；：,;:！？\n是]{{3,60}})"
)
_NAMED_BY_ONE = alternation(
    words(
        """
    国家 国 城市 地区 公司 企业 机构 组织 银行 大学 学校 医院 航班 飞机 船只 人 者 员
    官 领导人 总统 总理 首相 部长 外长 大使 政府 伙伴 盟友 对手 市场 港口 机场 语言 宗教 民族
    政党 党 来源地 产地 城 岛 河流 山峰 湖泊 客户 股东 买家 卖家 供应商 捐助方 援助方 调解方 斡旋方
    参与方 赞助商 冠军 球队 品牌 媒体 报纸
    """
    )
)
_NAME_LAST_CHINESE = re.compile(
    rf"{_CLAUSE_BEGINS}(?P<said>[^，。；：,;:！？\n是]{{0,14}}?{_RANK_CHINESE}[^，。；：,;:！？\n是]{{2,40}}?的?(?:{_NAMED_BY_ONE}))"
    rf"(?:就|便|则|也|仍)?(?:是|为|来自)\s?{_HAN_NAME}(?=\Z|[，。；：,;:！？”」）)\n])"
)
_NO_CHINESE_NAME = re.compile(
    r"^(?:并|而|但|且|这|那|他|她|它|其(?!他)|我|你|您|咱|该|此|本|谁|什么|哪|之|在|于|被|把|将|已|曾经|还|又|再|则|即|若|如果|虽|从|向|对|由|与|和|及|有|没|当|又|更|最|不仅|不是|不但|并不|并非|一|以及|以便|只|都|使|让|令|人们|大家|双方|两国|对方|前者|后者|问题|原因|目的|目标|结果|关键|重点|因为|由于|为了|这里|那里|首先|其次)"
    r"|[的了着过是]|我们|他们|她们|它们|自己|说|称|认为|表示|指出|报道|宣布|希望|可以|应该|能够|不会|没有|以来|之后|之前|期间|时候|方面|过程|不|就|进行|实现|通过|促进|推动|加强|维护|成为"
)
# One of several; or of whom, another sentence says.
_TELLS_TOO_LITTLE = re.compile(r"之一|第一次|首次|该国|该地区|本国|其|当地|这|他|她|它|自己")


def _chinese(text: str, start: int, end: int) -> Iterator[Naming]:
    said = text[start:end]
    for pattern in (_NAME_FIRST_CHINESE, _NAME_LAST_CHINESE):
        for found in pattern.finditer(said):
            if _NO_CHINESE_NAME.search(found["name"]) or _TELLS_TOO_LITTLE.search(found["said"]):
                continue
            yield _placed(start, found, _RANKS_CHINESE[found["rank"]])

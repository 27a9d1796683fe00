"""The unit that follows a Chinese number: a measure, a currency, or a classifier and its noun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sources.reading.chinese.units import AGE, CLASSIFIER_UNITS, CLASSIFIERS, MEASURES, MONEY, NOUNS, PERSONS
from sources.reading.quantities import kind_of
from sources.reading.wordlists import alternation, without_space

_GAP = r"\s{0,3}"
_CJK = "\u4e00-\u9fff"
_NAMES = {**MEASURES, **MONEY, **dict.fromkeys(AGE, "year")}
# What may not follow a unit of one character: 元首 is no money, 天气 no day.
_NOT_FOLLOWED = {
    "元": "首素旦年帅件勋宵老凶气代", "年": "代级轻龄夜幼货糕报迈纪间鉴会限画度",
    "天": "然气空津生才真主下花体安线", "度": "过假日量数汛",
    "米": "饭格兰粉尔其老歇", "克": "里服隆兰罗什拉林制己鲁", "里": "程拉亚面约斯根奥海",
    "升": "级至高值温起降任迁职学空", "节": "目日省约奏育点课能假",
    "周": "边期围刊末报转密岁恩边一二三四五六日", "斤": "斤", "尺": "度寸", "丈": "夫",
    "两": "国岸者个会党种名方边侧次年天院极家难大", "桶": "装", "码": "头",
    "卡": "塔车片", "焦": "点虑急", "瓦": "解斯", "伏": "特击", "赫": "然", "帕": "克", "磅": "礴", "亩": "产",
    "点": "", "角": "度形落色逐膜钢铁", "毛": "病利衣巾笔孔泽织皮毛主泽", "蚊": "子虫帐", "日": "本元圆报常益前",
    "月": "球饼亮份", "块": "", "圆": "满桌形", "秒": "杀", "时": "", "平方": "", "倍": "感增受", "兆": "",
    "世纪": "", "星期": "", "载": "人客体重", "发": "布射行现生展表售起出放动送电明言", "单": "元位独",
    "支": "持付出撑援配队", "开尔文": "", "里拉": "", "节约": "", "英里": "", "立方": "", "分": "",
}  # fmt: skip


def _guarded(word: str) -> str:
    pattern = alternation([word])
    if _NOT_FOLLOWED.get(word):
        return f"{pattern}(?![{_NOT_FOLLOWED[word]}])"
    if word[-1].isascii() and word[-1].isalpha():
        return f"{pattern}(?![A-Za-z0-9²³])"
    return pattern


_ALL_NAMES = "|".join(_guarded(word) for word in sorted(_NAMES, key=lambda word: (-len(word), word)))
_MEASURE = re.compile(
    rf"{_GAP}(?P<many>个(?:多|余|半)(?={_GAP}(?:月|小时|星期|季度|世纪|钟头|礼拜|分钟|钟|年)))?{_GAP}(?P<name>{_ALL_NAMES})"
)
_PEOPLE = alternation(word for word in PERSONS if len(word) > 1)
_NOUN = rf"{alternation(word for word in NOUNS if len(word) > 1)}"
_CLASSIFIERS = "|".join(
    _guarded(word)
    for word in sorted({*CLASSIFIERS, *(word for word in NOUNS if len(word) == 1)}, key=lambda word: (-len(word), word))
)
_COUNTED = re.compile(
    rf"{_GAP}(?P<classifier>{_CLASSIFIERS})"
    rf"(?:{_GAP}(?:(?P<people>{_PEOPLE})|(?P<noun>{_NOUN})))?"
)
_BARE_NOUN = re.compile(rf"{_GAP}(?:(?P<people>{_PEOPLE})|(?P<noun>{_NOUN}))")
_FURTHER = re.compile(rf"{_GAP}(?:的{_GAP})?(?P<all>[{_CJK}A-Za-z]{{1,6}}?(?:(?P<people>{_PEOPLE})|(?P<noun>{_NOUN})))")
_LOOSE_NOUN = re.compile(rf"{_GAP}(?P<all>[{_CJK}]{{2,5}})(?=[^{_CJK}]|\Z)")
# An animal of one character counts behind a classifier of animals alone: 3只羊, but 10牛顿 and 4条路.
_OF_ANIMALS = frozenset("只隻条條头頭匹")
_ANIMAL = re.compile(
    rf"{_GAP}(?P<animal>[牛羊猪豬马馬驴骡鸡雞鸭鹅鸟鳥鱼魚鲸鯨狗猫兔猴蛇熊虎狮象狼])(?![肉仔路甲竿皮奶油毛排车])"
)
_MONEY_BEFORE = {word for word in MONEY if len(word) > 1 and word[0] >= "一" and word[-1] not in "钱分"}
_SYMBOL = re.compile(
    r"(US\s?\$|HK\s?\$|NT\s?\$|A\s?\$|C\s?\$|S\s?\$|\$|¥|€|£|₩|₽|₹|฿|USD|EUR|GBP|CNY|RMB|JPY|HKD|INR"
    rf"|{alternation(_MONEY_BEFORE)})\s{{0,2}}\Z"
)
SYMBOLS = {
    "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "$": "USD", "¥": "CNY",
    "€": "EUR", "£": "GBP", "₩": "KRW", "₽": "RUB", "₹": "INR", "฿": "THB", "RMB": "CNY",
}  # fmt: skip
_RATE_WORDS: dict[str, str | None] = {
    "天": "day", "日": "day", "人": "person", "年": "year", "月": "month", "周": "week", "小时": "hour",
    "分钟": "minute", "秒": "second",
    "吨": "tonne", "桶": "barrel", "平方米": "square metre", "平方公里": "square kilometre",
    "公里": "kilometre", "立方米": "cubic metre",
    "股": "share", "名": "person", "位": "person", "度": "kilowatt hour", "千瓦时": "kilowatt hour",
    "公斤": "kilogram", "斤": "jin",
    "克": "gram", "升": "litre", "亩": "mu", "盎司": "ounce", "户": "household", "英热": "British thermal unit",
    "百万英热": "million British thermal unit", "百万英热单位": "million British thermal unit",
    "百万英热量单位": "million British thermal unit",
    "台": None, "辆": "vehicle", "架": "aircraft", "千克": "kilogram", "平米": "square metre", "平": None,
    "加仑": "gallon", "MMBtu": "million British thermal unit",
    "百万 英热": "million British thermal unit", "人次": "person-time", "箱": None, "晚": "night",
    "英亩": "acre", "公顷": "hectare", "千立方米": "thousand cubic metre",
}  # fmt: skip
_RATE = alternation(word for word, unit in _RATE_WORDS.items() if unit)
_GROWN = re.compile(r"大(?![约概致小量多学会家批幅型规战陆国选])")
_RATE_AFTER = re.compile(rf"{_GAP}(?:[/／]{_GAP}每?|每){_GAP}(?P<per>{_RATE})(?![{_CJK}]?[计均])")
_RATE_BEFORE = re.compile(
    r"(?:每(?:一|个)?(?P<each>天|日|年|月|周|小时|分钟|秒|吨|桶|平方米|平方公里|人|名|股|亩|公斤|升|立方米)|(?P<mean>[日年月人周户])均)[^\d，,。；;：:！？\n]{0,14}\Z"
)


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """What a number counts: the unit's name, what kind of value that makes, the noun as written, where it ends.

    `classifier_end` is where the words end that a modifier may follow (两周|内, 30 人|左右).
    """

    name: str | None
    kind: str
    noun: str | None
    classifier_end: int
    end: int
    measures: bool = False
    modifier: str | None = None
    and_a_half: bool = False
    factor: Decimal = Decimal(1)
    is_loose: bool = False
    is_bare: bool = False


def unit_at(text: str, place: int, end: int) -> CountedUnit | None:
    """The unit that begins at that place, white space allowed."""
    found = _MEASURE.match(text, place, end)
    if found and not (found["name"] == "月" and not found["many"]):
        return _measure(text, found, end)
    counted = _COUNTED.match(text, place, end)
    if counted is not None:
        return _counted(text, counted, end)
    bare = _BARE_NOUN.match(text, place, end)
    if bare is None:
        return None
    noun = without_space(bare["people"] or bare["noun"])
    return CountedUnit("person" if bare["people"] else NOUNS[noun], "count", noun, bare.end(), bare.end(), is_bare=True)


def _measure(text: str, found: re.Match[str], end: int) -> CountedUnit:
    word, stop = without_space(found["name"]), found.end()
    name: str = _NAMES[word]
    kind = "age" if word in AGE else kind_of(name)
    per = _RATE_AFTER.match(text, stop, end) if kind != "duration" else None
    if per is not None:
        rate = _RATE_WORDS[without_space(per["per"])]
        name, stop = f"{name} per {rate}", per.end()
    half = (found["many"] or "").endswith("半") or word == "分半钟"
    age = _GROWN.match(text, stop, end) if kind == "duration" else None
    if age:
        kind, stop = "age", age.end()
    modifier = {"多": "approx_over", "余": "approx_over"}.get((found["many"] or "")[1:])
    dimes = word[0] in "角毛"
    return CountedUnit(
        name, kind, None, stop, stop, measures=True, modifier=modifier, and_a_half=half,
        factor=Decimal("0.1") if dimes else Decimal(1), is_loose=dimes and len(word) == 1,
    )  # fmt: skip


def _counted(text: str, found: re.Match[str], end: int) -> CountedUnit:
    classifier, classifier_end = without_space(found["classifier"]), found.end("classifier")
    stop = found.end()
    noun: str | None = without_space(found["people"] or found["noun"] or "")
    name: str | None = CLASSIFIER_UNITS.get(classifier)
    if found["people"]:
        name = "person"
    elif found["noun"]:
        name = NOUNS[noun or ""]
    elif classifier in _OF_ANIMALS and (animal := _ANIMAL.match(text, classifier_end, end)):
        name, noun, stop = "animal", animal["animal"], animal.end()
    elif name is None or name == "person":
        noun, told = _noun_after(text, classifier_end, end) if classifier != "人" else (None, None)
        name = name or told
        if name is None and classifier in NOUNS:
            name = NOUNS[classifier] if classifier not in ("种", "類", "类", "件", "種") else None
    return CountedUnit(name, "count", noun or None, classifier_end, stop)


def _noun_after(text: str, place: int, end: int) -> tuple[str | None, str | None]:
    """The noun some words after the classifier (2,300 余名|外地旅客), and what it counts."""
    further = _FURTHER.match(text, place, end)
    if further is not None:
        return further["all"], "person" if further["people"] else NOUNS[without_space(further["noun"])]
    loose = _LOOSE_NOUN.match(text, place, end)
    return (loose["all"] if loose else None), None


def noun_end(text: str, place: int, end: int) -> int:
    """Where the classifier and noun after an ordinal end (the place itself where there are none)."""
    counted = _COUNTED.match(text, place, end)
    return counted.end() if counted else place


def symbol_before(text: str, floor: int, place: int) -> tuple[str, int] | None:
    """The currency that a symbol or code before the number names, and where it begins."""
    found = _SYMBOL.search(text, max(floor, place - 10), place)
    if found is None:
        return None
    written = "".join(found[1].split())
    return SYMBOLS.get(written) or MONEY.get(written) or written, found.start()


def per(text: str, floor: int, place: int, name: str) -> str:
    """The unit with the rate that stands before the number in its clause: 人均 7 万美元, 每天 3 吨."""
    if " per " in name or name in ("percent", "percentage point", "times", "year", "month", "day", "week", "hour"):
        return name
    found = _RATE_BEFORE.search(text, max(floor, place - 20), place)
    if found is None:
        return name
    rate = _RATE_WORDS[without_space(found["each"] or found["mean"])]
    return f"{name} per {rate}" if rate != name else name

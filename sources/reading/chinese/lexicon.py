"""Chinese words in which a numeral is no number: 一定, 第三方, 多哈, 五角大楼."""

from __future__ import annotations

import re

from sources.reading.wordlists import alternation, words

# Words that begin with a numeral, or with one that is counted as such (数, 半, 首).
BEGINNING = words(
    """
一定 一道 一直 一些 一般 一样 一致 一切 一旦 一律 一再 一度 一向 一贯 一并 一同 一起 一边 一面 一方面 一方
一系列 一整套 一带 一体 一时 一词 一流 一心 一味
一下 一经 一共 一路 一手 一生 一线 一连 一举 一番 一概 一如 一来 一众 一端 一角 一席 一齐 一身 一贫 一分为二
一分子 一把手 一把 一点 一会 一会儿 一阵
一代 一带一路 一国两制 一战 一神 一元论 一言 一行 一律 一应 一旁 一侧 一头 一瞬 一刻 一辈子 一等 一级 一类 一审
一视同仁 一一 一语 一页
二战 二手 二度 二审 二者 二线 二级 二等 二维 二氧化 二话 三军 三明治 三角 三星 三峡 三亚 三审 三级 三维 三权 三者
三番 三毛 三国演义 三藩市 三公 三农 三言两语 三三两两 三心二意
四川 四处 四面 四周 四肢 四方 四季 四平 五角大楼 五金 五官 五星 五颜六色 五花八门 五谷 六神 七夕 七国集团
七上八下 八国集团 八卦 八路军 九龙 九江 九寨 九牛
十分 十足 十字 十堰 十全 十有八九 十国集团 百姓 百货 百科 百度 百合 百般 百老汇 百日 百年老店 百慕大 百事
千方百计 千万别 千万不 千万要 千禧 千岛 千古 千篇一律
千丝万缕 千差万别 千金 千里迢迢 千变万化 千奇 千家万户 万一 万万 万能 万象 万物 万分 万圣节 万事 万达 万岁 万隆
万里长城 万科 万众 万向 万维网 万古 亿万 百万富翁 百万英热 亿万富翁
两国 两岸 两会 两党 两性 两极 两院 两旁 两侧 两边 两翼 两难 两者 两伊 两河 两广 两湖 两江 两手 两样 俩人 零售
零件 零食 零星 零部件 零碎 零点 零距离 零和 零散 零钱
数量 数据 数字 数学 数目 数额 数值 数码 数控 数位 数论 数落 数得 几何 几乎 几率 几内亚 几时 几经 几近 几度 半岛
半导体 半径 半球 半官方 半路 半途 半空 半决赛 半身 半场 半壁 半月刊 半边 半信半疑 半自动 半独立 半球形 半固定
半成品
首相 首都 首脑 首先 首要 首席 首长 首领 首尔 首府 首选 首饰 首页 首肯 首发 首付 首当其冲 首屈一指 首创 首倡
首钢 首善 首日封 首推 首映
一口气 一口 一笔勾销 一窝蜂 一揽子 一站式 一次性 一本正经 一步步 一步 一场空 一家人 一家之主 一人之下 一刀切
一党 一神教 一声不吭 一天到晚 一夜之间 一夜 一早 一晚 一目了然 一成不变 一大早 一大批 一大堆 一大 一小
一小部分 一部分 一系 一向以来 一带而过 一来二去 一厢情愿 一己 一意孤行 一蹴而就 一触即发 一帆风顺 一无所有 一无
一味地 一改 一跃 一入 一到 一看 一听 一说 一想 一问 一看就 一出 一上 一去 一被 一有 一是 一则 一反
二是 三是 四是 五是 六是 七是 二则 三则 二来 三来
"""
)
# Words that end with one, or hold one inside: the characters that stand before the numeral.
BEFORE_ONE = frozenset("之统唯专单划均归逐万惟独这那哪某另每任同合不第初")
_BEGINNING = re.compile(alternation(BEGINNING))
# Financial digits are words of their own without a scale: 退伍, 大陆; the years of a school: 大二学生.
_ALONE_IN_A_WORD = re.compile(
    r"[\u4e00-\u9fff][贰叁肆伍陆柒捌玖](?![壹贰叁肆伍陆柒捌玖拾佰仟万亿元])|[大高初][一二三四](?=的?(?:学生|年级|新生|女生|男生))"
)
_BEFORE = re.compile(r"(?:之|统|唯\s{0,3}|惟|进|逐|划|归|均|合而为|独|专)\Z")
ORDINAL_WORDS = re.compile(
    r"第\s{0,3}(?:三方|三者|三国(?![家的])|三世界|一夫人|一时间|一手|一线|一桶金|一产业|二产业|三产业|三帝国|三国际|二春|一财经|三极|六感)"
)
BEFORE_FEW = frozenset("无多少半分参人次倍对基系整变函指计算总个代岁月天级")
"""Characters that 数 closes a word with: 多数, 人数."""
_DIGIT_NAMES = re.compile(
    r"(?:战机|导弹|波音|空客|歼|轰|运|直|苏|米格|东风|神舟|嫦娥|长征|编号|电话|邮编|版本|拨打|热线|代码|账号|牌号|图|表|(?<!\d)(?<!\d\s)注|页|附件|公约第)\s{0,2}-?\s?\Z"
)


_MARK = re.compile(r"[(]?\s?\d{1,3}\s?(?:[)、]|\.(?!\s?\d)|\.\s?(?=\d{4}\s?年|\d{1,2}\s?月))")
_BRACKETED = re.compile(r"\d{1,3}\s?\)")
_CLOCK = re.compile(
    r"\d{1,2}\s?:\s?\d{1,2}(?::\d{1,2})?(?!\d)|\d{1,2}\s?时(?!间|候|代|期|速|常)(?:\s?\d{1,2}\s?分)?|\d{1,2}\s?点\s?(?:\d{1,2}\s?分|半(?![个年])|整|钟|许)"
)
_HOUR = re.compile(r"\d{1,2}\s?点")
_DAY_PART = re.compile(r"(?:上午|下午|晚上?|凌晨|早上?|中午|傍晚|夜里|清晨|深夜)\s?\Z")
_CLOCK_IN_WORDS = re.compile(
    r"(?:[一二两三四五六七八九]|十[一二]?)\s?点(?:钟|半(?![个年])|整(?![体个])|许|[零一二三四五六七八九十]{1,3}分(?![之钱])|[一三]刻"
    r"|(?=开始|结束|出发|开会|开门|关门|集合|起飞|降落|抵达|到达|左右|之?前(?!提)|之?后|以前|以后))"
)
_HOUR_IN_WORDS = re.compile(r"(?:[一二两三四五六七八九]|十[一二]?)\s?点")
_IN_TITLE = re.compile(r"《[^《》\n]{0,40}\Z")
_SEASON = re.compile(r"\d{4}/\d{2,4}(?!\d|/|\s?(?:财|会计))")

_DAY_OF_MONTH = re.compile(
    r"(?:3[01]|[12]\d|[1-9])\s?日(?![元圆圓本币幣内後后之间間以来多余餘左游行程均用])"
    r"(?=\s?(?:[上下中]午|晚|早|凌晨|清晨|深夜|傍晚|夜|[、,，]|[\u4e00-\u9fff]))"
)
_LASTED = re.compile(
    r"(?:为期|連續|连续|将近|近|约|超过|超|长达|达|历时|持续|历经|耗时|用时|等了|花了|共|每|前|头|首|末|后|过去|过|最近|未来|隔|满|不到|不足|至少|仅|只)\s?\Z"
)


def mark_end(text: str, place: int, start: int, end: int) -> int | None:
    """Where a list mark, a clock time, a score or a season (2020/21) that begins with this digit ends."""
    line = text.rfind("\n", max(start, place - 4), place) + 1 or (start if place - start < 4 else place + 1)
    if line <= place and not text[line:place].strip(" (\u3000"):
        before = text[max(start, line - 3) : line].rstrip()
        mark = _MARK.match(text, place, end)
        if mark and (mark[0][-1] in "、)" or not before or before[-1] in "。！？；:.!?;)"):
            return mark.end()
    if text[max(start, place - 2) : place].strip().endswith("("):
        bracketed = _BRACKETED.match(text, place, end)
        if bracketed:
            return bracketed.end()
    clock = _CLOCK.match(text, place, end) or _SEASON.match(text, place, end)
    if clock is None and _DAY_PART.search(text, max(start, place - 3), place):
        clock = _HOUR.match(text, place, end)
    return clock.end() if clock else None


def lasted(text: str, place: int, floor: int = 0) -> bool:
    """Whether the words before say that what follows went on so long: 为期|5日."""
    return _LASTED.search(text, max(floor, place - 4), place) is not None


def day_end(text: str, place: int, floor: int, end: int) -> int | None:
    """Where a day of a month that nothing names ends: 总统6日说, 29日晚间. No length of time, which 日 says of digits
    only by the words around it: 7日内, 为期7日."""
    day = _DAY_OF_MONTH.match(text, place, end)
    return day.end() if day and not lasted(text, place, floor) else None


def clock_at(text: str, place: int, start: int, end: int) -> int | None:
    """Where a clock time in Chinese numerals ends: 两点半, 下午三点."""
    clock = _CLOCK_IN_WORDS.match(text, place, end)
    if clock is None and _DAY_PART.search(text, max(start, place - 3), place):
        clock = _HOUR_IN_WORDS.match(text, place, end)
    return clock.end() if clock else None


def in_title(text: str, place: int, start: int) -> bool:
    """Whether the place lies in the name of a work: 《海湾年鉴 2021》."""
    return _IN_TITLE.search(text, max(start, place - 41), place) is not None


def word_at(text: str, place: int, end: int) -> int | None:
    """Where the word that begins at this numeral ends; None where it is a numeral in its own right."""
    match = _BEGINNING.match(text, place, end)
    return match.end() if match else None


def inside_word(text: str, place: int, floor: int) -> bool:
    """Whether the numeral at this place is the end of a word: 唯一, 之一, 进一步, 退伍."""
    if place > floor and _ALONE_IN_A_WORD.match(text, place - 1):
        return True
    return _BEFORE.search(text, max(floor, place - 4), place) is not None


def names_a_type(text: str, place: int, floor: int) -> bool:
    """Whether the digits are part of a name: 歼-20, 波音 737, 表 1."""
    return _DIGIT_NAMES.search(text, max(floor, place - 8), place) is not None

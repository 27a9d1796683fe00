"""Chinese numbers that name a thing and count nothing: 5号线, 501室, 沪深300指数, 双十一, 2比1, 遥五."""

from __future__ import annotations

import re

_DIGIT = "零〇一二两三四五六七八九十"
# What follows makes it a name. 三十号人 are thirty people.
_NAMED_AFTER = re.compile(
    r"\s?(?:[号號](?!人)|室(?!内)|单元|单元楼|楼(?![房宇盘市栋])|国集团|指数|热线|型(?!号)|式(?!样)|版(?![面权])|路(?:公交|车))"
)
_DAY_NAMED_AFTER = re.compile(
    r"\s?(?:(?:国际)?(?:劳动|妇女|青年|儿童|建军|国庆|购物|狂欢)节|国庆|黄金周|小?长假|假期|期间|事变|事件|运动|惨案|起义|讲话|阅兵)"
)
_SHOPPING_DAY = re.compile(r"双\s?\Z")
_FLIGHT_OF_A_ROCKET = re.compile(r"遥\s?\Z")
_LATIN_NAME_BEFORE = re.compile(r"(?<![A-Za-z])(?=[A-Za-z]{0,15}[a-z])[A-Za-z]{2,16}\s?\Z")
_RESULT = re.compile(
    rf"(?:\d{{1,3}}|[{_DIGIT}])\s?比\s?(?:\d{{1,3}}|[{_DIGIT}])(?![\d.万亿%％{_DIGIT}])"
    r"|\d{1,3}\s?[-–—]\s?\d{1,3}(?=\s?(?:战胜|击败|力克|不敌|惜败|逆转|大胜|小胜|险胜|完胜|淘汰|横扫|负于|输给|憾负|领先|落后|告负|获胜|取胜|击溃|战平))"
    r"|\d{1,2}\s?[·•]\s?\d{1,2}(?!\d)"
)


def names_a_thing(text: str, start: int, stop: int, end: int, floor: int) -> bool:
    """Whether the number of text[start:stop] is part of a name, by the words beside it."""
    if _NAMED_AFTER.match(text, stop, end):
        return True
    if _SHOPPING_DAY.search(text, max(floor, start - 2), start) or _FLIGHT_OF_A_ROCKET.search(
        text, max(floor, start - 2), start
    ):
        return True
    if stop - start > 3 or text[start:stop].isdigit():
        return False
    return _DAY_NAMED_AFTER.match(text, stop, end) is not None


def follows_latin_name(text: str, start: int, floor: int) -> bool:
    """Whether a Latin word in lower case letters stands right before: iOS 17.2, Python 3.11; but PMI 50.1."""
    return _LATIN_NAME_BEFORE.search(text, max(floor, start - 18), start) is not None


def result_end(text: str, place: int, end: int) -> int | None:
    """Where the result of a match, a proportion in words or a day in numbers ends: 2比1, 112-108战胜, 9·11."""
    result = _RESULT.match(text, place, end)
    return result.end() if result else None

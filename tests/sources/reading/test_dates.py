"""Dates and periods, full and partial."""

import datetime as dt

import pytest

from sources.reading import read

DAY = dt.date(2021, 9, 1)  # a Wednesday
EXPLICIT = [
    ("2019 年 5 月 23 日", "2019-05-23", "2019-05-23", "day", "exact"),
    ("二〇二一年八月", "2021-08-01", "2021-08-31", "month", "exact"),
    ("1987年", "1987-01-01", "1987-12-31", "year", "exact"),
    ("2024年初", "2024-01-01", "2024-04-30", "early-year", "exact"),
    ("2018年第二季度", "2018-04-01", "2018-06-30", "quarter", "exact"),
    ("2021年上半年", "2021-01-01", "2021-06-30", "half", "exact"),
    ("20世纪90年代", "1990-01-01", "1999-12-31", "decade", "exact"),
    ("1993年起", "1993-01-01", None, "year", "since"),
    ("自1993年以来", "1993-01-01", None, "year", "since"),
    ("截至2016年底", None, "2016-12-31", "day", "until"),
    ("1998年至2006年", "1998-01-01", "2006-12-31", "year", "between"),
    ("1998至2006年", "1998-01-01", "2006-12-31", "year", "between"),
    ("2021年9月6日至8日", "2021-09-06", "2021-09-08", "day", "between"),
    ("2021-09-06", "2021-09-06", "2021-09-06", "day", "exact"),
    ("July 11, 2019", "2019-07-11", "2019-07-11", "day", "exact"),
    ("6 September 2021", "2021-09-06", "2021-09-06", "day", "exact"),
    ("November 2018", "2018-11-01", "2018-11-30", "month", "exact"),
    ("in 2010", "2010-01-01", "2010-12-31", "year", "exact"),
    ("mid-2017", "2017-05-01", "2017-08-31", "mid-year", "exact"),
    ("late August 2021", "2021-08-21", "2021-08-31", "late-month", "exact"),
    ("the early 1990s", "1990-01-01", "1993-12-31", "early-decade", "exact"),
    ("the fourth quarter of 2021", "2021-10-01", "2021-12-31", "quarter", "exact"),
    ("the 19th century", "1800-01-01", "1899-12-31", "century", "exact"),
    ("since 2010", "2010-01-01", None, "year", "since"),
    ("by the end of 2020", None, "2020-12-31", "day", "until"),
    ("from 2004 to 2016", "2004-01-01", "2016-12-31", "year", "between"),
    ("2004-2016", "2004-01-01", "2016-12-31", "year", "between"),
    ("March 10-12, 2022", "2022-03-10", "2022-03-12", "day", "between"),
    ("from May to October 2020", "2020-05-01", "2020-10-31", "month", "between"),
    ("April to June 2017", "2017-04-01", "2017-06-30", "month", "between"),
    ("November to February 2017", "2016-11-01", "2017-02-28", "month", "between"),
    ("22/Jan/2019", "2019-01-22", "2019-01-22", "day", "exact"),
    ("14 March , 2015", "2015-03-14", "2015-03-14", "day", "exact"),
    ("5/3-5/9/2020", "2020-05-03", "2020-05-09", "day", "between"),
    ("the second week of 2021", "2021-01-11", "2021-01-17", "week", "exact"),
    ("the last week of 2018", "2018-12-24", "2018-12-30", "week", "exact"),
    ("the first two weeks of 2021", "2021-01-04", "2021-01-17", "week", "between"),
    ("the third month of 2021", "2021-03-01", "2021-03-31", "month", "exact"),
    ("Christmas Day 2019", "2019-12-25", "2019-12-25", "day", "exact"),
    ("Good Friday 2022", "2022-04-15", "2022-04-15", "day", "exact"),
    ("the crisis of 2007-09", "2007-01-01", "2009-12-31", "year", "between"),
    ("table 2007-09", "2007-09-01", "2007-09-30", "month", "exact"),
    ("of 2021-03", "2021-03-01", "2021-03-31", "month", "exact"),
    ("Labor Day, 2022", "2022-09-05", "2022-09-05", "day", "exact"),
    ("from 5 May 2019 to now", "2019-05-05", None, "day", "since"),
    ("starting on 5 May 2019", "2019-05-05", None, "day", "since"),
    ("2021年前三季度", "2021-01-01", "2021-09-30", "quarter", "between"),
    ("2021年首季度", "2021-01-01", "2021-03-31", "quarter", "exact"),
    ("2021年后两个月", "2021-11-01", "2021-12-31", "month", "between"),
    ("从2021年3月开始", "2021-03-01", None, "month", "since"),
    ("直至2021年3月", None, "2021-03-31", "month", "until"),
    ("the first Monday of May 2014", "2014-05-05", "2014-05-05", "day", "exact"),
]
LEANING = [
    ("4月17日", "2021-04-17", "2021-04-17", "context"),
    ("12月", "2020-12-01", "2020-12-31", "context"),
    ("该公司1日宣布", "2021-09-01", "2021-09-01", "context"),
    ("去年", "2020-01-01", "2020-12-31", "relative"),
    ("周一", "2021-08-30", "2021-08-30", "relative"),
    ("上周", "2021-08-23", "2021-08-29", "relative"),
    ("on 17 April", "2021-04-17", "2021-04-17", "context"),
    ("in December", "2020-12-01", "2020-12-31", "context"),
    ("last week", "2021-08-23", "2021-08-29", "relative"),
    ("on Monday", "2021-08-30", "2021-08-30", "relative"),
    ("last year", "2020-01-01", "2020-12-31", "relative"),
]


@pytest.mark.parametrize(("text", "low", "high", "precision", "modifier"), EXPLICIT)
def test_a_written_date_is_its_first_and_last_day(
    text: str, low: str | None, high: str | None, precision: str, modifier: str
) -> None:
    (mention,) = read(text)
    assert (mention.low, mention.high, mention.precision, mention.modifier) == (low, high, precision, modifier)
    assert (mention.kind, mention.resolution) == ("date", "explicit")


def test_years_of_which_the_last_alone_has_its_unit_are_years() -> None:
    said = [(mention.kind, mention.low) for mention in read("2016与2017两年，缴税750美元。")]
    assert said == [("date", "2016-01-01"), ("date", "2017-01-01"), ("duration", "2"), ("money", "750")]


@pytest.mark.parametrize(("text", "low", "high", "resolution"), LEANING)
def test_a_bare_date_leans_on_the_date_of_the_document(text: str, low: str, high: str, resolution: str) -> None:
    (mention,) = read(text, date=DAY)
    assert (mention.low, mention.high, mention.resolution) == (low, high, resolution)


def test_a_bare_month_takes_the_year_of_the_sentence_before() -> None:
    last = read("2017 年 5 月船队出海。8 月再次出海。", date=dt.date(2030, 1, 1))[-1]
    assert (last.low, last.resolution) == ("2017-08-01", "context")


def test_a_date_without_any_year_stays_without_one() -> None:
    (mention,) = read("4 月 17 日")
    assert (mention.low, mention.high) == ("--04-17", "--04-17")


def test_the_same_year_is_the_one_named_before() -> None:
    last = read("2013年粮食减产。同年第三季度再减。")[-1]
    assert (last.low, last.high, last.resolution) == ("2013-07-01", "2013-09-30", "context")


def test_recent_years_are_a_vague_date() -> None:
    assert [mention.is_vague for text in ("近年来", "during recent decades") for mention in read(text)] == [True, True]


@pytest.mark.parametrize("text", ["2021年13月", "2021年2月30日", "February 30, 2021"])
def test_a_day_no_calendar_has_is_not_read_as_that_day(text: str) -> None:
    assert all(mention.precision != "day" for mention in read(text))


@pytest.mark.parametrize("text", ["2000 people came", "1945 bombs fell", "more than 2000 tonnes"])
def test_a_count_that_looks_like_a_year_is_a_count(text: str) -> None:
    assert [mention.kind for mention in read(text)] in (["count"], ["quantity"])


@pytest.mark.parametrize("text", ["直到2021年8月才离开", "He did not leave until August 2021."])
def test_only_then_is_that_time_and_not_until_it(text: str) -> None:
    (mention,) = read(text)
    assert (mention.low, mention.high, mention.modifier) == ("2021-08-01", "2021-08-31", "exact")


def test_easter_falls_where_the_church_says() -> None:
    days = [read(f"Easter Sunday {year}")[0].low for year in (1961, 2000, 2008, 2011, 2024)]
    assert days == ["1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31"]


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("他一直执政到1999年。", "until"),
        ("干旱持续至2015年3月。", "until"),
        ("展览推迟至2021年5月。", "exact"),
        ("2010年至2015年一直增长。", "between"),
    ],
)
def test_what_went_on_did_so_until_then(text, modifier):
    (mention,) = read(text, language="zh")
    assert mention.modifier == modifier


@pytest.mark.parametrize("text", ["总统6日说，死亡人数上升。", "29日晚间举行集会。", "截至11日，多数人已回国。"])
def test_a_bare_day_of_an_unknown_month_is_no_length_of_time(text: str) -> None:
    assert read(text, language="zh") == []


@pytest.mark.parametrize("text", ["为期7日的会议", "7日内完成", "连续3日上涨"])
def test_days_that_lasted_are_a_length_of_time(text: str) -> None:
    assert [mention.kind for mention in read(text, language="zh")] == ["duration"]


def test_days_that_lasted_are_no_date_of_the_month_spoken_of() -> None:
    _, lasted = read("6月3日出海。历经 5 日搜救后返航。", language="zh")
    assert (lasted.kind, lasted.low, lasted.unit) == ("duration", "5", "day")


def test_a_half_year_is_one_of_the_year_spoken_of() -> None:
    _, half = read("2023年业绩公布。上半年营收增长。", language="zh")
    assert (half.low, half.high, half.precision) == ("2023-01-01", "2023-06-30", "half")
    assert read("用了半年时间", language="zh")[0].kind == "duration"
    assert read("Sales in the first half rose.", language="en") == []


@pytest.mark.parametrize(
    "written", ["in the third quarter", "Third-quarter sales", "in Q3", "the third quarter of the year"]
)
def test_a_quarter_takes_its_year_from_one_named_shortly_before(written: str) -> None:
    last = [each for each in read(f"Sales rose in 2023. But {written} fell.", language="en") if each.kind == "date"][-1]
    assert (last.low, last.high, last.resolution) == ("2023-07-01", "2023-09-30", "context")


@pytest.mark.parametrize(
    "text",
    [
        "In the third quarter sales fell.",
        "The club was founded in 2019. Ames scored twice in the third quarter.",
        "The club was founded in 2019 and lost the first quarter-final.",
        "The town was founded in 2019 in the third quarter of the valley.",
    ],
)
def test_a_quarter_without_a_year_or_of_a_game_is_no_date(text: str) -> None:
    assert all(each.precision != "quarter" for each in read(text, language="en"))


NEWS_DAY = dt.date(2024, 2, 20)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2月4日，船队抵达。同日，部长辞职。", "2024-02-04"),
        ("2月4日，船队抵达。当天下午，又有一艘靠岸。", "2024-02-04"),
        ("2月4日，港口关闭。警方当天表示，航道已清理。", "2024-02-04"),
        ("2月28日，桥梁通车。次日，收费站启用。", "2023-03-01"),
        ("2月4日，港口关闭。前一天，台风登陆。", "2024-02-03"),
        ("2019年5月，协议签署。同月，货物启运。", "2019-05-01"),
        ("2019年12月，协议签署。次月，货物启运。", "2020-01-01"),
    ],
)
def test_the_same_day_and_the_next_one_lean_on_the_day_named_last(text: str, last: str) -> None:
    mention = read(text, language="zh", date=NEWS_DAY)[-1]
    assert (mention.low, mention.resolution) == (last, "context")


@pytest.mark.parametrize(
    "text",
    [
        "同日，部长辞职。",
        "前一天，台风登陆。",
        "同月，货物启运。",
        "这与过去不可同日而语。",
    ],
)
def test_a_day_that_leans_on_nothing_known_is_not_read(text: str) -> None:
    assert read(text, language="zh", date=NEWS_DAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "2月4日，选举当天的投票站人满为患。",
        "2月4日当天，投票站人满为患。",
        "2月4日，当日14时30分许船沉没。",
        "2月4日起航。\n\n当天，部长辞职。",
        "2月4日至6日开会。次日闭幕。",
        "自2013年2月4日以来最冷。前一天，暴雪。",
    ],
)
def test_the_day_of_an_event_is_none_that_was_named_before(text: str) -> None:
    assert len([mention for mention in read(text, language="zh", date=NEWS_DAY) if mention.precision == "day"]) == 1


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The heat was the worst since records began in 1920. It has not rained since June.", "2023-06-01"),
        ("The share is half what it was in 2006. The bank cut its rate in August.", "2023-08-01"),
        ("气温打破了1920年以来8月份的纪录。", "2023-08-01"),
        ("销量比2021年同期减少一成。公司5月宣布裁员。", "2023-05-01"),
        ("In 2017 the bridge opened. In May the toll was raised.", "2017-05-01"),
        ("2017年，大桥通车。5月，开始收费。", "2017-05-01"),
        ("危机始于2017年，5月双方断交。", "2017-05-01"),
    ],
)
def test_a_bare_month_is_of_the_year_the_text_goes_on_in(text: str, low: str) -> None:
    months = [mention for mention in read(text, date=NEWS_DAY) if mention.precision == "month"]
    assert [mention.low for mention in months] == [low]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("on April 28 last year", "2023-04-28", "2023-04-28"),
        ("in May last year", "2023-05-01", "2023-05-31"),
        ("in the past month", "2024-01-20", "2024-02-20"),
        ("over the past decade", "2014-02-20", "2024-02-20"),
        ("前11个月，出口增长。", "2023-01-01", "2023-11-30"),
        ("前三季度，出口增长。", "2023-01-01", "2023-09-30"),
    ],
)
def test_a_period_leans_on_the_day_of_the_document(text: str, low: str, high: str) -> None:
    (mention,) = read(text, date=NEWS_DAY)
    assert (mention.low, mention.high) == (low, high)

import datetime as dt

import pytest

from sources.extracting.imprint import date_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-06-04", dt.date(2019, 6, 4)),
        ("2019年6月4日 讯", dt.date(2019, 6, 4)),
        ("By Ann, June 4, 2019", dt.date(2019, 6, 4)),
        ("4 June 2019", dt.date(2019, 6, 4)),
        ("13/6/2019", dt.date(2019, 6, 13)),
        ("6/4/2019 6:22 AM", dt.date(2019, 6, 4)),
        ("6/4/2019", None),
        ("June 2019", None),
        ("2019-13-40", None),
        ("from 4 June 2019 to 5 June 2019", None),
    ],
)
def test_one_full_date_is_read_and_no_guess_is_made(text: str, day: dt.date | None) -> None:
    assert date_in(text) == day

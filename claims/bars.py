"""Weeks of agreement as bars, for an SVG drawn on the server: lengths in the units of its view box."""

from __future__ import annotations

from dataclasses import dataclass

from claims.overview import Agreement, Week

WIDTH, HEIGHT = 320, 132
_TOP, _FOOT, _GAP, _WIDEST = 20, 20, 6, 40  # room for the percentages above, for the days below, between two bars
_ALL_DATED = 8  # weeks; of more, every second has its date, the latest among them


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: the accepted stand on the base line, the refused on top of them."""

    week: Week
    left: float
    width: float
    accepted_top: float
    accepted_height: float
    refused_top: float
    refused_height: float
    is_dated: bool

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 1)

    @property
    def label_top(self) -> float:
        return round(self.refused_top - 5, 1)


def bars(agreement: Agreement) -> list[Bar]:
    weeks = agreement.weeks
    if not weeks:
        return []
    step = min(WIDTH / len(weeks), _WIDEST + _GAP)
    scale = (HEIGHT - _TOP - _FOOT) / max(1, *(week.judged for week in weeks))
    made = []
    for number, week in enumerate(weeks):
        accepted, refused = week.accepted * scale, week.refused * scale
        base = HEIGHT - _FOOT
        made.append(
            Bar(
                week=week,
                left=round(number * step + _GAP / 2, 1),
                width=round(step - _GAP, 1),
                accepted_top=round(base - accepted, 1),
                accepted_height=round(accepted, 1),
                refused_top=round(base - accepted - refused, 1),
                refused_height=round(refused, 1),
                is_dated=len(weeks) <= _ALL_DATED or (len(weeks) - number) % 2 == 1,
            )
        )
    return made

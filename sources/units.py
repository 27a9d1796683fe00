"""The units values are written in: one table, with the factor that physics fixes.

A unit is an English singular ("square kilometre", "USD", "person"). Units of one dimension convert
by an exact factor; units that share no dimension never do (two currencies are two dimensions).
The words of each language that name a unit live with that language, in `sources/reading/`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and its place in its dimension: `base = number * factor + offset`, exactly."""

    name: str
    dimension: str
    base: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    def to_base(self, number: Decimal) -> Decimal:
        """The number in the base unit of the dimension, exact where a decimal can be (else 28 digits)."""
        exact = Fraction(number) * self.factor + self.offset
        return Decimal(exact.numerator) / Decimal(exact.denominator)


def _dimension(name: str, base: str, others: Iterable[tuple[str, str]] = ()) -> dict[str, Unit]:
    units = {base: Unit(base, name, base)}
    for unit, factor in others:
        units[unit] = Unit(unit, name, base, Fraction(factor))
    return units


UNITS: dict[str, Unit] = {
    **_dimension(
        "length",
        "metre",
        [
            ("picometre", "1/1000000000000"),
            ("nanometre", "1/1000000000"),
            ("micrometre", "1/1000000"),
            ("millimetre", "1/1000"),
            ("centimetre", "1/100"),
            ("decimetre", "1/10"),
            ("kilometre", "1000"),
            ("inch", "254/10000"),
            ("foot", "3048/10000"),
            ("yard", "9144/10000"),
            ("mile", "1609344/1000"),
            ("nautical mile", "1852"),
            ("light-year", "9460730472580800"),
            ("li", "500"),
            ("zhang", "10/3"),
            ("chi", "1/3"),
            ("cun", "1/30"),
        ],
    ),
    **_dimension(
        "area",
        "square metre",
        [
            ("square millimetre", "1/1000000"),
            ("square centimetre", "1/10000"),
            ("square decimetre", "1/100"),
            ("square kilometre", "1000000"),
            ("square mile", "2589988110336/1000000"),
            ("square foot", "9290304/100000000"),
            ("square inch", "64516/100000000"),
            ("square yard", "83612736/100000000"),
            ("hectare", "10000"),
            ("acre", "40468564224/10000000"),
            ("mu", "2000/3"),
            ("qing", "200000/3"),
        ],
    ),
    **_dimension(
        "volume",
        "cubic metre",
        [
            ("cubic centimetre", "1/1000000"),
            ("cubic decimetre", "1/1000"),
            ("cubic kilometre", "1000000000"),
            ("cubic foot", "28316846592/1000000000000"),
            ("cubic inch", "16387064/1000000000000"),
            ("cubic yard", "764554857984/1000000000000"),
            ("millilitre", "1/1000000"),
            ("centilitre", "1/100000"),
            ("decilitre", "1/10000"),
            ("litre", "1/1000"),
            ("hectolitre", "1/10"),
            ("barrel", "158987294928/1000000000000"),
            ("gallon", "3785411784/1000000000000"),
            ("quart", "946352946/1000000000000"),
            ("pint", "473176473/1000000000000"),
            ("cup", "2365882365/10000000000000"),
            ("fluid ounce", "295735295625/10000000000000000"),
            ("tablespoon", "1478676478125/100000000000000000"),
            ("teaspoon", "492892159375/100000000000000000"),
        ],
    ),
    **_dimension(
        "mass",
        "kilogram",
        [
            ("microgram", "1/1000000000"),
            ("milligram", "1/1000000"),
            ("gram", "1/1000"),
            ("quintal", "100"),
            ("tonne", "1000"),
            ("kilotonne", "1000000"),
            ("megatonne", "1000000000"),
            ("pound", "45359237/100000000"),
            ("ounce", "28349523125/1000000000000"),
            ("stone", "635029318/100000000"),
            ("jin", "1/2"),
            ("liang", "1/20"),
            ("carat", "2/10000"),
        ],
    ),
    **_dimension(
        "duration",
        "second",
        [
            ("millisecond", "1/1000"),
            ("minute", "60"),
            ("hour", "3600"),
            ("day", "86400"),
            ("week", "604800"),
            ("fortnight", "1209600"),
        ],
    ),
    **_dimension(
        "calendar duration", "month", [("quarter", "3"), ("year", "12"), ("decade", "120"), ("century", "1200")]
    ),
    **_dimension(
        "energy",
        "joule",
        [
            ("kilojoule", "1000"),
            ("megajoule", "1000000"),
            ("watt hour", "3600"),
            ("kilowatt hour", "3600000"),
            ("megawatt hour", "3600000000"),
            ("gigawatt hour", "3600000000000"),
            ("terawatt hour", "3600000000000000"),
            ("British thermal unit", "105505585262/100000000"),
            ("calorie", "41868/10000"),
            ("kilocalorie", "41868/10"),
        ],
    ),
    **_dimension(
        "power",
        "watt",
        [("kilowatt", "1000"), ("megawatt", "1000000"), ("gigawatt", "1000000000"), ("terawatt", "1000000000000")],
    ),
    **_dimension(
        "speed",
        "metre per second",
        [
            ("kilometre per second", "1000"),
            ("kilometre per hour", "1000/3600"),
            ("mile per hour", "1609344/3600000"),
            ("knot", "1852/3600"),
        ],
    ),
    **_dimension(
        "data",
        "byte",
        [
            ("bit", "1/8"),
            ("kilobit", "125"),
            ("megabit", "125000"),
            ("gigabit", "125000000"),
            ("kilobyte", "1000"),
            ("megabyte", "1000000"),
            ("gigabyte", "1000000000"),
            ("terabyte", "1000000000000"),
        ],
    ),
    **_dimension("frequency", "hertz", [("kilohertz", "1000"), ("megahertz", "1000000"), ("gigahertz", "1000000000")]),
    **_dimension("voltage", "volt", [("kilovolt", "1000")]),
    **_dimension("angle", "degree"),
    **_dimension("pressure", "pascal", [("hectopascal", "100"), ("kilopascal", "1000"), ("megapascal", "1000000")]),
    **_dimension("data rate", "megabit per second", [("gigabit per second", "1000")]),
    **_dimension("percent", "percent", [("per mille", "1/10")]),
    **_dimension("percentage point", "percentage point", [("basis point", "1/100")]),
    "kelvin": Unit("kelvin", "temperature", "kelvin"),
    "degree celsius": Unit("degree celsius", "temperature", "kelvin", Fraction(1), Fraction("273.15")),
    "degree fahrenheit": Unit(
        "degree fahrenheit", "temperature", "kelvin", Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)
    ),
}

PERSON = "person"


def unit_named(name: str | None) -> Unit | None:
    """The unit of that name. A name outside the table (a currency, a counted noun) is its own dimension."""
    if name is None:
        return None
    return UNITS.get(name) or Unit(name, name, name)

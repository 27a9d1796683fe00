"""Where the database of the tests is, for processes that are started beside them."""

from urllib.parse import quote, urlencode

from django.conf import settings


def of_the_database() -> str:
    """As DATABASE_URL has it, for the role of the application."""
    place = settings.DATABASES["default"]
    who = ":".join(quote(str(place[part]), safe="") for part in ("USER", "PASSWORD") if place.get(part))
    asked = urlencode({name: said for name, said in place["OPTIONS"].items() if isinstance(said, str)})
    there = f"{quote(str(place['HOST']), safe='')}:{place['PORT']}/{place['NAME']}"
    return f"postgres://{who}@{there}" + (f"?{asked}" if asked else "")

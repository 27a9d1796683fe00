"""What the commands that erase share."""

from django.core.management.base import CommandError, CommandParser

from claims.erasing import Erased
from sources.models import Person


def add_erasing_arguments(parser: CommandParser) -> None:
    parser.add_argument("--reason", required=True, help="the demand, as the tombstone tells it: no name in it")
    parser.add_argument("--by", required=True, metavar="USERNAME", help="who answers for it, in the ledger")
    parser.add_argument(
        "--words", action="append", default=[], help="further words that have to go; may be given several times"
    )


def named(username: str) -> Person:
    """Raises CommandError where there is nobody of that name."""
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise CommandError(f"There is nobody named “{username}”.")
    return person


def told(erased: Erased) -> str:
    """What went with it and what is left to look at, a line each."""
    lines = [f"  blotted in {table}: {count} rows" for table, count in erased.blotted.items()]
    if erased.lines:
        lines.append(f"  lines of ledgers: {erased.lines}, each answered for by another")
    lines += [
        f"  LEFT in {place}: {count} rows, see whether they mean the person" for place, count in erased.left.items()
    ]
    lines.append("Backups and mails sent before still say it, and so does var/cache on other machines.")
    return "\n".join(lines)

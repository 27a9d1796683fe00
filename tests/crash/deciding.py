"""Eight people who decide at once, as a process of its own, until the database goes away under them.

    python -m tests.crash.deciding prepare    the dossiers, the people, a conflict for each
    python -m tests.crash.deciding            one JSON line for each act that the database acknowledged

Each line stands for a promise: what the database acknowledged is there after a crash.
"""

from __future__ import annotations

import json
import os
import sys
import threading

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

from django.db import DatabaseError, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from claims import review  # noqa: E402
from claims.models import Conflict, Event, Reconciliation  # noqa: E402
from claims.review import Decision  # noqa: E402
from sources.models import Dossier, Person, Role  # noqa: E402
from tests.factories import a_conflict, a_dossier, a_person  # noqa: E402

WRITERS = 8
DOSSIERS = 2


def prepare() -> None:
    dossiers = [a_dossier(f"valley-{number}") for number in range(DOSSIERS)]
    for number in range(WRITERS):
        dossier = dossiers[number % DOSSIERS]
        a_person(f"reviewer-{number}", dossier, Role.REVIEWER)
        a_person(f"chief-{number}", dossier, Role.CHIEF)
        texts = (f"About {count},000 people left the town of Mill {number}." for count in (43, 58))
        a_conflict(dossier, *texts)


def decide(number: int) -> None:
    """Propose, approve and withdraw again, for as long as the database answers."""
    reviewer, chief = (Person.objects.get(username=f"{role}-{number}") for role in ("reviewer", "chief"))
    conflict = Conflict.objects.order_by("pk")[number]
    held = tuple(conflict.positions.get(number=1).claims.values_list("pk", flat=True))
    decision = Decision("one position holds", "contradiction", "The list is signed.", accepted=held)
    waiting = Reconciliation.objects.filter(question=conflict.question, state="proposed").first()
    standing = Reconciliation.objects.filter(question=conflict.question, state="approved").first()
    while True:
        if waiting is None and standing is None:
            waiting = review.propose(conflict, decision, by=reviewer, at=timezone.now(), seen=_version(conflict))
            tell(waiting, "proposed")
        if waiting is not None:
            standing = review.approve(waiting, by=chief, at=timezone.now(), seen=_version(conflict))
            waiting = None
            tell(standing, "approved")
        assert standing
        review.withdraw(standing, by=chief, at=timezone.now(), seen=_version(conflict), reason="Counted anew.")
        tell(standing, "withdrawn")
        standing = None


def _version(conflict: Conflict) -> int:
    return Conflict.objects.values_list("version", flat=True).get(pk=conflict.pk)


def tell(decision: Reconciliation, act: str) -> None:
    """Said only here, after the transaction: with the line of the ledger as anybody could have kept it."""
    line = Event.objects.get(verb=f"decision {act}", subject="reconciliation", subject_id=decision.pk)
    slug = Dossier.objects.values_list("slug", flat=True).get(pk=line.dossier_id)
    told = {"decision": decision.pk, "act": act, "line": f"{slug}:{line.sequence}:{line.hash}"}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def until_it_is_gone(number: int) -> None:
    try:
        decide(number)
    except DatabaseError:
        connection.close()


if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        prepare()
    else:
        writers = [threading.Thread(target=until_it_is_gone, args=[number]) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()

"""Who settles a conflict, as pages ask for it: a name chosen, nobody, or whoever is signed in."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext as _

from claims import review
from claims.admin.acting import act, posted_number
from claims.models import Conflict
from sources.models import Membership, Person

NOBODY = "nobody"


def assign_posted(request: HttpRequest, conflict: Conflict, seen: int) -> int:
    """Assign to whom the field `to` names, by number or as nobody. Returns 302 when done, else the status to answer."""
    to = person_posted(request)
    return 400 if to is None and request.POST.get("to") != NOBODY else assigned(request, conflict, to, seen)


def assigned(request: HttpRequest, conflict: Conflict, to: Person | None, seen: int) -> int:
    """Assign, and say so. Returns 302 when done, else the status to answer with."""
    done = _("Assigned to %(name)s.") % {"name": to.display_name} if to else _("Assigned to nobody.")
    return act(request, done, partial(review.assign, conflict, to, seen=seen))


def person_posted(request: HttpRequest) -> Person | None:
    """The person of the field `to`, out of those who share a dossier with whoever is signed in; None: nobody."""
    assert isinstance(request.user, Person), "the desk is for people signed in"
    own = Membership.objects.filter(person=request.user)
    sharing = Person.objects.filter(memberships__dossier__in=own.values("dossier"))
    return sharing.filter(pk=posted_number(request, "to")).distinct().first()

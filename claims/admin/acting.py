"""A page's form led to one domain call; what came of it is told, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise

from claims.errors import FourEyesNeeded, NotAllowed, Refused, Stale, ThreadsUnresolved, WrongState
from claims.permissions import Right, require, rights_of
from claims.shown import shown
from sources.models import Dossier, Person


def rights_shown(request: HttpRequest, dossier: Dossier) -> set[str]:
    """The names of the person's rights in the dossier, as the templates ask for them."""
    return {right.name.lower() for right in rights_of(dossier.role_of(request.user))}


def posted_number(request: HttpRequest, name: str) -> int:
    """A number of the form, a key or a version; 0, which is none of them, where none is posted."""
    posted = request.POST.get(name, "")
    return int(posted) if posted.isascii() and posted.isdecimal() and len(posted) < 10 else 0


def may_where_posted(request: HttpRequest, *rights: Right) -> bool:
    """Whether the person has these rights in the dossier that a form names; says so where not.

    True where none is named: the form asks for one. Raises Http404 for one they are not a member of.
    """
    assert isinstance(request.user, Person), "the desk is for people signed in"
    if not (named := posted_number(request, "dossier")):
        return True
    dossier = get_object_or_404(Dossier.objects.visible_to(request.user), pk=named)
    try:
        for right in rights:
            require(request.user, right, dossier)
    except NotAllowed as refusal:
        messages.error(request, shown(refusal))
        return False
    return True


def status_of(refusal: Refused) -> int:
    """What a page answers with: 409 where the thing is not, or no longer, as the person who acts takes it to be."""
    if isinstance(refusal, NotAllowed):
        return 403
    return 409 if isinstance(refusal, (Stale, WrongState, FourEyesNeeded, ThreadsUnresolved)) else 400


def stale(request: HttpRequest) -> int:
    """Say that the page shown is not the newest, before a form is held against what has changed."""
    messages.error(request, shown(Stale()))
    return 409


def act(request: HttpRequest, done: str | Promise, call: Callable[..., object]) -> int:
    """Call a domain function as the person signed in, now. Returns 302 when done, else the status to answer with."""
    assert isinstance(request.user, Person), "the desk is for people signed in"
    try:
        call(by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, shown(refusal))
        return status_of(refusal)
    messages.success(request, str(done))
    return 302

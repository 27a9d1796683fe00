"""What a person is answered, as the tables of routes say it: a status for each of PEOPLE, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from claims.permissions import Right, rights_of
from sources.models import Role
from tests.one_of_everything import Everything

PEOPLE = ("anonymous", "stranger", "viewer", "editor", "reviewer", "chief")
Keys = Callable[[Everything], list[object]]
Fields = Callable[[Everything], dict[str, Any]]


def everybody(status: int) -> str:
    return " ".join([str(status)] * len(PEOPLE))


def signed_in(status: int, *, anonymous: int = 302) -> str:
    """One answer for whoever is signed in; the others are sent to sign in."""
    return f"{anonymous} " + " ".join([str(status)] * (len(PEOPLE) - 1))


def members(status: int, *, stranger: int = 404, anonymous: int = 302) -> str:
    """One answer for every member of the dossier, whatever their role; a stranger finds nothing."""
    return f"{anonymous} {stranger} " + " ".join([str(status)] * len(Role))


def by(*rights: Right, done: int = 302, stranger: int = 404, anonymous: int = 302) -> str:
    """Done for the roles with all of these rights, as `claims.permissions` has them; 403 for the other members."""
    allowed = (set(rights) <= rights_of(role) for role in Role)
    return f"{anonymous} {stranger} " + " ".join(str(done if each else 403) for each in allowed)


OPEN = everybody(200)  # whoever comes
OWN = signed_in(200)  # a page of the person's own: their dossiers, their work, their account
THING = members(200)  # a thing of a dossier
NOTHING_HERE = signed_in(404)
NO_POST = signed_in(405)


def nothing(_: Everything) -> dict[str, Any]:
    return {}


def no_keys(_: Everything) -> list[object]:
    return []


@dataclass(frozen=True)
class Post:
    """What a browser or a caller sends, and the answers; `at` where it is for another thing than the row's.

    seen   the version that a caller of the API names
    """

    answers: str
    fields: Fields = nothing
    at: Keys | None = None
    method: str = "POST"
    is_json: bool = False
    seen: Callable[[Everything], object] | None = None


@dataclass(frozen=True)
class Row:
    """One route.

    get      the answers to GET, asked with `asked`, and to HEAD
    posts    what it takes, each by a name of ours
    at       the keys in its address; `address` where it has no name
    """

    get: str
    posts: dict[str, Post] = field(default_factory=dict)
    at: Keys = no_keys
    address: str = ""
    asked: Fields = nothing
    no_post: str = NO_POST
    others: str = everybody(405)
    options: str = everybody(405)


def a_list(*, asked: Fields = nothing, **posts: Post) -> Row:
    """A list of what the person may see: nothing of a dossier they are no member of."""
    return Row(OWN, posts, asked=asked)


def open_to_all(get: str = OPEN, *, post: str = "", at: Keys = no_keys, address: str = "") -> Row:
    """A page in front of the door."""
    return Row(get, {"empty": Post(post)} if post else {}, at, address, no_post=everybody(405))


def account(get: str, post: str = "", *, at: Keys = no_keys) -> Row:
    """A page of one's own account."""
    return Row(get, {"empty": Post(post)} if post else {}, at)


def to_elsewhere(address: str = "", *, status: int = 302) -> Row:
    """An address that leads to another one, whatever is sent."""
    return Row(everybody(status), {"empty": Post(everybody(status))}, address=address)


def posted(act: str, *rights: Right, done: int = 302, **fields: Callable[[Everything], object] | object) -> Post:
    """A form that names its act; a field is as given, or made of everything there is."""

    def told(e: Everything) -> dict[str, Any]:
        return {"act": act, **{name: each(e) if callable(each) else each for name, each in fields.items()}}

    return Post(by(*rights, done=done) if rights else members(done), told)


def a_file(name: str, said: str) -> Callable[[Everything], SimpleUploadedFile]:
    return lambda _: SimpleUploadedFile(name, said.encode())

"""How the API describes itself: OpenAPI 3.1, one operation a decorator, records as named components."""

from __future__ import annotations

import datetime as dt
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, NotRequired, TypeVar, Union, get_args, get_origin, get_type_hints, is_typeddict

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from claims.api.pages import CURSOR, MOST, USUAL
from claims.api.parameters import Filter
from claims.api.problem_types import Kind
from claims.api.problems import MEDIA_TYPE, Problem
from claims.api.records import PersonRecord

F = TypeVar("F", bound=Callable[..., Any])
_COMPONENTS: dict[str, type] = {}
_SPARSE: set[str] = set()  # records of which `fields=` may leave out any field
_PLAIN: dict[Any, dict[str, Any]] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
    dt.datetime: {"type": "string", "format": "date-time"},
    Any: {},
}
_ALWAYS = (Kind.NOT_SIGNED_IN, Kind.NOT_ALLOWED, Kind.NOT_ACCEPTABLE, Kind.TOO_MANY)


def operation(
    name: str,
    summary: str,
    *,
    tag: str,
    answer: Any = None,
    status: int | Iterable[int] = 200,
    example: Any = None,
    sent: Any = None,
    sent_example: Any = None,
    filters: Mapping[str, Filter] | None = None,
    needs: Iterable[str] = (),
    paged: bool = False,
    sparse: bool = False,
    versioned: bool = False,
    once: bool = False,
    media: str = "application/json",
    refuses: Iterable[Kind] = (),
) -> Callable[[F], F]:
    """Describes a method of a view.

    answer      the shape of the answer: a TypedDict, or a schema; of a `paged` list, that of each row
    sent        the serializer of the body
    versioned   it asks for If-Match
    once        it heeds Idempotency-Key
    needs       the filters that have to be there
    refuses     the kinds of refusal beside those that every operation has
    """
    if (paged or sparse) and is_typeddict(answer):
        _SPARSE.add(answer.__name__)
    schema = schema_of(answer) if answer is not None else {"type": "string"}
    if paged:
        schema = _page_of(schema)
        example = None if example is None else {"results": [example], "next": None}
    statuses = [status] if isinstance(status, int) else list(status)
    kinds = _refusals(
        refuses, asks=bool(filters or paged or sparse), sends=sent is not None, versioned=versioned, once=once
    )
    answers = {(code, media): OpenApiResponse(schema, description=summary) for code in statuses}
    examples = [*_answered(name, example, media, statuses), *_asked(name, sent_example, sent)]
    headers = [*([_IF_MATCH] if versioned else []), *([_KEY] if once else [])]

    def described(method: F) -> F:
        decorate = extend_schema(
            operation_id=name,
            summary=summary,
            description=inspect.getdoc(method) or f"{summary}.",  # else that of the class, which is for its readers
            tags=[tag],
            request=sent,
            responses=answers | _refused(kinds),
            examples=examples,
            parameters=[*_parameters(filters or {}, needs, answer, paged=paged, sparse=sparse), *headers],
        )
        return decorate(method)

    return described


def _answered(name: str, example: Any, media: str, statuses: Iterable[int]) -> Iterator[OpenApiExample]:
    if example is not None:
        codes = [str(code) for code in statuses]
        yield OpenApiExample(name, example, response_only=True, media_type=media, status_codes=codes)


def _asked(name: str, example: Any, sent: Any) -> Iterator[OpenApiExample]:
    if example is not None:
        media = next(iter(sent)) if isinstance(sent, dict) else "application/json"
        yield OpenApiExample(f"{name}_request", example, request_only=True, media_type=media)


def _refused(kinds: Iterable[Kind]) -> dict[Any, Any]:
    """A problem a status, which may be that of several kinds."""
    titles: defaultdict[int, list[str]] = defaultdict(list)
    for kind in dict.fromkeys(kinds):
        titles[kind.status].append(kind.title)
    return {
        (code, MEDIA_TYPE): OpenApiResponse(schema_of(Problem), description="; ".join(titles[code]))
        for code in sorted(titles)
    }


def _refusals(refuses: Iterable[Kind], *, asks: bool, sends: bool, versioned: bool, once: bool) -> list[Kind]:
    """Every kind of refusal; a parameter nobody knows is refused everywhere, first of all where some are known."""
    kinds = [*_ALWAYS, *refuses]
    if asks:
        kinds.append(Kind.UNKNOWN_PARAMETER)
    if sends:
        kinds += [Kind.INVALID, Kind.TOO_LARGE, Kind.MEDIA_TYPE, Kind.REFUSED]
    if versioned:
        kinds += [Kind.VERSION_MISSING, Kind.STALE]
    if once:
        kinds += [Kind.STILL_RUNNING, Kind.KEY_REUSED]
    return [*kinds, Kind.UNKNOWN_PARAMETER]


_IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": '^"[!#-~]+"$'},
    OpenApiParameter.HEADER,
    required=True,
    description="the ETag of the row as you saw it, or its version in quotes",
    examples=[OpenApiExample("version 3", '"3"')],
)
_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[\\x21-\\x7e]+$"},
    OpenApiParameter.HEADER,
    description="of your choice, once a request: sent again, it gets the answer of the first time (24 hours)",
    examples=[OpenApiExample("a key", "7d1f2c9e-proposal")],
)


def _parameters(
    filters: Mapping[str, Filter], needs: Iterable[str], record: Any, *, paged: bool, sparse: bool
) -> list[OpenApiParameter]:
    query = OpenApiParameter.QUERY
    listed = [
        OpenApiParameter(name, each.schema, query, required=name in needs, description=each.says)  # type: ignore[arg-type]
        for name, each in filters.items()
    ]
    if paged:
        limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
        listed.append(OpenApiParameter("limit", limit, query, description="rows a page"))  # type: ignore[arg-type]
        opaque = {"type": "string", "pattern": CURSOR}
        listed.append(OpenApiParameter("cursor", opaque, query, description="as “next” of the page before has it"))  # type: ignore[arg-type]
    if (paged or sparse) and is_typeddict(record):
        some = {"type": "array", "items": {"type": "string", "enum": list(record.__annotations__)}, "minItems": 1}
        says = "only these, with commas: `id,state`"
        listed.append(OpenApiParameter("fields", some, query, description=says, style="form", explode=False))  # type: ignore[arg-type]
    return listed


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "claims.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer"}


class PasswordScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "claims.api.authentication.PasswordAuthentication"
    name = "password"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "basic"}


# ---- schemas of records ----------------------------------------------------------------------------


def schema_of(shape: Any) -> dict[str, Any]:
    """The JSON Schema of a TypedDict or another type; a dict is a schema already."""
    if isinstance(shape, dict):
        return shape
    if is_typeddict(shape):
        _COMPONENTS[shape.__name__] = shape
        return {"$ref": f"#/components/schemas/{shape.__name__}"}
    if inspect.isclass(shape) and issubclass(shape, Enum):
        return {"type": "string", "enum": [each.value for each in shape]}
    origin, args = get_origin(shape), get_args(shape)
    if origin is list:
        return {"type": "array", "items": schema_of(args[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(args[1]) or True}
    if origin is NotRequired:
        return schema_of(args[0])
    if origin is Union or type(None) in args:
        (inner,) = (each for each in args if each is not type(None))
        return _or_null(schema_of(inner))
    return dict(_PLAIN[shape])


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"oneOf": [schema, {"type": "null"}]}


def _page_of(schema: dict[str, Any]) -> dict[str, Any]:
    """The fields of rows may be fewer than all: `fields=` says which."""
    rows = {"type": "array", "items": schema}
    address = {"type": ["string", "null"], "description": "the address of the next page; null: there is none"}
    return {"type": "object", "properties": {"results": rows, "next": address}, "required": ["results", "next"]}


def _object(shape: type) -> dict[str, Any]:
    hints = get_type_hints(shape, include_extras=True)
    properties = {name: schema_of(hint) for name, hint in hints.items()}
    required = sorted(name for name, hint in hints.items() if get_origin(hint) is not NotRequired)
    described = {"type": "object", "description": inspect.cleandoc(shape.__doc__ or "").strip()}
    if shape.__name__ in _SPARSE:
        return {**described, "properties": properties}
    return {**described, "properties": properties, "required": required}


def with_records(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """A hook of drf-spectacular: the records among the components, keys that begin at one, no NUL in any text."""
    schema_of(PersonRecord)
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    done: set[str] = set()
    while pending := [name for name in _COMPONENTS if name not in done]:
        for name in pending:
            schemas[name] = _object(_COMPONENTS[name])
            done.add(name)
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    for path in result["paths"].values():
        for each in path.values():
            _settle(each)
    return result


def _settle(described: dict[str, Any]) -> None:
    for parameter in described.get("parameters", []):
        if parameter["in"] == "path" and parameter["schema"].get("type") == "integer":
            parameter["schema"] |= {"minimum": 1, "maximum": 2**63 - 1}
            parameter.setdefault("description", "the key of the row")

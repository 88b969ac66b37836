"""Queries that are put together once, and asked with new values from then on.

Putting a statement together costs Django several times what it costs the database to answer it, and
a page asks the same ten to twenty every time (docs/decisions/0012).
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Generic, ParamSpec, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID

from django.db import connections
from django.db.models import Field, ForeignObject, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")

# Values that nobody asks for, each met once only, by which an argument is found again in the SQL.
_NUMBERS = count(30_011)  # few enough that every whole number of a table can be one
_MAKE_MARK: dict[type, Callable[[int], Any]] = {
    UUID: lambda number: UUID(int=number << 64 | number),
    datetime: lambda number: datetime(1, 1, 2, tzinfo=UTC) + timedelta(microseconds=number),
    date: date.fromordinal,
    str: lambda number: f"\ue000{number}\ue001",
    int: lambda number: number,
}


class Prepared(Generic[P, Row]):
    """A query that is put together the first time it is asked.

    The function that builds it is run once, with marks in place of its arguments, so it may not
    look at them, nor at the clock: a moment is an argument like any other. Arguments are of the
    types in its signature: UUID, datetime, date, str, int, or a list of one of them (`any_of`).
    None is refused, for SQL has another word for it.
    """

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        self.build = build
        self.__doc__ = build.__doc__
        self._names = tuple(inspect.signature(build).parameters)
        self._made: _Statement[Row] | None = None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """The rows for these values. One query."""
        if self._made is None:
            self._made = self._make()
        return self._made.asked(dict(zip(self._names, args, strict=False)) | kwargs)

    def first(self, *args: P.args, **kwargs: P.kwargs) -> Row | None:
        """The first of the rows for these values, or None. One query, that reads them all."""
        return next(iter(self(*args, **kwargs)), None)

    def _make(self) -> "_Statement[Row]":
        hints = get_type_hints(self.build)
        marks = {name: _mark(hints[name]) for name in self._names}
        return _Statement(self.build(**marks), marks)  # type: ignore[call-arg]  # by name


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    """The function's query, put together once. It gives a list, in the order of the query."""
    return Prepared(build)


def put_beside(parents: Sequence[Any], name: str, children: Sequence[Any], *, by: str) -> None:
    """What `prefetch_related` does, for children that were asked for already.

    `parent.<name>.all()` gives those of the children whose attribute `by` is the parent's key, in
    the order they came, without a query.
    """
    of_parent: dict[Any, list[Any]] = {}
    for child in children:
        of_parent.setdefault(getattr(child, by), []).append(child)
    for parent in parents:
        found = getattr(parent, name).get_queryset()
        found._result_cache = of_parent.get(parent.pk, [])
        found._prefetch_done = True
        parent.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


class _Statement(Generic[Row]):
    """SQL with places for its values, and how rows become what the query promised."""

    def __init__(self, queryset: Any, marks: dict[str, Any]) -> None:
        if queryset._prefetch_related_lookups:
            raise TypeError("A prepared query does not prefetch: `put_beside` what another found.")
        self._queryset = queryset  # Any: what follows is Django's own inside
        self._compiler = queryset.query.get_compiler(using=queryset.db)
        self._sql, parameters = self._compiler.as_sql()
        self._places = [_place(value, marks) for value in parameters]
        if unused := set(marks) - {name for name, _constant in self._places}:
            raise TypeError(f"The query does not ask for: {', '.join(sorted(unused))}.")

    def asked(self, values: dict[str, Any]) -> list[Row]:
        if any(value is None for value in values.values()):
            raise TypeError("A prepared query cannot ask for None.")
        parameters = tuple(values[name] if name else constant for name, constant in self._places)
        asked = _Asked(self._queryset, self._compiler, self._sql, parameters)
        return list(self._queryset._iterable_class(asked))


class _Asked:
    """What Django's row iterables want to know of a queryset, with the statement made already."""

    def __init__(
        self, queryset: Any, compiler: SQLCompiler, sql: str, parameters: tuple[Any, ...]
    ) -> None:
        self.db = queryset.db
        self.model = queryset.model
        self.query = self
        self._known_related_objects: dict[Any, Any] = {}
        self._compiler = copy(compiler)
        self._compiler.connection = connections[self.db]
        self._compiler.as_sql = lambda: (sql, parameters)  # type: ignore[misc,method-assign,assignment]

    def get_compiler(self, using: str) -> SQLCompiler:
        return self._compiler


@ForeignObject.register_lookup  # which does not look at what every field knows
@Field.register_lookup
class AnyOf(Lookup):  # type: ignore[type-arg]  # no such type when it runs
    """`person_id__any_of=ids`: one place in the SQL however many there are, unlike `__in`."""

    lookup_name = "any_of"

    def get_prep_lookup(self) -> Any:
        """The values as they are: a list of what the column holds."""
        return list(self.rhs)

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, list[Any]]:
        """One place with the whole list in it."""
        return "%s", [value]

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        """The column, compared with an array."""
        column, column_parameters = self.process_lhs(compiler, connection)
        values, value_parameters = self.process_rhs(compiler, connection)
        return f"{column} = any({values})", [*column_parameters, *value_parameters]


def _mark(hint: Any) -> Any:
    if get_origin(hint) is list:
        return [_mark(get_args(hint)[0])]
    if hint not in _MAKE_MARK:
        raise TypeError(f"A prepared query takes no argument of the type {hint}.")
    return _MAKE_MARK[hint](next(_NUMBERS))


def _place(value: Any, marks: dict[str, Any]) -> tuple[str, Any]:
    """The name of the argument that goes here, or a constant."""
    for name, mark in marks.items():
        if isinstance(value, type(mark)) and value == mark:
            return name, None
    if any(isinstance(each, date) for each in _flat(value)):
        raise TypeError("A moment in a prepared query stands still: make it an argument.")
    return "", value


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, list | tuple):
        for each in value:
            yield from _flat(each)
    else:
        yield value

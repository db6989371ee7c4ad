"""Questions that are asked often: their SQL is made once, and filled in each time.

Django makes the SQL of a query anew each time it is asked, which costs several times what the
engine needs to answer it. A question is an ordinary queryset written once with blanks; the engine,
its guards and what comes back are the same. For what a crowd asks in one second, and for pages.
"""

import datetime
import inspect
import json
from collections.abc import Callable, Collection, Iterable
from typing import Any, ClassVar, Generic, NamedTuple, ParamSpec, TypeVar
from uuid import UUID

from django.db import connection, models
from django.db.models.expressions import Expression
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

Arguments = ParamSpec("Arguments")
Row = TypeVar("Row")


class Blank(Expression):
    """What is filled in when the question is asked: ``field=blank``, ``field__lte=blank``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Blanks(Blank):
    """A blank for two or more values of one type: ``field__in=blanks``. One value alone needs a
    ``Blank``: PostgreSQL would plan anew each time it is told how many there are."""

    TYPES: ClassVar = {str: "text", UUID: "uuid", int: "bigint"}

    def __init__(self, name: str, values: Collection[Any]) -> None:
        super().__init__(name)
        first = next(iter(values))
        self.type = next(word for kind, word in self.TYPES.items() if isinstance(first, kind))

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        if connection.vendor == "postgresql":
            return f"SELECT unnest(%s::{self.type}[])", [self]
        return "SELECT value FROM json_each(%s)", [self]


class _Made(NamedTuple):
    sql: str
    params: tuple[Any, ...]
    read: Callable[[list[Any]], list[Any]]


class Question(Generic[Arguments, Row]):
    """``make`` gives the queryset for blanks; what is asked fills them. A list, a tuple or a set of
    values is for ``field__in``.

    Rows or models with what they ``select_related``; nothing that is fetched afterwards, like
    ``prefetch_related``. For ``None`` the queryset is made with ``None``, for nothing equals NULL.
    """

    def __init__(self, make: Callable[Arguments, models.QuerySet[Any, Row]]) -> None:
        self.__doc__ = make.__doc__
        self._make = make
        self._names = tuple(inspect.signature(make).parameters)
        self._made: dict[tuple[str | int, ...], _Made] = {}

    def __call__(self, *args: Arguments.args, **kwargs: Arguments.kwargs) -> list[Row]:
        """What the engine answers now."""
        if len(args) + len(kwargs) != len(self._names):
            raise TypeError(f"{self._make.__qualname__} asks for {', '.join(self._names)}")
        values = dict(zip(self._names, args, strict=False)) | kwargs
        if any(_is_many(value) and not value for value in values.values()):
            return []
        shape = (connection.vendor, *map(_shape, values.values()))
        made = self._made.get(shape) or self._make_once(shape, values)
        filled = {name: _adapted(value) for name, value in values.items()}
        params = [filled[each.name] if isinstance(each, Blank) else each for each in made.params]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, params)
            return made.read(cursor.fetchall())

    def _make_once(self, shape: tuple[str | int, ...], values: dict[str, Any]) -> _Made:
        asked = self._make(**{name: _blank(name, value) for name, value in values.items()})
        compiler = asked.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        made = _Made(sql, tuple(params), _reader(asked, compiler))
        return self._made.setdefault(shape, made)


def _blank(name: str, value: Any) -> Blank | None:
    if value is None:
        return None
    return Blanks(name, value) if _shape(value) == MANY else Blank(name)


NOTHING, ONE, MANY = range(3)


def _shape(value: Any) -> int:
    """What SQL depends on: of what is asked, nothing else."""
    if value is None:
        return NOTHING
    return MANY if _is_many(value) and len(value) > 1 else ONE


def _is_many(value: Any) -> bool:
    return isinstance(value, Collection) and not isinstance(value, str | bytes)


def _reader(asked: models.QuerySet[Any, Any], compiler: Any) -> Callable[[list[Any]], list[Any]]:
    """Makes of the engine's rows what the queryset would have made of them."""
    converters = compiler.get_converters([each for each, *_ in compiler.select])

    def converted(rows: list[Any]) -> Iterable[Any]:
        return compiler.apply_converters(rows, converters) if converters else rows

    if issubclass(asked._iterable_class, FlatValuesListIterable):
        return lambda rows: [row[0] for row in converted(rows)]
    if not issubclass(asked._iterable_class, ModelIterable):
        return lambda rows: [tuple(row) for row in converted(rows)]
    select, info = compiler.select, compiler.klass_info
    start, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [each.target.attname for each, *_ in select[start:end]]
    related = get_related_populators(info, select, connection.alias)
    noted = compiler.annotation_col_map

    def model_of(row: Any) -> Any:
        made = info["model"].from_db(connection.alias, names, row[start:end])
        for each in related:
            each.populate(row, made)
        for name, at in noted.items():
            setattr(made, name, row[at])
        return made

    return lambda rows: [model_of(row) for row in converted(rows)]


def _adapted(value: Any) -> Any:
    """As the fields of the models hand it to the engine."""
    if _is_many(value):
        many = [_adapted(each) for each in value]
        if len(many) == 1:
            return many[0]
        return many if connection.vendor == "postgresql" else json.dumps(many, default=str)
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value

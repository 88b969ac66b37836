"""One row about a person in any personal table, made by the owner, for the attacker's tests."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.backends.utils import CursorWrapper
from django.db.models.fields import NOT_PROVIDED

from indgang.kernel import clock
from indgang.kernel.privacy import is_personal
from indgang.people.models import Person
from tests.database import as_role

# Tables whose rows are about a person under another name than person_id.
PERSON_COLUMNS = {"people_person": "id"}


def personal_models() -> Iterator[type[models.Model]]:
    """Every model of ours that holds something about a person it names."""
    for model in apps.get_models():
        if model.__module__.startswith("indgang.") and is_personal(model):
            columns = {field.attname for field in model._meta.concrete_fields}
            if person_column(model) in columns:
                yield model


def person_column(model: type[models.Model]) -> str:
    return PERSON_COLUMNS.get(model._meta.db_table, "person_id")


def make_row(model: type[models.Model], person_id: UUID) -> None:
    """The row need not make sense, only be there: nothing of it must leak."""
    if model is Person:
        return
    with as_role("postgres"), connection.cursor() as cursor, without_checks(model, cursor):
        cursor.execute("set session_replication_role = replica")
        model._base_manager.bulk_create([model(**_values(model, person_id))])
        cursor.execute("set session_replication_role = default")


@contextmanager
def without_checks(model: type[models.Model], cursor: CursorWrapper) -> Iterator[None]:
    """The table takes a row that its constraints would refuse."""
    table = model._meta.db_table
    cursor.execute(
        "select conname, pg_get_constraintdef(oid) from pg_constraint"
        " where contype = 'c' and conrelid = %s::regclass",
        [table],
    )
    checks = cursor.fetchall()
    for name, _definition in checks:
        cursor.execute(f'alter table {table} drop constraint "{name}"')
    yield
    for name, definition in checks:
        validity = "" if "NOT VALID" in definition else " not valid"
        cursor.execute(f'alter table {table} add constraint "{name}" {definition}{validity}')


def _values(model: type[models.Model], person_id: UUID) -> dict[str, Any]:
    values = {
        field.attname: _value(field)
        for field in model._meta.concrete_fields
        if not field.null and not isinstance(field, models.BigAutoField | models.AutoField)
        and not isinstance(field, models.GeneratedField)
    }  # fmt: skip
    if person_column(model) in {field.attname for field in model._meta.concrete_fields}:
        values[person_column(model)] = person_id
    return values


def _value(field: "models.Field[Any, Any]") -> Any:
    if field.default is not NOT_PROVIDED:
        return field.get_default()
    if field.blank and field.choices:
        return ""
    if isinstance(field, models.CharField | models.TextField) and not field.choices:
        return "hemmeligt"[: field.max_length or None]
    if field.choices:
        return field.choices[0][0]  # type: ignore[index]  # choices are pairs here
    return next(make() for kind, make in BY_TYPE if isinstance(field, kind))


BY_TYPE: list[tuple[type[Any] | tuple[type[Any], ...], Any]] = [
    ((models.ForeignKey, models.UUIDField), uuid4),
    (models.DateTimeField, clock.now),
    (models.DateField, clock.today),
    (models.TimeField, lambda: datetime.time(12)),
    (models.BooleanField, bool),
    ((models.IntegerField, models.FloatField, models.DecimalField), lambda: 1),
    (ArrayField, list),
    (models.JSONField, dict),
    (models.BinaryField, lambda: uuid4().bytes),
    (DateRangeField, lambda: DateRange(clock.today(), clock.today() + datetime.timedelta(days=1))),
]

"""Every model says how private it is, and the database keeps every private one shut."""

import re

import pytest
from django.apps import apps
from django.db import connection, models

from indgang.kernel.privacy import field_classes, is_personal
from tests.factories.rows import person_column

OWN_MODELS = [m for m in apps.get_models() if m.__module__.startswith("indgang.")]

TWO_LISTS = re.compile(
    r"\(\((\w+) = ANY \(\( SELECT indgang\.readable\('card'::text\) AS \w+\)::uuid\[\]\)\)"
    r" OR \(\1 = ANY \(\( SELECT indgang\.cards\(\) AS \w+\)::uuid\[\]\)\)\)"
)

AT_THE_TABLE = re.compile(
    r"\(\w+ = ANY \(\( SELECT indgang\.my_(?:groups|chairs)\(\) AS \w+\)::uuid\[\]\)\)"
)


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_every_field_has_a_privacy_class(model: type[models.Model]) -> None:
    fields = {field.name for field in model._meta.get_fields() if field.concrete}
    assert set(field_classes(model)) == fields


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", [m for m in OWN_MODELS if is_personal(m)], ids=lambda model: model._meta.label
)
def test_every_personal_table_is_behind_the_door(model: type[models.Model]) -> None:
    table = model._meta.db_table
    columns = {field.column for field in model._meta.concrete_fields}
    with connection.cursor() as cursor:
        cursor.execute(
            "select relrowsecurity, relforcerowsecurity,"
            " has_table_privilege('indgang_web', oid, 'select, insert, update, delete'),"
            " has_table_privilege('indgang_analysis', oid, 'select')"
            " from pg_class where oid = %s::regclass",
            [table],
        )
        enabled, forced, granted, analysed = cursor.fetchone()
        cursor.execute(
            "select cmd, coalesce(qual, ''), coalesce(with_check, '') from pg_policies"
            " where tablename = %s",
            [table],
        )
        policies = cursor.fetchall()
    if table == "signin_account":  # credentials: granted to the sign-in role alone
        assert not granted
        return
    assert enabled
    assert forced
    assert not analysed
    assert bool(policies) == bool(granted)
    # A row that names no person is reached by definer functions alone, or lies on a table at which
    # the actor himself sits.
    at_the_table = all(AT_THE_TABLE.search(one + two) for _command, one, two in policies)
    assert person_column(model) in columns or at_the_table or not granted
    for _command, condition, check in policies:
        assert "indgang." in condition + check  # every policy asks the sealed settings
        # An or keeps the planner from the index, but for two lists of the same column.
        assert " OR " not in TWO_LISTS.sub("", condition + check)


@pytest.mark.django_db
def test_no_function_is_open_to_everybody() -> None:
    """PostgreSQL lets everybody call a new function; each of ours says who may."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.oid::regprocedure::text from pg_proc p"
            " join pg_namespace n on n.oid = p.pronamespace"
            " where n.nspname = 'indgang' and (p.proacl is null or exists"
            " (select from aclexplode(p.proacl) a where a.grantee = 0))"
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_every_definer_function_looks_in_the_right_place() -> None:
    """Without a search path of its own, a caller could put his table before one of ours."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.oid::regprocedure::text from pg_proc p"
            " join pg_namespace n on n.oid = p.pronamespace"
            " where p.prosecdef and n.nspname in ('indgang', 'public')"
            " and not coalesce(array_to_string(p.proconfig, ',') like 'search_path=pg_catalog%', false)"
        )
        assert cursor.fetchall() == []

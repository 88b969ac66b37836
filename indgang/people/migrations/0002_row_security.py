"""Who reads and keeps persons, identities, addresses, colleagues and memberships."""

from django.db import migrations

from indgang.kernel.rowsecurity import functions, open_table, protect, protect_by

ROLES = """
-- Units the actor works in today. Only a staff sign-in counts: a key card never gives a role.
create function indgang.my_units() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct unit_id), '{}') from people_membership
    where indgang.key_kind() = 'session' and person_id = indgang.actor()
      and from_on <= current_date and (until_on is null or until_on > current_date)
$$;

create function indgang.my_roles() returns text[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case when indgang.key_kind() = 'worker' then '{worker}'::text[]
        else coalesce(array_agg(distinct role), '{}') end
    from people_membership
    where indgang.key_kind() = 'session' and person_id = indgang.actor()
      and from_on <= current_date and (until_on is null or until_on > current_date)
$$;

create function indgang.has_role(variadic wanted text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(indgang.my_roles() && wanted, false)
$$;

-- Everyone who works or has worked in the house, for those who work there; else only oneself.
create function indgang.colleagues() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct person_id), '{}') from people_membership
    where person_id = indgang.actor() or cardinality(indgang.my_roles()) > 0
$$;

-- Colleagues the actor keeps records of: an administrator everyone's but his own.
create function indgang.kept_colleagues() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(distinct person_id), '{}') from people_membership
    where indgang.has_role('administrator') and person_id <> indgang.actor()
$$;

-- Addresses: those of opened persons, but a protected one only after open_address.
create function indgang.addresses() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(id), '{}') from (
        select id from unnest(indgang.readable('contact')) as id
        where not exists (select from people_identity i where i.person_id = id and i.is_protected)
        union select unnest(indgang.readable('address'))) as persons
$$;

revoke all on function indgang.my_units(), indgang.my_roles(), indgang.has_role(text[]),
    indgang.colleagues(), indgang.kept_colleagues(), indgang.addresses() from public;
grant execute on function indgang.my_units(), indgang.my_roles(), indgang.has_role(text[]),
    indgang.colleagues(), indgang.kept_colleagues(), indgang.addresses() to indgang_web;
"""

ADMINISTRATOR = "(select indgang.has_role('administrator'))"
KEPT = "person_id = any((select indgang.kept_colleagues())::uuid[])"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_persons"), ("history", "0001_change")]
    operations = [
        functions(
            ROLES,
            drop=[
                "indgang.addresses()",
                "indgang.kept_colleagues()",
                "indgang.colleagues()",
                "indgang.has_role(text[])",
                "indgang.my_roles()",
                "indgang.my_units()",
            ],
        ),
        open_table("people_municipality", write=ADMINISTRATOR),
        open_table("people_crisisnumber", write=ADMINISTRATOR),
        open_table("people_organisation", write=ADMINISTRATOR),
        open_table("people_unit", write=ADMINISTRATOR),
        protect("people_person", kind="card", person="id"),
        protect("people_identity", kind="contact"),
        protect_by(
            "people_address",
            read="person_id = any((select indgang.addresses())::uuid[])",
            write="person_id = any((select indgang.writable('contact'))::uuid[])",
            kind="address",
        ),
        protect("people_contactpoint", kind="contact"),
        protect_by("people_colleague", read="(select indgang.actor()) is not null", write=KEPT),
        protect_by(
            "people_membership",
            read="person_id = any((select indgang.colleagues())::uuid[])",
            write=KEPT,
        ),
    ]

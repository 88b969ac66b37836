"""The database itself holds a message to a day and a time, and says who may put a key into one.

A colleague who may change how a guest is reached could otherwise have a key to the guest's own
pages sent to himself; and a sentence of the house's could carry somebody else's words.
"""

from django.db import migrations

ONLY_TIMES = """
alter table post_letter add constraint post_letter_says_day_and_time check (
    jsonb_typeof("values") = 'object' and "values" - 'day' - 'time' = '{}'::jsonb
    and coalesce("values" ->> 'day', '2000-01-01') ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
    and coalesce("values" ->> 'time', '00:00') ~ '^[0-9]{2}:[0-9]{2}$')
"""

OWN_KEYS = """
create function indgang.letter_with_key() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if indgang.key_kind() = 'worker'
       or new.person_id = indgang.actor() and indgang.key_kind() in ('session', 'card') then
        return new;
    end if;
    raise exception 'only the worker leaves a key for another' using errcode = '42501';
end $$;
revoke all on function indgang.letter_with_key() from public;
create trigger post_letter_with_key before insert on post_letter
    for each row when (cardinality(new.link_kinds) > 0)
    execute function indgang.letter_with_key();
"""


class Migration(migrations.Migration):
    dependencies = [("post", "0002_outbox"), ("access", "0002_door")]
    operations = [
        migrations.RunSQL(
            ONLY_TIMES, "alter table post_letter drop constraint post_letter_says_day_and_time"
        ),
        migrations.RunSQL(
            OWN_KEYS,
            "drop trigger post_letter_with_key on post_letter;"
            "drop function indgang.letter_with_key()",
        ),
    ]

"""The letter that tells a guest of a new key card is taken back by nobody who knows its number."""

from django.db import migrations

STAYS = """
create or replace function indgang.cancel_letters(thing uuid, only_message text) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    cancelled integer;
begin
    if indgang.actor() is null then
        return 0;
    end if;
    -- Whoever made a card knows its wish, and would be the one to hush it up.
    update post_letter l set status = 'cancelled'
    where l.about = thing and l.status in ('queued', 'failed')
      and (only_message = '' or l.message = only_message)
      and l.message not in ('new_card', 'card_code');
    get diagnostics cancelled = row_count;
    return cancelled;
end $$;

-- What is still tried goes on being tried; only one that was given up can be taken off the list.
create or replace function indgang.drop_letter(letter uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update post_letter l set status = 'cancelled'
    where l.id = letter and l.status in ('failed', 'given_up') and indgang.keeps_post()
      and (l.status = 'given_up' or l.message <> 'new_card');
    return found;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("post", "0004_about_a_new_card")]
    # What it replaces could be misused: going back must not bring that again.
    operations = [migrations.RunSQL(STAYS, migrations.RunSQL.noop)]

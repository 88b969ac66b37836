"""Whoever cancels a session tells those who had a seat in it, without learning who they are."""

from django.db import migrations

from indgang.kernel.rowsecurity import functions

TELL = """
create function indgang.tell_of_cancelled_session(
    wanted uuid, vals jsonb, at timestamptz, first_try timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    seat record;
    told integer := 0;
begin
    for seat in
        select b.id, b.person_id, s.starts_at from offers_booking b
        join offers_session s on s.id = b.session_id
        where s.id = wanted and s.cancelled_at is not null
          and s.cancelled_by = indgang.actor() and s.starts_at > at
          and b.status in ('seated', 'offered', 'waiting')
    loop
        update post_letter l set status = 'cancelled'
        where l.about = seat.id and l.status in ('queued', 'failed');
        perform indgang.queue_letter(seat.person_id, 'seat_cancelled', vals, seat.id,
            '/tilbud/plads/' || seat.id, '{}', true, at, seat.starts_at, first_try, at);
        told := told + 1;
    end loop;
    return told;
end $$;
revoke all on function
    indgang.tell_of_cancelled_session(uuid, jsonb, timestamptz, timestamptz) from public;
grant execute on function
    indgang.tell_of_cancelled_session(uuid, jsonb, timestamptz, timestamptz) to indgang_web;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0001_jobs_of_the_pages"),
        ("offers", "0001_offers"),
        ("post", "0002_outbox"),
    ]
    operations = [
        functions(
            TELL,
            drop=[
                "indgang.tell_of_cancelled_session(uuid, jsonb, timestamptz, timestamptz)",
            ],
        ),
    ]

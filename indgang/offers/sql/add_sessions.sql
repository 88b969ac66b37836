-- Many single times in one go: made one by one, those of a large town take most of a minute.
-- What is not named here has its usual value in the table itself.
insert into offers_session (
    id, offer_id, schedule_id, starts_at, ends_at, seats, is_talk, counted_at, taken, waiting
)
select gen_random_uuid(), made.*, %(now)s, 0, 0
from unnest(
    %(offers)s::uuid[], %(schedules)s::uuid[], %(starts)s::timestamptz[], %(ends)s::timestamptz[],
    %(seats)s::integer[], %(talks)s::boolean[]
) as made
on conflict do nothing

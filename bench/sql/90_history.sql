-- History in bulk, in the shape the trigger gives it, with the times and people of the rows
-- themselves: the trigger would say that everything happened just now. What was booked first and
-- attended later, asked first and answered later, has two lines.
create function bench.remember(wanted regclass, kind text, person text) returns bigint
language plpgsql as $$
declare
    written bigint;
begin
    execute format($run$
        insert into history_change (at, actor_id, person_id, scope, table_name, row_id, did, was, became)
        select coalesce(r ->> 'added_at', r ->> 'made_at', r ->> 'created_at', r ->> 'arrived_at',
                r ->> 'sent_at', r ->> 'written_at', r ->> 'started_at', r ->> 'valid_from',
                r ->> 'answered_at', r ->> 'raised_at', r ->> 'since', r ->> 'due_on',
                r ->> 'from_on', now()::text)::timestamptz,
            coalesce(r ->> 'added_by', r ->> 'made_by', r ->> 'arrived_by', r ->> 'written_by',
                r ->> 'started_by', r ->> 'given_by', r ->> 'answered_by', r ->> %3$L)::uuid,
            (r ->> %3$L)::uuid, %2$L || ':' || (r ->> %3$L), %4$L, coalesce(r ->> 'id', r ->> %3$L),
            'I', null,
            r || case when r ->> 'marked_at' is not null
                      then '{"status": "seated", "marked_at": null, "marked_by": null}'::jsonb
                      when r ? 'moment' then '{"status": "waiting", "ended_at": null}'
                      else '{}' end
        from (select to_jsonb(t) as r from %1$s t) as rows
        order by 1
    $run$, wanted, kind, person, wanted::text);
    get diagnostics written = row_count;
    return written;
end $$;

select bench.remember(wanted, arguments[1], arguments[2]) from (
    select t.tgrelid::regclass as wanted,
        string_to_array(encode(t.tgargs, 'escape'), '\000') as arguments
    from pg_trigger t where t.tgfoid = 'indgang.remember'::regproc order by 1) as kept;

insert into history_change (at, actor_id, person_id, scope, table_name, row_id, did, was, became)
select b.marked_at, b.marked_by, b.person_id, 'plan:' || b.person_id, 'offers_booking', b.id::text, 'U',
    '{"status": "seated", "marked_at": null, "marked_by": null}',
    jsonb_build_object('status', b.status, 'marked_at', b.marked_at, 'marked_by', b.marked_by)
from offers_booking b where b.marked_at is not null order by b.marked_at;

insert into history_change (at, actor_id, person_id, scope, table_name, row_id, did, was, became)
select c.ended_at, c.person_id, c.person_id, 'checkins:' || c.person_id, 'checkins_checkin', c.id::text,
    'U', '{"status": "waiting", "ended_at": null}',
    jsonb_build_object('status', c.status, 'ended_at', c.ended_at)
from checkins_checkin c where c.ended_at is not null order by c.ended_at;

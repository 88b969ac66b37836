-- That the house and a guest were in touch: the day and the way, never a word. A host who welcomes
-- somebody sees only his card, and must still be able to say that he was here; so this asks for the
-- card and not for the plan.
create function indgang.note_contact(person uuid, on_day date, way text, at timestamptz)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not coalesce(person = indgang.actor() or person = any(indgang.writable('plan'))
        or person = any(indgang.cards()) and indgang.has_role(
            'host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute'), false) then
        return false;
    end if;
    insert into plans_contact (id, person_id, "on", how, added_at, added_by)
    values (gen_random_uuid(), person, on_day, way, at, indgang.actor())
    on conflict (person_id, "on", how) do nothing;
    return true;
end $$;

revoke all on function indgang.note_contact(uuid, date, text, timestamptz) from public;
grant execute on function indgang.note_contact(uuid, date, text, timestamptz) to indgang_web;

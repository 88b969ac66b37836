-- A guide who sits down with a guest may write, and read what is written in that talk. What was told
-- to somebody else before stays with them, until the guest has said yes to it himself: the leave to
-- write along in one talk opens no other. Nor does a house that may read what somebody wrote to it
-- thereby read what he tells two guides afterwards.
create function indgang.readable_talks() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(c.id), '{}') from entrance_conversation c
    where c.person_id = any(indgang.readable('story'))
      and (c.person_id = indgang.actor() or indgang.actor() = any(c.guide_ids)
           or exists (
               select from indgang.reaching_to(c.person_id) r
               where 'story' = any(r.kinds)
                 and (r.to_person_id is not null or r.valid_from >= c.started_at)
                 and not exists (
                     select from entrance_conversation t
                     where t.person_id = c.person_id and r.id = any(t.permission_ids))))
$$;
revoke all on function indgang.readable_talks() from public;
grant execute on function indgang.readable_talks() to indgang_web;

create policy entrance_sectiontext_talk on entrance_sectiontext as restrictive
    for select to indgang_web
    using (conversation_id = any((select indgang.readable_talks())::uuid[]));
create policy entrance_bundleitem_talk on entrance_bundleitem as restrictive
    for select to indgang_web
    using (conversation_id = any((select indgang.readable_talks())::uuid[]));

-- Who comes to a session of one's own organisation. A name only of those who have let the one who
-- stands for the offer know it: him by name, his organisation, or a unit in which he stands for its
-- offers. What he may see as somebody else, as a host or in an emergency, is no yes to this.
create or replace function indgang.people_coming(wanted uuid)
returns table (booking_id uuid, status text, nickname text)
language sql stable security definer
set search_path = pg_catalog, public, pg_temp set timezone = 'Europe/Copenhagen' as $$
    select b.id, b.status::text,
           case when indgang.may_be_let_in() and exists (
               select from access_permission r
               where r.person_id = b.person_id and r.basis = 'guest' and indgang.in_force(r)
                 and 'card' = any(r.kinds)
                 and (r.to_person_id = indgang.actor() or r.to_organisation_id = o.provider_id
                      or r.to_unit_id in (
                          select m.unit_id from people_membership m
                          join people_unit u on u.id = m.unit_id
                          where m.person_id = indgang.actor() and m.role = 'provider'
                            and u.organisation_id = o.provider_id and m.from_on <= current_date
                            and (m.until_on is null or m.until_on > current_date))))
           then p.nickname else '' end
    from offers_session s
    join offers_offer o on o.id = s.offer_id
    join offers_booking b on b.session_id = s.id and b.status <> 'cancelled'
    join people_person p on p.id = b.person_id
    where s.id = wanted and o.provider_id = any(indgang.provided_organisations())
    order by b.status, b.made_at
$$;

-- Nobody has come before it begins, whatever the caller's clock says.
create or replace function indgang.mark_attendance(wanted uuid, came boolean, moment timestamptz)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update offers_booking b
    set status = case when came then 'attended' else 'missed' end,
        marked_at = moment, marked_by = indgang.actor()
    from offers_session s join offers_offer o on o.id = s.offer_id
    where b.id = wanted and s.id = b.session_id and s.starts_at <= least(moment, now())
      and b.status in ('seated', 'attended', 'missed')
      and (o.provider_id = any(indgang.provided_organisations())
           or indgang.has_role('host', 'peer_host', 'guide', 'coordinator', 'outreach', 'acute')
              and b.person_id = any(indgang.writable('plan')));
    return found;
end $$;

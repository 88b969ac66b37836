-- Each offer's own lines become a rule of its own, which ends with a line for all others.

create temporary table moving on commit drop as
    select offer_id, gen_random_uuid() as rule_set_id from offers_accessrule group by offer_id;

insert into offers_accessruleset (id, name, kind, made_at, made_by)
select m.rule_set_id, '', '', o.updated_at, o.updated_by
from moving m join offers_offer o on o.id = m.offer_id;

update offers_accessrule r set rule_set_id = m.rule_set_id
from moving m where m.offer_id = r.offer_id;

update offers_offer o set rule_set_id = m.rule_set_id from moving m where m.offer_id = o.id;

insert into offers_accessrule (id, offer_id, rule_set_id, position, who, answer, sentence, sentence_en)
select gen_random_uuid(), m.offer_id, m.rule_set_id,
       (select max(position) + 1 from offers_accessrule r where r.rule_set_id = m.rule_set_id),
       '', case o.access when 'mixed' then 'talk' else o.access end, '', ''
from moving m join offers_offer o on o.id = m.offer_id
where not exists (
    select from offers_accessrule r
    where r.rule_set_id = m.rule_set_id and r.who = '' and r.need_id is null
      and r.min_age is null and r.max_age is null and r.max_times is null
      and r.position = (select max(position) from offers_accessrule l
                        where l.rule_set_id = m.rule_set_id));

drop table moving;

-- The lines are the municipality's from now on, not the provider's: other policies follow.
drop policy offers_accessrule_read on offers_accessrule;
drop policy offers_accessrule_add on offers_accessrule;
drop policy offers_accessrule_change on offers_accessrule;
drop policy offers_accessrule_remove on offers_accessrule;

-- No trigger may still be waiting when the columns change.
set constraints all immediate;

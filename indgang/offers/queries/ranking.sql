-- Which offers answer to what was typed, and how well. Read from the top:
-- 1  each typed word is compared with the words of the offers and of the needs;
-- 2  the better of: the word itself, a compound with it, a part of it, and, only where nothing
--    else is found for it, a word that is spelled almost so;
-- 3  a rare word tells more than a common one, and a title more than a description;
-- 4  somebody who describes a need finds what answers to that need, whatever it is called.
with terms as (
    select t.word, indgang.stem(t.word) as stem, indgang.letters(t.word) as letters, t.parts,
           t.joined
    from jsonb_to_recordset(%(terms)s::jsonb) as t(word text, parts text[], joined boolean)
),
-- ---- 1 and 2: words of offers ----
word_hits as (
    select term, offer_id, weight * likeness as points, likeness from (
        select t.word as term, w.offer_id, w.weight, case
                   when w.word = t.word then 1.0
                   when w.stem = t.stem then 0.95
                   when length(t.word) >= 4 and strpos(w.word, t.word) > 0 then 0.7
                   else 0.4 end as likeness
        from terms t join offers_offerword w
          on w.stem = t.stem
          or (length(t.word) >= 4 and w.word like '%%' || t.word || '%%')
          or w.word = any(t.parts)
    ) as found
),
-- ---- 1 and 2: words of needs ----
need_hits as (
    select t.word as term, n.need_id as code, max(n.weight * case
               when n.word = t.word then 1.0
               when n.stem = t.stem then 0.95
               when n.word ~ ('\m' || t.word || '\M') then 0.8
               when strpos(n.word, t.word) > 0 then 0.6
               else 0.5 end) as points
    from terms t join offers_needword n
      on n.stem = t.stem
      or (length(t.word) >= 4 and strpos(n.word, t.word) > 0)
      or n.word = any(t.parts)
    where n.phrase = 0
    group by 1, 2
),
-- ---- 2: typing errors, only of words that nothing else is found for ----
unknown as (
    select t.* from terms t
    where length(t.word) >= 4 and not t.joined
      and t.word not in (select term from word_hits where likeness >= 0.7)
      and t.word not in (select term from need_hits)
),
-- A word said as two, or with a letter too many, shares most of its letter groups with the right
-- one; two letters swapped share fewer, so that the same letters in any order count as well.
alike as (
    select t.word as term, w.word, w.stem, max(greatest(
               similarity(w.word, t.word), similarity(w.stem, t.stem),
               case when w.letters = t.letters then 0.7 else 0 end
           )) as likeness
    from unknown t join (
        select word, stem, letters from offers_offerword
        union select word, stem, letters from offers_needword where phrase = 0
    ) w on length(w.word) between length(t.word) - 2 and length(t.word) + 4
       and (w.word %% t.word or w.letters = t.letters)
    group by 1, 2, 3
),
best_alike as (
    select term, word, stem, likeness from alike a
    where likeness >= 0.4
      and likeness >= 0.9 * (select max(b.likeness) from alike b where b.term = a.term)
),
all_word_hits as (
    select term, offer_id, points from word_hits
    union all
    select a.term, w.offer_id, w.weight * 0.8 * a.likeness
    from best_alike a join offers_offerword w
      on w.stem = a.stem
      or (length(a.word) >= 4 and w.word like '%%' || a.word || '%%')
),
all_need_hits as (
    select * from need_hits
    union all
    select a.term, n.need_id, n.weight * 0.8 * a.likeness
    from best_alike a join offers_needword n on n.word = a.word and n.phrase = 0
),
-- ---- 3: a rare word tells more ----
best_word_hits as (
    select term, offer_id, max(points) as points from all_word_hits group by 1, 2
),
rarity as (
    select term, ln(1 + (select count(*) from offers_offer)::float / count(*)) as factor
    from best_word_hits group by 1
),
word_scores as (
    select h.offer_id, sum(h.points * r.factor) as score
    from best_word_hits h join rarity r using (term) group by 1
),
-- ---- 4: needs, from words and from whole sentences ----
phrases as (
    select code, max(share) as share from (
        select n.need_id as code, n.phrase,
               count(*) filter (where n.stem in (select stem from terms))::float / count(*)
               as share
        from offers_needword n
        where n.phrase > 0 and n.word <> all(%(small)s)
        group by n.need_id, n.phrase
    ) as sentences group by 1
),
need_scores as (
    select code, sum(points) as points from (
        select term, code, max(points) as points from all_need_hits group by 1, 2
        union all
        select '', code, 12 * share from phrases where share > 0.5
    ) as found group by 1
),
-- The first need of an offer is the one it is mostly there for.
places as (
    select offer_id, need_id, row_number() over (partition by offer_id order by position, id) as place
    from offers_offerneed
),
answering as (
    select p.offer_id, max(s.points * case p.place
               when 1 then 1.8 when 2 then 1.3 when 3 then 1.1 else 0.9 end) as score
    from need_scores s join places p on p.need_id = s.code group by 1
),
scores as (
    select offer_id, sum(score) as score from (
        select * from word_scores union all select * from answering
    ) as both_kinds group by 1
)
select offer_id, score, (select array_agg(code order by points desc, code) from need_scores)
from scores
where score >= %(least)s * (select max(score) from scores)
order by score desc, offer_id

-- Open items that could be parts of entries that no pair or triple explains.
-- Parameters: $most. Returns entry_key, entry_amount, round_units, item_key, amount; entries together, in an order that nothing but the data decides.
with

summed as (

    select distinct entry_key
    from intermediate.int_match_sums

),

matched as (

    select distinct item_key
    from intermediate.int_matches

)

select
    candidates.entry_key,
    candidates.entry_amount,
    candidates.round_units,
    candidates.item_key,
    candidates.amount
from intermediate.int_match_candidates as candidates
left join summed
    on candidates.entry_key = summed.entry_key
left join matched
    on candidates.item_key = matched.item_key
where summed.entry_key is null
    and matched.item_key is null
    and candidates.candidate_count <= $most
order by candidates.entry_key, candidates.amount, candidates.item_key;

-- What matching applies without a person beside the truth, from the relation `proposed` of sets found by search.
-- Parameters: $least, the confidence from which a rule applies. Returns one row per rule and one for all (rule null): rule, entries,
-- matched, right and true amounts in ten-thousandths.
with

claimed as (

    select
        proposed.*,
        count(*) over (partition by proposed.item_key) as claim_count
    from proposed

),

matches as (

    select
        entry_key,
        item_key,
        amount,
        rule
    from intermediate.int_matches
    union all
    select
        entry_key,
        item_key,
        amount,
        rule
    from claimed
    where claim_count = 1

),

applied as (

    select matches.*
    from matches
    inner join seeds.match_rules as rules
        on matches.rule = rules.rule
    where rules.prior_right_count >= $least * (rules.prior_right_count + rules.prior_wrong_count)

),

truth as (

    select
        entries.entry_key,
        cast(payments.invoice_number as ubigint) as item_key,
        payments.cents * 100 as amount
    from matching_payments as payments
    inner join matching_entries as drawn
        on payments.plan_number = drawn.plan_number
        and payments.entry_position = drawn.entry_position
    inner join intermediate.int_match_entries as entries
        on drawn.entry_id = entries.entry_id
    where drawn.is_paying

),

scored as (

    select
        applied.rule,
        applied.entry_key,
        applied.amount,
        least(applied.amount, coalesce(truth.amount, 0)) as right_amount
    from applied
    left join truth
        on applied.entry_key = truth.entry_key
        and applied.item_key = truth.item_key

),

total as (

    select cast(sum(truth.amount) as bigint) as true_amount
    from truth

)

select
    scored.rule,
    count(distinct scored.entry_key) as entry_count,
    cast(sum(scored.amount) as bigint) as matched_amount,
    cast(sum(scored.right_amount) as bigint) as right_amount,
    max(total.true_amount) as true_amount
from scored
cross join total
group by grouping sets ((scored.rule), ())
order by scored.rule nulls first

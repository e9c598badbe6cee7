{#
    One row per rule of matching: how often the ledger agreed, over all companies, and from that and what was known before, how
    sure it is. A match whose receipt the ledger has not applied is not compared.
#}

with

matches as (

    {{ all_matches() }}

),

receipts as (

    select * from {{ ref('int_match_receipts') }}

),

applications as (

    select * from {{ ref('int_receipt_applications') }}

),

applied as (

    select
        applications.receipt_key,
        count(*) as item_count
    from applications
    group by applications.receipt_key

),

compared as (

    select
        matches.rule,
        matches.entry_key,
        applied.receipt_key is not null as is_compared,
        applications.item_key is not null as is_right
    from matches
    left join receipts
        on matches.entry_key = receipts.entry_key
    left join applied
        on receipts.receipt_key = applied.receipt_key
    left join applications
        on receipts.receipt_key = applications.receipt_key
        and matches.item_key = applications.item_key

),

counted as (

    select
        compared.rule,
        count(*) as match_count,
        count(case when compared.is_compared and compared.is_right then 1 end) as right_count,
        count(case when compared.is_compared and not compared.is_right then 1 end) as wrong_count
    from compared
    group by compared.rule

),

policies as (

    select * from {{ ref('match_policy') }}
    where company_id = '*'

),

totals as (

    select
        rules.rule,
        cast(rules.position as integer) as position,
        cast(coalesce(counted.match_count, 0) as integer) as match_count,
        cast(coalesce(counted.right_count, 0) as integer) as right_count,
        cast(coalesce(counted.wrong_count, 0) as integer) as wrong_count,
        cast(rules.prior_right_count as integer) as prior_right_count,
        cast(rules.prior_wrong_count as integer) as prior_wrong_count,
        cast(coalesce(counted.right_count, 0) + rules.prior_right_count as decimal(18, 4))
            as favorable_count,
        cast(
            coalesce(counted.right_count, 0) + coalesce(counted.wrong_count, 0)
            + rules.prior_right_count + rules.prior_wrong_count as decimal(18, 4)
        ) as total_count
    from {{ ref('match_rules') }} as rules
    left join counted
        on rules.rule = counted.rule

),

rated as (

    select
        totals.*,
        case
            when totals.total_count = 0 then cast(1 as decimal(18, 8))
            else {{ ratio('totals.favorable_count', 'totals.total_count') }}
        end as confidence
    from totals

),

final as (

    select
        rated.rule,
        rated.position,
        rated.match_count,
        rated.right_count,
        rated.wrong_count,
        rated.prior_right_count,
        rated.prior_wrong_count,
        rated.confidence,
        rated.confidence >= cast(policies.automatic_from_confidence as decimal(18, 8))
            as is_automatic
    from rated
    cross join policies

)

select * from final

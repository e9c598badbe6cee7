{# One row per complete month, company and debtor_kind (customer; group: with its parent's family). #}

with

summed as (

    select
        shares.month_number,
        shares.company_id,
        shares.debtor_kind,
        cast(count(*) as integer) as debtor_count,
        max(case when shares.debtor_rank = 1 then shares.debtor_id end) as largest_debtor_id,
        {{ money_sum('shares.receivables_amount_base') }} as owed_amount_base,
        {{ money_sum('shares.receivables_amount_base', 'shares.debtor_rank <= 1') }}
            as top_1_amount_base,
        {{ money_sum('shares.receivables_amount_base', 'shares.debtor_rank <= 5') }}
            as top_5_amount_base,
        {{ money_sum('shares.receivables_amount_base', 'shares.debtor_rank <= 10') }}
            as top_10_amount_base,
        cast(
            sum(cast(shares.share_rate * shares.share_rate as decimal(38, 16))) as decimal(18, 8)
        ) as hhi_rate
    from {{ ref('int_concentration_shares') }} as shares
    group by shares.month_number, shares.company_id, shares.debtor_kind

),

final as (

    select
        months.month_end_date,
        summed.company_id,
        summed.debtor_kind,
        summed.debtor_count,
        summed.largest_debtor_id,
        summed.owed_amount_base,
        summed.hhi_rate,
        {{ ratio('summed.top_1_amount_base', 'summed.owed_amount_base') }} as top_1_rate,
        {{ ratio('summed.top_5_amount_base', 'summed.owed_amount_base') }} as top_5_rate,
        {{ ratio('summed.top_10_amount_base', 'summed.owed_amount_base') }} as top_10_rate
    from summed
    inner join {{ ref('int_month_ends') }} as months
        on summed.month_number = months.month_number

)

select * from final

{# One row per month of booking, company and currency: how much of the bank's money in is matched without a person, and how much of that wrongly. #}

with

money as (

    select
        comparison.*,
        {{ month_end(month_number('comparison.booking_date')) }} as month_end_date,
        coalesce(comparison.match_status, 'none') = 'automatic' as is_automatic,
        coalesce(comparison.match_status, 'none') = 'automatic'
        and comparison.comparison in ('agrees', 'ledger_says_otherwise') as is_compared
    from {{ ref('fct_bank_ledger_comparison') }} as comparison
    where comparison.entry_id is not null

),

sums as (

    select
        money.month_end_date,
        money.company_id,
        money.currency_code,
        cast(count(*) as integer) as entry_count,
        cast(count(case when money.is_automatic then 1 end) as integer) as automatic_entry_count,
        cast(count(case when money.is_compared then 1 end) as integer) as compared_entry_count,
        cast(count(case
            when money.is_compared and money.agreed_amount < money.matched_amount then 1
        end) as integer) as false_entry_count,
        {{ money_sum('money.money_amount') }} as entry_amount,
        {{ money_sum('money.matched_amount', 'money.is_automatic') }} as automatic_amount,
        {{ money_sum('money.matched_amount', 'money.is_compared') }} as compared_amount,
        {{ money_sum('money.matched_amount - money.agreed_amount', 'money.is_compared') }}
            as false_amount,
        {{ money_sum('money.unapplied_amount') }} as unapplied_amount
    from money
    group by money.month_end_date, money.company_id, money.currency_code

),

final as (

    select
        sums.*,
        {{ ratio('sums.automatic_entry_count', 'sums.entry_count') }} as automatic_entry_rate,
        {{ ratio('sums.automatic_amount', 'sums.entry_amount') }} as automatic_amount_rate,
        {{ ratio('sums.false_entry_count', 'sums.compared_entry_count') }} as false_entry_rate,
        {{ ratio('sums.false_amount', 'sums.compared_amount') }} as false_amount_rate,
        {{ ratio_null_reason('sums.false_amount', 'sums.compared_amount', 'compared_amount') }}
            as false_rate_null_reason
    from sums

)

select * from final

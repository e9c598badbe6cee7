-- Why days sales outstanding changed in the last whole month up to a day: opening, causes, closing.
-- Parameters: $company_id, $as_of_date
-- Returns: month_end_date, previous_month_end_date, position, cause (`opening`, `closing` or a cause), days (null: unknown)
with

bridge as (

    select *
    from marts.fct_dso_bridge_monthly
    where company_id = $company_id
        and month_end_date <= cast($as_of_date as date)
    order by month_end_date desc
    limit 1

),

causes as (

    select
        month_end_date,
        unnest(
            [
                { 'position': 0, 'cause': 'opening', 'days': opening_dso_days },
                { 'position': 1, 'cause': 'delinquency', 'days': delinquency_days },
                { 'position': 2, 'cause': 'terms', 'days': terms_days },
                { 'position': 3, 'cause': 'mix', 'days': mix_days },
                { 'position': 4, 'cause': 'sales_volume', 'days': sales_volume_days },
                { 'position': 5, 'cause': 'credit_notes', 'days': credit_notes_days },
                { 'position': 6, 'cause': 'disputes', 'days': disputes_days },
                { 'position': 7, 'cause': 'unapplied_cash', 'days': unapplied_cash_days },
                { 'position': 8, 'cause': 'exchange', 'days': exchange_days },
                { 'position': 9, 'cause': 'closing', 'days': closing_dso_days }
            ]
        ) as step
    from bridge

)

select
    month_end_date,
    cast(date_trunc('month', month_end_date) as date) - 1 as previous_month_end_date,
    step.position,
    step.cause,
    step.days
from causes
order by step.position

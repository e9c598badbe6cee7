{# One row per company, customer and pay-run calendar that holds a day of its payments, ranked. #}

with

days as (

    select * from {{ ref('int_payment_days') }}

),

pay_run_dates as (

    select * from {{ ref('int_pay_run_dates') }}

),

customers as (

    select
        company_id,
        customer_id,
        count(*) as payment_day_count
    from days
    group by company_id, customer_id

),

matched as (

    select
        days.company_id,
        days.customer_id,
        pay_run_dates.pay_run,
        pay_run_dates.chance_rate,
        count(*) as matched_day_count
    from days
    inner join pay_run_dates
        on days.calendar_country_code = pay_run_dates.country_code
        and days.pay_date = pay_run_dates.posting_date
    group by days.company_id, days.customer_id, pay_run_dates.pay_run, pay_run_dates.chance_rate

),

scored as (

    select
        matched.*,
        {{ ratio('matched.matched_day_count', 'customers.payment_day_count') }} as matched_rate
    from matched
    inner join customers
        on matched.company_id = customers.company_id
        and matched.customer_id = customers.customer_id

),

measured as (

    select
        scored.*,
        {{ ratio(
            '10000 * (scored.matched_rate - scored.chance_rate)',
            '10000 * (1 - scored.chance_rate)'
        ) }} as nearness_rate,
        -- the square of how many deviations beyond chance, per day: rarer calendars say more
        {{ ratio(
            '10000 * (scored.matched_rate - scored.chance_rate)'
            ~ ' * greatest(scored.matched_rate - scored.chance_rate, 0)',
            '10000 * scored.chance_rate * (1 - scored.chance_rate)'
        ) }} as deviation_square
    from scored

),

final as (

    select
        measured.company_id,
        measured.customer_id,
        measured.pay_run,
        measured.chance_rate,
        measured.matched_rate,
        measured.nearness_rate,
        measured.deviation_square,
        row_number() over (
            partition by measured.company_id, measured.customer_id
            order by measured.deviation_square desc, measured.pay_run asc
        ) as nearness_rank
    from measured

)

select * from final

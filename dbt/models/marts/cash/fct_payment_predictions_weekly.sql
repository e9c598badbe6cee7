{# One row per open debit and week of the forecast in which it may be paid: its chance, and its part of the line. #}

with

payment_weeks as (

    select * from {{ source('computed', 'payment_weeks') }}

),

weeks as (

    select * from {{ ref('int_forecast_weeks') }}

),

final as (

    select
        payment_weeks.company_id,
        payment_weeks.document_id,
        payment_weeks.instalment_number,
        {{ as_of_date() }} as as_of_date,
        payment_weeks.line,
        payment_weeks.week_number,
        weeks.week_start_date,
        payment_weeks.probability,
        payment_weeks.expected_amount_base
    from payment_weeks
    inner join weeks
        on payment_weeks.week_number = weeks.week_number

)

select * from final

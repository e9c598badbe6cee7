{# One row per month end, company and bucket: the loss then expected of what was open, and the loss. #}

with

outcomes as (

    select * from {{ ref('int_loss_outcomes') }}

),

rules as (

    select * from {{ ref('int_loss_rules') }}

),

rates as (

    select * from {{ ref('int_loss_rates') }}

),

expected as (

    select
        outcomes.month_number,
        outcomes.company_id,
        outcomes.aging_bucket_code,
        outcomes.exposure_amount_base,
        outcomes.actual_loss_amount_base,
        outcomes.last_due_month_number,
        {{ share_of(
            'outcomes.exposure_amount_base',
            'coalesce(segment_rates.loss_rate, company_rates.loss_rate)'
        ) }} as expected_loss_amount_base
    from outcomes
    left join rates as segment_rates
        on outcomes.month_number = segment_rates.month_number
        and outcomes.company_id = segment_rates.company_id
        and outcomes.segment = segment_rates.segment
        and outcomes.aging_bucket_code = segment_rates.aging_bucket_code
    left join rates as company_rates
        on outcomes.month_number = company_rates.month_number
        and outcomes.company_id = company_rates.company_id
        and company_rates.segment = '*'
        and outcomes.aging_bucket_code = company_rates.aging_bucket_code

),

summed as (

    select
        expected.month_number,
        expected.company_id,
        expected.aging_bucket_code,
        cast(sum(expected.exposure_amount_base) as decimal(38, 4)) as exposure_amount_base,
        case
            when count(expected.expected_loss_amount_base) = count(*)
                then cast(sum(expected.expected_loss_amount_base) as decimal(38, 4))
        end as expected_loss_amount_base,
        cast(sum(expected.actual_loss_amount_base) as decimal(38, 4)) as actual_loss_amount_base,
        max(expected.last_due_month_number) as last_due_month_number
    from expected
    group by expected.month_number, expected.company_id, expected.aging_bucket_code

),

final as (

    select
        {{ month_end('summed.month_number') }} as month_end_date,
        summed.company_id,
        summed.aging_bucket_code,
        summed.last_due_month_number < {{ last_month_number() }} - rules.vintage_until_months
            as is_judged,
        summed.exposure_amount_base,
        summed.expected_loss_amount_base,
        case
            when summed.expected_loss_amount_base is null then 'no_judged_vintage'
        end as expected_loss_amount_base_null_reason,
        summed.actual_loss_amount_base,
        cast(
            summed.actual_loss_amount_base - summed.expected_loss_amount_base as decimal(38, 4)
        ) as difference_amount_base
    from summed
    cross join rules

)

select * from final

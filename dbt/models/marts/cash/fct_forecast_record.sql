{# One row per company and weeks ahead (0: all thirteen): how far its past forecasts were from what came. #}

with

accuracy as (

    select * from {{ ref('fct_forecast_accuracy') }}

),

leads as (

    select
        company_id,
        lead_weeks,
        version_date,
        actual_amount_base,
        expected_amount_base,
        naive_amount_base,
        is_covered
    from accuracy

    union all

    select
        company_id,
        0 as lead_weeks,
        version_date,
        actual_amount_base,
        expected_amount_base,
        naive_amount_base,
        is_covered
    from accuracy

),

summed as (

    select
        company_id,
        lead_weeks,
        count(distinct version_date) as forecast_count,
        count(*) as week_count,
        {{ money_sum('actual_amount_base') }} as actual_amount_base,
        {{ money_sum('abs(expected_amount_base - actual_amount_base)') }} as error_amount_base,
        {{ money_sum('abs(naive_amount_base - actual_amount_base)') }} as naive_error_amount_base,
        {{ money_sum('expected_amount_base - actual_amount_base') }} as bias_amount_base,
        cast(count(case when is_covered then 1 end) as decimal(18, 4)) as covered_count,
        cast(count(is_covered) as decimal(18, 4)) as banded_count
    from leads
    group by company_id, lead_weeks

),

final as (

    select
        company_id,
        lead_weeks,
        cast(forecast_count as integer) as forecast_count,
        cast(week_count as integer) as week_count,
        actual_amount_base,
        error_amount_base,
        naive_error_amount_base,
        bias_amount_base,
        {{ ratio('error_amount_base', 'actual_amount_base') }} as wape_rate,
        {{ ratio('naive_error_amount_base', 'actual_amount_base') }} as naive_wape_rate,
        {{ ratio('bias_amount_base', 'actual_amount_base') }} as bias_rate,
        {{ ratio('covered_count', 'banded_count') }} as coverage_rate,
        naive_error_amount_base < error_amount_base as is_naive_better,
        {{ ratio_null_reason('error_amount_base', 'actual_amount_base', 'receipts') }}
            as wape_rate_null_reason,
        {{ ratio_null_reason('covered_count', 'banded_count', 'bands') }}
            as coverage_rate_null_reason
    from summed

)

select * from final

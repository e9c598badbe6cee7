{# One row per company, day of a past forecast and week ahead that has ended: what was expected, and what came. #}

with

records as (

    select * from {{ source('computed', 'forecast_records') }}

),

final as (

    select
        version_date,
        lead_weeks,
        company_id,
        true as is_made_again,
        {{ add_days('version_date', '7 * (lead_weeks - 1) + 1') }} as week_start_date,
        actual_amount_base,
        expected_amount_base,
        p10_amount_base,
        p50_amount_base,
        p90_amount_base,
        naive_amount_base,
        last_year_amount_base,
        case
            when p10_amount_base is not null
                then actual_amount_base >= p10_amount_base
                    and actual_amount_base <= p90_amount_base
        end as is_covered,
        case when p10_amount_base is null then 'too_few_payments' end
            as p10_amount_base_null_reason,
        case when last_year_amount_base is null then 'too_little_history' end
            as last_year_amount_base_null_reason
    from records

)

select * from final

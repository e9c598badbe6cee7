{# One row per company, segment and bucket with open debits at the as-of date. #}

with

exposures as (

    select
        company_id,
        segment,
        aging_bucket_code,
        cast(sum(open_amount_base) as decimal(38, 4)) as exposure_amount_base
    from {{ ref('fct_open_items') }}
    where aging_bucket_code <> 'unapplied'
    group by company_id, segment, aging_bucket_code

),

rates as (

    select * from {{ ref('int_loss_rates') }}
    where month_number = {{ last_month_number() }}

),

overlays as (

    select * from {{ ref('credit_loss_overlays') }}
    where from_date <= {{ as_of_date() }}
        and {{ as_of_date() }} < until_date

),

overlaid as (

    select
        exposures.company_id,
        exposures.segment,
        exposures.aging_bucket_code,
        exposures.exposure_amount_base,
        cast(coalesce(sum(overlays.rate_change), 0) as decimal(18, 8)) as overlay_rate_change
    from exposures
    left join overlays
        on overlays.company_id in ('*', exposures.company_id)
        and overlays.segment in ('*', exposures.segment)
        and overlays.aging_bucket_code in ('*', exposures.aging_bucket_code)
    group by
        exposures.company_id,
        exposures.segment,
        exposures.aging_bucket_code,
        exposures.exposure_amount_base

),

rated as (

    select
        overlaid.*,
        case
            when segment_rates.loss_rate is not null then 'segment'
            when company_rates.loss_rate is not null then 'company'
        end as loss_rate_source,
        coalesce(segment_rates.loss_rate, company_rates.loss_rate) as loss_rate,
        coalesce(segment_rates.reached_amount_base, company_rates.reached_amount_base)
            as reached_amount_base,
        coalesce(segment_rates.lost_amount_base, company_rates.lost_amount_base)
            as lost_amount_base
    from overlaid
    left join rates as segment_rates
        on overlaid.company_id = segment_rates.company_id
        and overlaid.segment = segment_rates.segment
        and overlaid.aging_bucket_code = segment_rates.aging_bucket_code
        and segment_rates.loss_rate is not null
    left join rates as company_rates
        on overlaid.company_id = company_rates.company_id
        and company_rates.segment = '*'
        and overlaid.aging_bucket_code = company_rates.aging_bucket_code

),

provided as (

    select
        rated.*,
        {{ share_of('rated.exposure_amount_base', 'rated.loss_rate') }}
            as observed_loss_amount_base
    from rated

),

final as (

    select
        {{ as_of_date() }} as as_of_date,
        provided.company_id,
        provided.segment,
        provided.aging_bucket_code,
        provided.exposure_amount_base,
        provided.reached_amount_base,
        provided.lost_amount_base,
        provided.loss_rate,
        provided.loss_rate_source,
        case
            when provided.loss_rate is null then 'no_judged_vintage'
        end as loss_rate_null_reason,
        provided.overlay_rate_change,
        provided.observed_loss_amount_base,
        {{ share_of('provided.observed_loss_amount_base', 'provided.overlay_rate_change') }}
            as overlay_amount_base,
        cast(
            provided.observed_loss_amount_base
            + {{ share_of('provided.observed_loss_amount_base', 'provided.overlay_rate_change') }}
            as decimal(38, 4)
        ) as provision_amount_base
    from provided

)

select * from final

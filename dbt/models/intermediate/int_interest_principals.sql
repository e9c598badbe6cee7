{# One row per late item and stretch of days of default: what was open, and what of it was disputed. #}

with

residuals as (

    select
        stretches.document_key,
        stretches.instalment_number,
        stretches.from_date,
        stretches.until_date,
        sum(slices.amount) as residual_amount
    from {{ ref('int_interest_stretches') }} as stretches
    inner join {{ ref('int_slices') }} as slices
        on stretches.document_key = slices.document_key
        and stretches.instalment_number = slices.instalment_number
        and stretches.from_date <= slices.close_date
    group by
        stretches.document_key,
        stretches.instalment_number,
        stretches.from_date,
        stretches.until_date

),

contested as (

    select
        residuals.document_key,
        residuals.instalment_number,
        residuals.from_date,
        sum(disputes.disputed_amount) as disputed_amount
    from residuals
    inner join {{ ref('int_interest_disputes') }} as disputes
        on residuals.document_key = disputes.document_key
        and residuals.instalment_number = disputes.instalment_number
        and residuals.from_date >= disputes.opened_date
        and residuals.from_date < disputes.resolved_date
    group by residuals.document_key, residuals.instalment_number, residuals.from_date

),

final as (

    select
        residuals.document_key,
        residuals.instalment_number,
        residuals.from_date,
        residuals.until_date,
        cast(residuals.residual_amount as decimal(18, 4)) as residual_amount,
        cast(
            least(coalesce(contested.disputed_amount, 0), residuals.residual_amount)
            as decimal(18, 4)
        ) as disputed_amount
    from residuals
    left join contested
        on residuals.document_key = contested.document_key
        and residuals.instalment_number = contested.instalment_number
        and residuals.from_date = contested.from_date

)

select * from final

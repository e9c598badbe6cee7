{# One row per open debit: when it will be paid, as known at the as-of date. #}

with

predictions as (

    select * from {{ source('computed', 'payment_predictions') }}

),

final as (

    select
        predictions.company_id,
        predictions.document_id,
        predictions.instalment_number,
        {{ as_of_date() }} as as_of_date,
        predictions.p10_date,
        predictions.p50_date,
        predictions.p90_date,
        predictions.late_probability,
        predictions.never_probability,
        predictions.method,
        predictions.paid_count,
        predictions.reasons,
        case when predictions.method = 'due_date' then 'too_few_payments' end
            as probability_null_reason,
        case
            when predictions.method = 'due_date' then 'too_few_payments'
            when predictions.p90_date is null then 'more_than_a_year_ahead'
        end as p90_date_null_reason
    from predictions

)

select * from final

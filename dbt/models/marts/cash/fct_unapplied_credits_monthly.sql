{# One row per complete month end, company, customer, currency, document type and age of open credits. #}

with

credits as (

    select
        slices.month_end_date,
        slices.company_id,
        slices.customer_id,
        slices.currency_code,
        slices.document_type,
        slices.posting_date,
        slices.amount,
        slices.amount_base,
        {{ days_between('slices.posting_date', 'slices.month_end_date') }} as age_days
    from {{ ref('int_month_slices') }} as slices
    where slices.item_sign = -1

),

aged as (

    select
        credits.month_end_date,
        credits.company_id,
        credits.customer_id,
        credits.currency_code,
        credits.document_type,
        ages.age_band,
        {{ money_sum('credits.amount') }} as unapplied_amount,
        {{ money_sum('credits.amount_base') }} as unapplied_amount_base,
        {{ money_sum('cast(-credits.amount * credits.age_days as decimal(38, 4))') }}
            as aged_amount,
        min(credits.posting_date) as oldest_posting_date
    from credits
    inner join {{ ref('credit_ages') }} as ages
        on credits.age_days >= ages.from_days
        and credits.age_days < ages.until_days
    group by
        credits.month_end_date,
        credits.company_id,
        credits.customer_id,
        credits.currency_code,
        credits.document_type,
        ages.age_band

),

sized as (

    select
        *,
        cast(-unapplied_amount as decimal(38, 4)) as size_amount
    from aged
    where unapplied_amount <> 0

),

final as (

    select
        month_end_date,
        company_id,
        customer_id,
        currency_code,
        document_type,
        age_band,
        unapplied_amount,
        unapplied_amount_base,
        oldest_posting_date,
        {{ ratio('aged_amount', 'size_amount') }} as weighted_age_days
    from sized

)

select * from final

{# One row per company, and '*' for all of them: opening cash, minimum cash, and what is missing. #}

with

openings as (

    select * from {{ ref('int_cash_openings') }}

),

plans as (

    select
        company_id,
        count(*) - count(amount_base) as unconverted_count
    from {{ ref('int_cash_disbursements_weekly') }}
    group by company_id

),

minimums as (

    select * from {{ ref('minimum_cash') }}

),

planless as (

    select count(*) as company_count
    from {{ ref('int_companies') }} as companies
    left join plans
        on companies.company_id = plans.company_id
    where plans.company_id is null

),

final as (

    select
        openings.company_id,
        openings.currency_code,
        openings.opening_balance_date,
        openings.opening_null_reason,
        openings.opening_amount_base,
        case
            when plans.company_id is null then 'no_cash_plan'
            when openings.company_id = '*' and planless.company_count > 0
                then 'incomplete_companies'
            when plans.unconverted_count > 0 then 'missing_rate'
        end as plan_null_reason,
        -- a company without a row of its own has no minimum
        cast(coalesce(minimums.minimum_amount_base, 0) as decimal(38, 4)) as minimum_amount_base
    from openings
    cross join planless
    left join plans
        on openings.company_id = plans.company_id
    left join minimums
        on openings.company_id = minimums.company_id

)

select * from final

{#
    One row per company, and '*' for all in the reporting currency: cash in the bank at the as-of date,
    the day of its oldest statement and what is missing where it is unknown.
#}

with

companies as (

    select
        companies.company_id,
        companies.base_currency_code as currency_code,
        reporting_currency.reporting_currency_code
    from {{ ref('int_companies') }} as companies
    cross join {{ ref('reporting_currency') }} as reporting_currency

),

rates as (

    select * from {{ ref('int_cash_rates') }}

),

converted as (

    select
        companies.company_id,
        accounts.balance_date,
        accounts.amount is null as is_unstated,
        {{ cash_amount('accounts.amount', 'rates') }} as amount_base
    from companies
    inner join {{ ref('int_cash_accounts') }} as accounts
        on companies.company_id = accounts.company_id
    left join rates
        on accounts.currency_code = rates.from_code
        and companies.currency_code = rates.to_code

),

summed as (

    select
        companies.company_id,
        companies.currency_code,
        companies.reporting_currency_code,
        min(converted.balance_date) as opening_balance_date,
        case
            when count(converted.company_id) = 0 then 'no_bank_account'
            when bool_or(converted.is_unstated) then 'no_bank_balance'
            when count(converted.amount_base) < count(converted.company_id) then 'missing_rate'
        end as opening_null_reason,
        cast(sum(converted.amount_base) as decimal(38, 4)) as amount_base
    from companies
    left join converted
        on companies.company_id = converted.company_id
    group by
        companies.company_id, companies.currency_code, companies.reporting_currency_code

),

own as (

    select
        company_id,
        currency_code,
        reporting_currency_code,
        opening_balance_date,
        opening_null_reason,
        case when opening_null_reason is null then amount_base end as opening_amount_base
    from summed

),

consolidated as (

    select
        own.reporting_currency_code,
        min(own.opening_balance_date) as opening_balance_date,
        count(*) as company_count,
        count({{ cash_amount('own.opening_amount_base', 'rates') }}) as converted_count,
        cast(sum({{ cash_amount('own.opening_amount_base', 'rates') }}) as decimal(38, 4)) as amount
    from own
    left join rates
        on own.currency_code = rates.from_code
        and own.reporting_currency_code = rates.to_code
    group by own.reporting_currency_code

),

final as (

    select
        company_id,
        currency_code,
        opening_balance_date,
        opening_null_reason,
        opening_amount_base
    from own

    union all

    select
        '*' as company_id,
        reporting_currency_code as currency_code,
        opening_balance_date,
        case when converted_count < company_count then 'incomplete_companies' end
            as opening_null_reason,
        case when converted_count = company_count then amount end as opening_amount_base
    from consolidated

)

select * from final

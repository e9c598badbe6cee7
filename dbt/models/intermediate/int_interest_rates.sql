{#
    One row per company, currency and stretch of days with one rate of default interest: a company's own
    contract before its country's law.
#}

with

rates as (

    select
        companies.company_id,
        currencies.currency_code,
        rates.valid_from,
        rates.valid_until,
        rates.annual_percent,
        rates.days_in_year,
        rates.source,
        rates.company_id <> '*' as is_contract,
        rates.currency_code <> '*' as is_of_currency
    from {{ ref('default_interest_rates') }} as rates
    inner join {{ ref('int_companies') }} as companies
        on rates.country_code = companies.country_code
        and (rates.company_id = '*' or rates.company_id = companies.company_id)
    cross join {{ ref('currencies') }} as currencies
    where rates.currency_code = '*' or rates.currency_code = currencies.currency_code

),

edges as (

    select
        company_id,
        currency_code,
        valid_from as from_date
    from rates

    union

    select
        company_id,
        currency_code,
        {{ add_days('valid_until', 1) }} as from_date
    from rates
    where valid_until < {{ never_date() }}

),

stretches as (

    select
        company_id,
        currency_code,
        from_date,
        coalesce(
            lead(from_date) over (partition by company_id, currency_code order by from_date asc),
            {{ never_date() }}
        ) as until_date
    from edges

),

ranked as (

    select
        stretches.company_id,
        stretches.currency_code,
        stretches.from_date,
        stretches.until_date,
        rates.annual_percent,
        rates.days_in_year,
        rates.source,
        row_number() over (
            partition by stretches.company_id, stretches.currency_code, stretches.from_date
            order by rates.is_contract desc, rates.is_of_currency desc, rates.valid_from desc
        ) as preference
    from stretches
    inner join rates
        on stretches.company_id = rates.company_id
        and stretches.currency_code = rates.currency_code
        and stretches.from_date between rates.valid_from and rates.valid_until

),

final as (

    select
        company_id,
        currency_code,
        from_date,
        until_date,
        annual_percent,
        days_in_year,
        source
    from ranked
    where preference = 1

)

select * from final

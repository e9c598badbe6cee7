{# One row per company and currency of its documents, with the number by which the ledger joins it; the numbers follow the order of the names. #}

with

named as (

    select distinct
        company_id,
        currency_code
    from {{ ref('int_documents_unioned') }}

),

final as (

    select
        cast(
            row_number() over (order by named.company_id, named.currency_code) as smallint
        ) as book_number,
        named.company_id,
        named.currency_code,
        cast(
            cast({{ power_of_ten('4 - currencies.minor_unit_digits') }} as decimal(5, 0))
            * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)
        ) as minor_unit_amount,
        companies.base_currency_code,
        companies.base_minor_unit_digits,
        coalesce(named.currency_code <> companies.base_currency_code, true) as is_foreign
    from named
    left join {{ ref('int_companies') }} as companies
        on named.company_id = companies.company_id
    left join {{ ref('currencies') }} as currencies
        on named.currency_code = currencies.currency_code

)

select * from final

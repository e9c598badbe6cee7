{# One row per late item and charge that its jurisdiction adds once, besides interest. #}

with

items as (

    select * from {{ ref('int_late_items') }}

),

charges as (

    select * from {{ ref('default_interest_charges') }}

),

final as (

    select
        items.company_id,
        items.customer_id,
        items.document_id,
        items.instalment_number,
        items.document_number,
        charges.charge_code,
        items.default_date as charge_date,
        items.default_amount as unpaid_amount,
        charges.charge_currency_code as currency_code,
        coalesce(
            charges.fixed_amount,
            cast(
                cast({{ divide_half_away(
                    scaled_integer('items.default_amount', 4)
                    ~ ' * ' ~ scaled_integer('charges.unpaid_percent', 4),
                    '1000000 * ' ~ power_of_ten('4 - currencies.minor_unit_digits')
                ) }} * {{ power_of_ten('4 - currencies.minor_unit_digits') }} as decimal(38, 0))
                * cast(0.0001 as decimal(5, 4)) as decimal(18, 4)
            )
        ) as charge_amount,
        charges.source as charge_source
    from items
    inner join charges
        on items.country_code = charges.country_code
        and items.default_date >= charges.valid_from
        and (
            charges.item_currency_code = '*'
            or items.currency_code = charges.item_currency_code
        )
    inner join {{ ref('currencies') }} as currencies
        on charges.charge_currency_code = currencies.currency_code

)

select * from final

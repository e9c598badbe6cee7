{# One row per foreign item version and interval of knowledge: base = balance × numerator ÷ denominator, in minor units. #}

with

items as (

    select * from {{ ref('int_item_versions') }}
    where is_foreign
        and has_balance
        and base_currency_code is not null

),

rates as (

    select * from {{ ref('int_fx_rate_timelines') }}

),

stated as (

    select
        items.document_key,
        items.instalment_number,
        {{ scaled_integer('items.stated_amount_base', 4) }} as numerator,
        {{ scaled_integer('items.amount', 4) }}
        * {{ power_of_ten('4 - items.base_minor_unit_digits') }} as denominator,
        {{ power_of_ten('4 - items.base_minor_unit_digits') }} as minor_units,
        items.known_from,
        items.known_until
    from items
    where items.stated_amount_base is not null

),

converted as (

    select
        items.document_key,
        items.instalment_number,
        case
            when rates.is_inverse then {{ power_of_ten('8') }}
            else {{ scaled_integer('rates.rate', 8) }}
        end as numerator,
        case
            when
                rates.is_inverse
                then {{ scaled_integer('rates.rate', 8) }}
                    * {{ power_of_ten('4 - items.base_minor_unit_digits') }}
            else {{ power_of_ten('12 - items.base_minor_unit_digits') }}
        end as denominator,
        {{ power_of_ten('4 - items.base_minor_unit_digits') }} as minor_units,
        greatest(items.known_from, rates.known_from) as known_from,
        least(items.known_until, rates.known_until) as known_until
    from items
    inner join rates
        on items.currency_code = rates.currency_code
        and items.base_currency_code = rates.base_currency_code
        and items.posting_date = rates.posting_date
        and items.known_from < rates.known_until
        and items.known_until > rates.known_from
    where items.stated_amount_base is null

),

final as (

    select * from stated
    union all
    select * from converted

)

select * from final

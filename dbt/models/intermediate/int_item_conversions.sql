{# One row per foreign item version and interval of knowledge: base = balance × numerator ÷ denominator, in minor units; and that of its whole amount. #}

with

books as (

    select
        book_number,
        currency_code,
        base_currency_code,
        {{ power_of_ten('4 - base_minor_unit_digits') }} as minor_units
    from {{ ref('int_books') }}
    where is_foreign
        and base_currency_code is not null

),

items as (

    select
        items.*,
        books.minor_units
    from {{ ref('int_item_terms') }} as items
    inner join books
        on items.book_number = books.book_number
    where items.has_balance

),

rates as (

    select
        books.book_number,
        rates.posting_date,
        case
            when rates.is_inverse then {{ power_of_ten('8') }}
            else {{ scaled_integer('rates.rate', 8) }}
        end as numerator,
        case
            when rates.is_inverse then {{ scaled_integer('rates.rate', 8) }} * books.minor_units
            else {{ power_of_ten('8') }} * books.minor_units
        end as denominator,
        rates.known_from,
        rates.known_until
    from {{ ref('int_fx_rate_timelines') }} as rates
    inner join books
        on rates.currency_code = books.currency_code
        and rates.base_currency_code = books.base_currency_code

),

stated as (

    select
        items.document_key,
        items.instalment_number,
        cast(items.item_sign * items.amount as decimal(18, 4)) as opening_amount,
        {{ scaled_integer('items.stated_amount_base', 4) }} as numerator,
        {{ scaled_integer('items.amount', 4) }} * items.minor_units as denominator,
        items.minor_units,
        items.known_from,
        items.known_until
    from items
    where items.stated_amount_base is not null

),

converted as (

    select
        items.document_key,
        items.instalment_number,
        cast(items.item_sign * items.amount as decimal(18, 4)) as opening_amount,
        rates.numerator,
        rates.denominator,
        items.minor_units,
        greatest(items.known_from, rates.known_from) as known_from,
        least(items.known_until, rates.known_until) as known_until
    from items
    inner join rates
        on items.book_number = rates.book_number
        and items.posting_date = rates.posting_date
        and items.known_from < rates.known_until
        and items.known_until > rates.known_from
    where items.stated_amount_base is null

),

conversions as (

    select * from stated
    union all
    select * from converted

),

final as (

    select
        conversions.document_key,
        conversions.instalment_number,
        conversions.numerator,
        conversions.denominator,
        conversions.minor_units,
        conversions.opening_amount,
        {{ base_of_conversion('conversions.opening_amount', 'conversions') }}
            as opening_amount_base,
        conversions.known_from,
        conversions.known_until
    from conversions

)

select * from final

{#
    One row per late item and stretch of days of default on which nothing changes: no payment on the day
    before (the day of payment still counts), no dispute opened or resolved, no other rate.
#}

with

items as (

    select * from {{ ref('int_late_items') }}

),

pieces as (

    select
        items.document_key,
        items.instalment_number,
        slices.close_date
    from items
    inner join {{ ref('int_slices') }} as slices
        on items.document_key = slices.document_key
        and items.instalment_number = slices.instalment_number
        and items.default_date <= slices.close_date

),

starts as (

    select
        document_key,
        instalment_number,
        default_date as from_date
    from items

    union

    select
        document_key,
        instalment_number,
        {{ add_days('close_date', 1) }} as from_date
    from pieces

    union

    select
        document_key,
        instalment_number,
        opened_date as from_date
    from {{ ref('int_interest_disputes') }}

    union

    select
        document_key,
        instalment_number,
        resolved_date as from_date
    from {{ ref('int_interest_disputes') }}

    union

    select
        items.document_key,
        items.instalment_number,
        rates.from_date
    from items
    inner join {{ ref('int_interest_rates') }} as rates
        on items.company_id = rates.company_id
        and items.currency_code = rates.currency_code
        and rates.from_date between items.default_date and items.last_date

    union

    select
        items.document_key,
        items.instalment_number,
        rates.until_date as from_date
    from items
    inner join {{ ref('int_interest_rates') }} as rates
        on items.company_id = rates.company_id
        and items.currency_code = rates.currency_code
        and rates.until_date between items.default_date and items.last_date

),

final as (

    select
        items.document_key,
        items.instalment_number,
        starts.from_date,
        coalesce(
            lead(starts.from_date) over (
                partition by items.document_key, items.instalment_number
                order by starts.from_date asc
            ),
            {{ add_days('items.last_date', 1) }}
        ) as until_date
    from items
    inner join starts
        on items.document_key = starts.document_key
        and items.instalment_number = starts.instalment_number
        and starts.from_date between items.default_date and items.last_date

)

select * from final

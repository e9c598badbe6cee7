{# One row per credit of a clearing that names its invoice, and the part of the invoice that it closes. #}

with

members as (

    select * from {{ ref('stg_erp__clearing_members') }}

),

debits as (

    select
        members.group_key || '|' || split_part(members.document_id, '/', 1) as group_key,
        members.group_key as clearing_key,
        members.place,
        members.amount
    from members
    where members.item_sign = 1

),

credits as (

    select
        members.group_key || '|' || members.referred_number as group_key,
        members.place,
        members.amount
    from members
    where members.item_sign = -1
        and members.referred_number is not null

),

parts as (

    {{ overlaps('debits', 'credits') }}

),

final as (

    select
        debits.clearing_key as group_key,
        parts.debit_place,
        parts.credit_place,
        parts.is_last_of_debit,
        parts.amount
    from parts
    inner join debits
        on parts.group_key = debits.group_key
        and parts.debit_place = debits.place

)

select * from final

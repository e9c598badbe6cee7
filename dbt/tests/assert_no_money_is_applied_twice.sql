{# No bank entry pays more than it is, and no open item takes more than it can. #}

with

matches as (

    select * from {{ ref('fct_bank_matches') }}

),

entries as (

    select
        matches.bank_account_id as holder_id,
        matches.entry_id as part_id,
        max(matches.entry_amount) as held_amount,
        sum(matches.matched_amount) as matched_amount
    from matches
    group by matches.bank_account_id, matches.entry_id

),

items as (

    select
        matches.company_id || '|' || matches.document_id as holder_id,
        cast(matches.instalment_number as varchar) as part_id,
        max(matches.item_amount) as held_amount,
        sum(matches.matched_amount) as matched_amount
    from matches
    group by matches.company_id, matches.document_id, matches.instalment_number

),

both_sides as (

    select * from entries
    union all
    select * from items

),

wrong_signs as (

    select
        matches.bank_account_id as holder_id,
        matches.entry_id as part_id,
        matches.entry_amount as held_amount,
        matches.matched_amount
    from matches
    where matches.matched_amount <= 0

),

final as (

    select * from both_sides
    where matched_amount > held_amount
    union all
    select * from wrong_signs

)

select * from final

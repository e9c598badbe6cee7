{# One row per bank entry and open item that it pays, by one rule; no entry pays more than it is, no item takes more than it is. #}

with

matches as (

    {{ all_matches() }}

),

entries as (

    select * from {{ ref('int_match_entries') }}

),

items as (

    select * from {{ ref('int_match_items') }}

),

policies as (

    select * from {{ ref('match_policy') }}

),

every as (

    select * from policies
    where company_id = '*'

),

rivals as (

    select
        amounts.entry_key,
        max(amounts.candidate_count) - 1 as rival_count
    from {{ ref('int_match_amounts') }} as amounts
    group by amounts.entry_key

),

measured as (

    select
        matches.*,
        cast(sum(matches.amount) over (partition by matches.entry_key) as bigint)
            as entry_matched_amount,
        cast(sum(matches.amount) over (partition by matches.item_key) as bigint)
            as item_matched_amount
    from matches

),

differing as (

    -- What is left of the item where the entry pays a part; what is left of the entry where it pays more.
    select
        measured.*,
        items.company_id,
        items.currency_code,
        items.amount as item_amount,
        case
            when measured.rule = 'reference_part' then items.amount - measured.item_matched_amount
            when measured.rule = 'reference_and_more'
                then measured.entry_matched_amount - entries.amount
            else 0
        end as difference_units
    from measured
    inner join entries
        on measured.entry_key = entries.entry_key
    inner join items
        on measured.item_key = items.item_key

),

tolerated as (

    {{ tolerated_differences('differing') }}

),

final as (

    select
        -- keys
        entries.bank_account_id,
        entries.entry_id,
        entries.company_id,
        items.document_id,
        items.instalment_number,

        -- codes and text
        items.customer_id,
        entries.currency_code,
        differing.rule,
        rules.confidence,
        case
            when
                rules.confidence
                >= coalesce(own.automatic_from_confidence, every.automatic_from_confidence)
                then 'automatic'
            else 'proposed'
        end as status,
        records.reference as evidence,
        cast(coalesce(rivals.rival_count, 0) as integer) as rival_count,
        differing.expected_coincidence_count,
        case
            when tolerated.difference_type is not null then tolerated.difference_type
            when differing.difference_units > 0 then 'part_payment'
            when differing.difference_units < 0 then 'overpayment'
        end as difference_type,

        -- amounts
        {{ amount_of_units('differing.amount') }} as matched_amount,
        {{ amount_of_units('entries.amount') }} as entry_amount,
        {{ amount_of_units('differing.item_amount') }} as item_amount,
        {{ amount_of_units('differing.difference_units') }} as difference_amount,

        -- dates
        entries.booking_date,
        items.due_date,

        -- provenance
        records.file_hash,
        records.record_number
    from differing
    inner join entries
        on differing.entry_key = entries.entry_key
    inner join {{ ref('int_bank_entries') }} as records
        on entries.bank_account_id = records.bank_account_id
        and entries.entry_id = records.entry_id
    inner join items
        on differing.item_key = items.item_key
    inner join {{ ref('fct_match_rules') }} as rules
        on differing.rule = rules.rule
    left join tolerated
        on differing.entry_key = tolerated.entry_key
        and differing.item_key = tolerated.item_key
    left join rivals
        on differing.entry_key = rivals.entry_key
    left join policies as own
        on entries.company_id = own.company_id
    cross join every

)

select * from final

{# What the matches pay is what the comparison says they pay, and no currency of a receipt stands in two rows of it. #}

with

matches as (

    select
        matches.company_id,
        sum(matches.matched_amount) as matched_amount
    from {{ ref('fct_bank_matches') }} as matches
    group by matches.company_id

),

compared as (

    select
        comparison.company_id,
        sum(comparison.matched_amount) as matched_amount,
        count(comparison.receipt_document_id)
        - count(distinct comparison.receipt_document_id || ' ' || comparison.currency_code)
            as repeated_count
    from {{ ref('fct_bank_ledger_comparison') }} as comparison
    group by comparison.company_id

),

final as (

    select
        compared.company_id,
        compared.matched_amount,
        compared.repeated_count
    from compared
    left join matches
        on compared.company_id = matches.company_id
    where compared.matched_amount <> coalesce(matches.matched_amount, 0)
        or compared.repeated_count > 0

)

select * from final

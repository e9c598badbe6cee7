{# One row per company and day on which the count of open items without a rate changes. #}

with

slices as (

    select * from {{ ref('int_slices') }}
    where amount_base is null

),

steps as (

    select
        company_id,
        document_key,
        instalment_number,
        posting_date as effective_date,
        amount
    from slices

    union all

    select
        company_id,
        document_key,
        instalment_number,
        close_date as effective_date,
        -amount as amount
    from slices
    where close_date < {{ never_date() }}

),

movements as (

    select
        company_id,
        document_key,
        instalment_number,
        effective_date,
        sum(amount) as amount
    from steps
    group by company_id, document_key, instalment_number, effective_date

),

balances as (

    select
        movements.company_id,
        movements.document_key,
        movements.instalment_number,
        movements.effective_date,
        case
            when sum(movements.amount)
                    over (
                        partition by
                            movements.company_id,
                            movements.document_key,
                            movements.instalment_number
                        order by movements.effective_date
                        rows between unbounded preceding and current row
                    )
                <> 0 then 1
            else 0
        end as open_count
    from movements

),

changes as (

    select
        balances.company_id,
        balances.effective_date,
        balances.open_count - lag(balances.open_count, 1, 0) over (
            partition by balances.document_key, balances.instalment_number
            order by balances.effective_date
        ) as open_count
    from balances

),

final as (

    select
        changes.company_id,
        changes.effective_date as balance_date,
        cast(sum(changes.open_count) as integer) as unconverted_item_count
    from changes
    where changes.effective_date <= {{ as_of_date() }}
    group by changes.company_id, changes.effective_date

)

select * from final

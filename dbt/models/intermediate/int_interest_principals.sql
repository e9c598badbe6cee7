{#
    One row per late item and stretch of days of default with one undisputed residual and one rate. The
    day of payment still counts; a dispute upheld or undecided takes its amount out while it stands
    (of a document in instalments, whole), one rejected by the as-of date takes out nothing.
#}

with

items as (

    select * from {{ ref('int_late_items') }}

),

pieces as (

    select
        items.document_key,
        items.instalment_number,
        slices.close_date,
        slices.amount
    from items
    inner join {{ ref('int_slices') }} as slices
        on items.document_key = slices.document_key
        and items.instalment_number = slices.instalment_number
        and items.default_date <= slices.close_date

),

instalments as (

    select
        document_key,
        count(*) as instalment_count
    from {{ ref('int_items') }}
    where has_balance
    group by document_key

),

disputes as (

    select
        items.document_key,
        items.instalment_number,
        disputes.opened_date,
        case
            when disputes.resolved_date <= {{ as_of_date() }} then disputes.resolved_date
            else {{ never_date() }}
        end as resolved_date,
        case
            when instalments.instalment_count > 1 then items.default_amount
            else coalesce(disputes.amount, items.default_amount)
        end as disputed_amount
    from items
    inner join {{ ref('int_disputes') }} as disputes
        on items.company_id = disputes.company_id
        and items.document_id = disputes.document_id
        and items.last_date >= disputes.opened_date
    inner join instalments
        on items.document_key = instalments.document_key
    where not (
        disputes.resolved_date <= {{ as_of_date() }}
        and disputes.outcome is not distinct from 'invalid'
    )

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
    where close_date < {{ as_of_date() }}

    union

    select
        document_key,
        instalment_number,
        opened_date as from_date
    from disputes

    union

    select
        document_key,
        instalment_number,
        resolved_date as from_date
    from disputes

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

stretches as (

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

),

residuals as (

    select
        stretches.document_key,
        stretches.instalment_number,
        stretches.from_date,
        stretches.until_date,
        sum(pieces.amount) as residual_amount
    from stretches
    inner join pieces
        on stretches.document_key = pieces.document_key
        and stretches.instalment_number = pieces.instalment_number
        and stretches.from_date <= pieces.close_date
    group by
        stretches.document_key,
        stretches.instalment_number,
        stretches.from_date,
        stretches.until_date

),

contested as (

    select
        residuals.document_key,
        residuals.instalment_number,
        residuals.from_date,
        sum(disputes.disputed_amount) as disputed_amount
    from residuals
    inner join disputes
        on residuals.document_key = disputes.document_key
        and residuals.instalment_number = disputes.instalment_number
        and residuals.from_date >= disputes.opened_date
        and residuals.from_date < disputes.resolved_date
    group by residuals.document_key, residuals.instalment_number, residuals.from_date

),

final as (

    select
        residuals.document_key,
        residuals.instalment_number,
        residuals.from_date,
        residuals.until_date,
        cast(residuals.residual_amount as decimal(18, 4)) as residual_amount,
        cast(
            least(coalesce(contested.disputed_amount, 0), residuals.residual_amount)
            as decimal(18, 4)
        ) as disputed_amount
    from residuals
    left join contested
        on residuals.document_key = contested.document_key
        and residuals.instalment_number = contested.instalment_number
        and residuals.from_date = contested.from_date

)

select * from final

{# One row per document in dispute at the as-of date; resolved that day is closed. #}

with

disputes as (

    {{ newest_versions(ref('stg_canonical__disputes'), ['company_id', 'dispute_id']) }}

),

final as (

    select
        disputes.company_id,
        disputes.document_id,
        count(*) as open_dispute_count,
        cast(sum(disputes.amount) as decimal(38, 4)) as disputed_amount
    from disputes
    where disputes.opened_date <= {{ as_of_date() }}
        and (disputes.resolved_date is null or disputes.resolved_date > {{ as_of_date() }})
    group by disputes.company_id, disputes.document_id

)

select * from final

-- The newest period end up to a day: general ledger, what explains the difference, subledger and the rest.
-- Parameters: $company_id, $as_of_date
-- Returns: period_end_date, line, amount, account_count (with something on the line), evidence (file and record)
with

newest as (

    select max(tie_out.period_end_date) as period_end_date
    from marts.fct_tie_out_monthly as tie_out
    where tie_out.company_id = $company_id
        and tie_out.period_end_date <= cast($as_of_date as date)

),

tied as (

    select tie_out.*
    from marts.fct_tie_out_monthly as tie_out
    inner join newest
        on tie_out.period_end_date = newest.period_end_date
    where tie_out.company_id = $company_id

),

lines as (

    select
        period_end_date,
        unnest(
            [
                'gl', 'exception', 'revaluation', 'exchange', 'timing', 'wrong_account',
                'subledger', 'unexplained'
            ]
        ) as line,
        unnest(
            [
                gl_amount, -exception_amount, -revaluation_amount, -exchange_amount,
                -timing_amount, -wrong_account_amount, subledger_amount, unexplained_amount
            ]
        ) as amount,
        unnest([0, 1, 2, 3, 4, 5, 6, 7]) as position
    from tied

),

evidence as (

    select
        min(concat_ws(
            ' · ',
            coalesce(files.file_name, stated.file_hash),
            cast(stated.record_number as varchar)
        )) as place
    from trace.stated_amounts as stated
    inner join newest
        on stated.row_date = newest.period_end_date
    left join marts.fct_files as files
        on stated.file_hash = files.file_hash
    where stated.company_id = $company_id
        and stated.entity = 'gl_balances'

)

select
    lines.period_end_date,
    lines.line,
    cast(coalesce(sum(lines.amount), 0) as decimal(38, 4)) as amount,
    cast(count(*) filter (lines.amount <> 0) as integer) as account_count,
    case when lines.line = 'gl' then min(evidence.place) end as evidence
from lines
cross join evidence
group by lines.period_end_date, lines.line, lines.position
order by lines.position

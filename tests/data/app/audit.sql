-- What the page of the audit reads: a tie-out with two named items, a month's roll-forward, a restated close, a reject.
create table marts.fct_tie_out_monthly as
select
    cast(period_end_date as date) as period_end_date, company_id, account, cast(gl as decimal(38, 4)) as gl_amount,
    cast(subledger as decimal(38, 4)) as subledger_amount, cast(exception as decimal(38, 4)) as exception_amount,
    cast(revaluation as decimal(38, 4)) as revaluation_amount, cast(exchange as decimal(38, 4)) as exchange_amount,
    cast(timing as decimal(38, 4)) as timing_amount, cast(wrong as decimal(38, 4)) as wrong_account_amount,
    cast(rest as decimal(38, 4)) as unexplained_amount
from (values
    ('2026-09-30', 'ANDINA', '1.1', 900, 900, 0, 0, 0, 0, 0, 0),
    ('2026-10-31', 'ANDINA', '1.1', 1000, 930, 20, 0, 0, 50, 0, 0),
    ('2026-10-31', 'ANDINA', '1.2', 200, 200, 0, 0, 0, 0, 0, 0),
    ('2026-10-31', 'IBERIA', '4300', 500, 490, 0, 0, 0, 0, 0, 10)
) as tied (
    period_end_date, company_id, account, gl, subledger, exception, revaluation, exchange, timing, wrong, rest
);

create table marts.fct_roll_forward_monthly as
select
    date '2026-10-31' as month_end_date, company_id, cast(900 as decimal(38, 4)) as opening_amount_base,
    cast(500 as decimal(38, 4)) as invoiced_amount_base, cast(0 as decimal(38, 4)) as credit_notes_amount_base,
    cast(-270 as decimal(38, 4)) as cash_amount_base, cast(0 as decimal(38, 4)) as write_offs_amount_base,
    cast(0 as decimal(38, 4)) as discounts_amount_base, cast(0 as decimal(38, 4)) as exchange_differences_amount_base,
    cast(0 as decimal(38, 4)) as other_amount_base, cast(1130 as decimal(38, 4)) as closing_amount_base
from (values ('ANDINA'), ('IBERIA')) as companies (company_id);

create table marts.fct_restated_periods_monthly as
select
    date '2026-09-30' as period_end_date, 'ANDINA' as company_id, cast(880 as decimal(38, 4)) as as_reported_amount_base,
    cast(20 as decimal(38, 4)) as restated_amount_base, cast(0 as decimal(38, 4)) as carried_amount_base,
    cast(900 as decimal(38, 4)) as as_known_amount_base;

create table marts.fct_restatements as
select date '2026-09-30' as period_end_date, 'ANDINA' as company_id, 'e1' as event_id;

create table marts.fct_receivables_daily as
select
    balance_date, company_id,
    cast(sum(open_amount_base) as decimal(38, 4)) as receivables_amount_base,
    cast(sum(open_amount_base) filter (aging_bucket_code = 'current') as decimal(38, 4)) as current_amount_base,
    cast(sum(open_amount_base) filter (aging_bucket_code not in ('current', 'unapplied')) as decimal(38, 4))
        as overdue_amount_base,
    cast(sum(open_amount_base) filter (aging_bucket_code = 'unapplied') as decimal(38, 4)) as unapplied_amount_base
from marts.fct_aging_daily
group by balance_date, company_id;

create table trace.stated_amounts as
select
    'gl_balances' as entity, 'ANDINA' as company_id, '1.1' as account, date '2026-10-31' as row_date,
    cast(1000 as decimal(18, 4)) as amount, 'no such file' as file_hash, 14 as record_number;

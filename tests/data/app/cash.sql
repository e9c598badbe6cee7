-- Thirteen weeks of two companies: ANDINA complete (lowest, 40 million, in week 3), IBERIA without a bank account.
create table marts.fct_cash_flows_weekly as
select
    date '2026-10-31' as version_date, 'base' as scenario, company_id, cast(week_number as integer) as week_number,
    cast(10000000 as decimal(38, 4)) as receipts_amount_base,
    cast(8000000 as decimal(38, 4)) as receipts_p10_amount_base,
    cast(13000000 as decimal(38, 4)) as receipts_p90_amount_base,
    cast(case when week_number <= 3 then -30000000 else 0 end as decimal(38, 4)) as disbursements_amount_base,
    'customer_and_pooled' as method
from (values ('ANDINA'), ('IBERIA')) as companies (company_id), generate_series(1, 13) as weeks (week_number);

create table marts.fct_cash_balances_weekly as
select
    flows.version_date, flows.scenario, flows.company_id, flows.week_number, currency_code,
    date '2026-10-26' + 7 * flows.week_number as week_start_date,
    case when is_known then date '2026-10-30' end as opening_balance_date,
    case when is_known then closing - net end as opening_amount_base,
    net as net_flow_amount_base,
    case when is_known then closing end as closing_amount_base,
    case when is_known then closing - 5000000 end as closing_p10_amount_base,
    case when is_known then closing + 5000000 end as closing_p90_amount_base,
    cast(0 as decimal(38, 4)) as minimum_amount_base,
    case when is_known then closing end as headroom_amount_base,
    case when is_known then cast(35000000 as decimal(38, 4)) end as surplus_amount_base,
    case when not is_known then 'no_bank_account' end as closing_null_reason,
    case when not is_known then 'no_bank_account' end as band_null_reason
from (
    select
        *,
        receipts_amount_base + disbursements_amount_base as net,
        100000000 + sum(receipts_amount_base + disbursements_amount_base) over (
            partition by company_id order by week_number
        ) as closing
    from marts.fct_cash_flows_weekly
) as flows
inner join (values ('ANDINA', 'CLP', true), ('IBERIA', 'EUR', false))
    as known (company_id, currency_code, is_known) on flows.company_id = known.company_id;

-- The same weeks as lines, one invoice that may be paid in week 3, a record of one lead and a bridge of two drivers.
create table marts.fct_cash_forecast_weekly as
select
    balances.version_date, balances.scenario, balances.company_id, balances.week_number, balances.week_start_date,
    lines.line, lines.line_position, lines.flow_kind,
    case lines.line
        when 'opening_cash' then balances.opening_amount_base
        when 'net_flow' then balances.net_flow_amount_base
        when 'closing_cash' then balances.closing_amount_base
        when 'headroom' then balances.headroom_amount_base
        when 'disbursements' then flows.disbursements_amount_base
        else flows.receipts_amount_base
    end as expected_amount_base
from marts.fct_cash_balances_weekly as balances
inner join marts.fct_cash_flows_weekly as flows using (company_id, week_number)
cross join (
    values ('opening_cash', 10, 'balance'), ('receipts_not_due', 21, 'receipts'), ('receipts', 29, 'total'),
    ('disbursements', 39, 'total'), ('net_flow', 40, 'total'), ('closing_cash', 50, 'balance'), ('headroom', 60, 'balance')
) as lines (line, line_position, flow_kind);

create table marts.fct_open_items as
select
    'ANDINA' as company_id, 'F1' as document_id, 1 as instalment_number, 'F-1' as document_number, 'C1' as customer_id,
    date '2026-11-10' as due_date, cast(40000000 as decimal(18, 4)) as open_amount_base;

create table marts.fct_payment_predictions_weekly as
select
    company_id, document_id, instalment_number, 'receipts_not_due' as line, 3 as week_number,
    date '2026-11-16' as week_start_date, cast(0.25 as decimal(18, 8)) as probability,
    cast(open_amount_base * 0.25 as decimal(38, 4)) as expected_amount_base
from marts.fct_open_items;

alter table marts.fct_payment_predictions add column reasons varchar default '[]';

insert into marts.fct_payment_predictions by name
select
    company_id, document_id, instalment_number, date '2026-10-31' as as_of_date, date '2026-11-20' as p50_date,
    '[{"reason": "customer_habit", "days": 12}, {"reason": "promised", "date": "2026-11-18"}]' as reasons
from marts.fct_payment_predictions_weekly;

create table marts.fct_forecast_record as
select
    'ANDINA' as company_id, lead_weeks, 13 as forecast_count, cast(rate as decimal(18, 8)) as wape_rate,
    cast(naive as decimal(18, 8)) as naive_wape_rate, cast(0 as decimal(18, 8)) as bias_rate,
    cast(0.81 as decimal(18, 8)) as coverage_rate, naive < rate as is_naive_better
from (values (0, 0.15, 0.2), (1, 0.08, 0.17), (4, 0.1, 0.17), (13, 0.25, 0.2)) as leads (lead_weeks, rate, naive);

create table marts.fct_forecast_bridge as
select
    'ANDINA' as company_id, date '2026-10-31' as version_date, date '2026-10-24' as previous_version_date, driver,
    'C1' as customer_id, document_id, 1 as instalment_number, cast(before as decimal(38, 4)) as previous_amount_base,
    cast(now as decimal(38, 4)) as current_amount_base, cast(now - before as decimal(38, 4)) as change_amount_base
from (
    values ('slipped', 'F1', 50000000, 30000000), ('new_invoices', 'F2', 0, 8000000)
) as steps (driver, document_id, before, now);

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

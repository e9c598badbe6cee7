-- The thirteen weeks of a company's cash; takes $company_id.
-- Returns version_date, currency_code, week_start_date, opening_balance_date, opening_amount, receipts_amount,
-- receipts_p10_amount, receipts_p90_amount, disbursements_amount, net_flow_amount, closing_amount,
-- closing_p10_amount, closing_p90_amount, minimum_amount, headroom_amount, surplus_amount, receipts_total_amount,
-- is_lowest (the first week with the least closing cash), closing_null_reason, band_null_reason, method
select
    balances.version_date,
    balances.currency_code,
    balances.week_start_date,
    balances.opening_balance_date,
    balances.opening_amount_base as opening_amount,
    flows.receipts_amount_base as receipts_amount,
    flows.receipts_p10_amount_base as receipts_p10_amount,
    flows.receipts_p90_amount_base as receipts_p90_amount,
    flows.disbursements_amount_base as disbursements_amount,
    balances.net_flow_amount_base as net_flow_amount,
    balances.closing_amount_base as closing_amount,
    balances.closing_p10_amount_base as closing_p10_amount,
    balances.closing_p90_amount_base as closing_p90_amount,
    balances.minimum_amount_base as minimum_amount,
    balances.headroom_amount_base as headroom_amount,
    balances.surplus_amount_base as surplus_amount,
    sum(flows.receipts_amount_base) over () as receipts_total_amount,
    row_number() over (
        order by balances.closing_amount_base asc nulls last, balances.week_number asc
    ) = 1 as is_lowest,
    balances.closing_null_reason,
    balances.band_null_reason,
    flows.method
from marts.fct_cash_balances_weekly as balances
inner join marts.fct_cash_flows_weekly as flows
    on balances.company_id = flows.company_id
    and balances.version_date = flows.version_date
    and balances.scenario = flows.scenario
    and balances.week_number = flows.week_number
where balances.company_id = $company_id
    and balances.scenario = 'base'
order by balances.week_number;

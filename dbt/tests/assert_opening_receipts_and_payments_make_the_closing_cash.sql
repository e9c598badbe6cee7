-- In every week opening cash, receipts and payments, line by line, make closing cash, and that opens the
-- next week; the lines of receipts make their total.
with

lines as (

    select * from {{ ref('fct_cash_forecast_weekly') }}

),

weeks as (

    select
        version_date,
        scenario,
        company_id,
        week_number,
        sum(case when line = 'opening_cash' then expected_amount_base end) as opening_amount,
        sum(case when line = 'closing_cash' then expected_amount_base end) as closing_amount,
        sum(case when line = 'receipts' then expected_amount_base end) as receipts_amount,
        sum(case when flow_kind = 'receipts' then expected_amount_base end) as receipt_lines_amount,
        sum(
            case
                when flow_kind in ('receipts', 'disbursements') then expected_amount_base
                else 0
            end
        ) as flows_amount
    from lines
    group by version_date, scenario, company_id, week_number

),

sequenced as (

    select
        weeks.*,
        lag(weeks.closing_amount) over (
            partition by weeks.version_date, weeks.scenario, weeks.company_id
            order by weeks.week_number
        ) as previous_closing_amount
    from weeks

)

select * from sequenced
where closing_amount <> opening_amount + flows_amount
    or opening_amount <> previous_closing_amount
    or receipts_amount <> receipt_lines_amount
    or (week_number > 1 and previous_closing_amount is null and closing_amount is not null)

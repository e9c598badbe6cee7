-- What moves in the test company, by hand: ANDINA has two months of it, IBERIA none, so that pages show both states.
create table marts.fct_roll_rates_monthly as
select
    cast(month_end_date as date) as month_end_date, 'ANDINA' as company_id, from_state, to_state,
    cast(amount as decimal(38, 4)) as amount_base, cast(from_amount as decimal(38, 4)) as from_amount_base
from (values
    ('2026-09-30', 'current', '1-30', 20, 100), ('2026-09-30', 'current', 'paid', 80, 100),
    ('2026-09-30', '1-30', '31-60', 10, 40), ('2026-09-30', '1-30', 'paid', 30, 40),
    ('2026-10-31', 'current', '1-30', 20, 100), ('2026-10-31', 'current', 'paid', 80, 100),
    ('2026-10-31', '1-30', '31-60', 30, 40), ('2026-10-31', '1-30', 'paid', 10, 40)
) as rolls (month_end_date, from_state, to_state, amount, from_amount);

create table marts.fct_roll_rates_segments_monthly as
select *, 'Retail' as segment from marts.fct_roll_rates_monthly;

-- Of 1,000 due in July 250 had come in at the due date and 750 thirty days later; of August's 500, 100 and 200;
-- of September's 800 nothing is observed beyond the due date.
create table marts.fct_recovery_cohorts as
select
    cast(cohort_month as date) as cohort_month, 'ANDINA' as company_id, 'Retail' as segment, days_since_due, is_observed,
    cast(due as decimal(38, 4)) as invoiced_amount_base, cast(collected as decimal(38, 4)) as collected_amount_base
from (values
    ('2026-07-01', 0, true, 1000, 250), ('2026-07-01', 30, true, 1000, 750),
    ('2026-08-01', 0, true, 500, 100), ('2026-08-01', 30, true, 500, 200),
    ('2026-09-01', 0, true, 800, 80), ('2026-09-01', 30, false, 800, 90)
) as cohorts (cohort_month, days_since_due, is_observed, due, collected);

-- Sales of 900 in 90 days: 500 owed are 50 days, of which 350 and 150 by segment; a month before 450, of which 360 and 90.
create table marts.fct_dso_monthly as
select
    cast(month_end_date as date) as month_end_date, grain, 'ANDINA' as company_id, segment, cast(null as varchar) as customer_id,
    cast(owed as decimal(38, 4)) as receivables_amount_base, cast(sales as decimal(38, 4)) as sales_90_days_amount_base,
    cast(simple as decimal(18, 8)) as dso_simple_days, cast(simple - 12 as decimal(18, 8)) as dso_best_possible_days,
    cast(14 as decimal(18, 8)) as average_days_delinquent, cast(-2 as decimal(18, 8)) as dso_unapplied_days,
    cast(simple + 1 as decimal(18, 8)) as dso_countback_days, cast(simple - 1 as decimal(18, 8)) as dso_undisputed_days,
    cast(simple * 1.19 as decimal(18, 8)) as dso_tax_out_days, cast(simple + 2 as decimal(18, 8)) as dso_month_days,
    cast(null as decimal(18, 8)) as dso_rolling_3_months_days, cast(null as decimal(18, 8)) as dso_rolling_12_months_days,
    cast(simple + 3 as decimal(18, 8)) as dso_conventional_days, cast(simple + 30 as decimal(18, 8)) as dso_per_invoice_days,
    cast(9 as decimal(18, 8)) as weighted_average_days_late
from (values
    ('2026-09-30', 'company', null, 450, 900, 45), ('2026-10-31', 'company', null, 500, 900, 50),
    ('2026-09-30', 'segment', 'Retail', 360, 600, 54), ('2026-10-31', 'segment', 'Retail', 350, 600, 52.5),
    ('2026-09-30', 'segment', 'Agro', 90, 300, 27), ('2026-10-31', 'segment', 'Agro', 150, 300, 45)
) as months (month_end_date, grain, segment, owed, sales, simple);

create table marts.fct_dso_bridge_monthly as
select
    date '2026-10-31' as month_end_date, 'ANDINA' as company_id, cast(45 as decimal(18, 8)) as opening_dso_days,
    cast(0 as decimal(18, 8)) as sales_volume_days, cast(0 as decimal(18, 8)) as credit_notes_days,
    cast(-1 as decimal(18, 8)) as mix_days, cast(0 as decimal(18, 8)) as terms_days,
    cast(6 as decimal(18, 8)) as delinquency_days, cast(0 as decimal(18, 8)) as disputes_days,
    cast(0 as decimal(18, 8)) as unapplied_cash_days, cast(0 as decimal(18, 8)) as exchange_days,
    cast(50 as decimal(18, 8)) as closing_dso_days;

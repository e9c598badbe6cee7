-- What was expected to be lost of past balances, and what was, up to the period's end.
-- Parameters: $period_end
select tests.*
from marts.fct_credit_loss_backtests_monthly as tests
where tests.month_end_date <= $period_end
order by tests.company_id, tests.month_end_date, tests.aging_bucket_code

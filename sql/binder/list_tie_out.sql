-- The general ledger beside the subledger at the period's end, with what explains the difference.
-- Parameters: $period_end
select tie_out.*
from marts.fct_tie_out_monthly as tie_out
where tie_out.period_end_date = $period_end
order by tie_out.company_id, tie_out.account

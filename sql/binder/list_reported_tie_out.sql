-- The lines of the ERP's own aged report of the period's end beside ours.
-- Parameters: $period_end
select tie_out.*
from marts.fct_reported_tie_out as tie_out
where tie_out.balance_date = $period_end
order by
    tie_out.company_id, tie_out.report_name, tie_out.customer_id, tie_out.account,
    tie_out.aging_bucket_code, tie_out.currency_code

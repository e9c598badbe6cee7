-- The provision by bucket, at the build's as-of date.
select losses.*
from marts.fct_expected_credit_losses as losses
order by losses.company_id, losses.segment, losses.aging_bucket_code

{# One row per invoice month, company, segment and days since the invoice. #}

{{ recovery_cohorts(cohort_kind='invoice', days_name='days_since_invoice') }}

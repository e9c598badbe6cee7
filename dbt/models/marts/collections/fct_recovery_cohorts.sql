{# One row per due month, company, segment and days since due. #}

{{ recovery_cohorts(cohort_kind='due', days_name='days_since_due') }}

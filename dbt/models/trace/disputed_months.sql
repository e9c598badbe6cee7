{# One row per document and complete month at whose end it was in dispute. #}

select
    disputes.company_id,
    disputes.document_id,
    months.month_end_date
from {{ ref('int_dispute_months') }} as disputes
inner join {{ ref('int_month_ends') }} as months
    on disputes.month_number = months.month_number

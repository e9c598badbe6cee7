{# One row: the rules of seeds/credit_loss_rules.csv, each in a column of its own. #}

select
    cast(max(rule_value) filter (where rule = 'vintage_from_months') as integer)
        as vintage_from_months,
    cast(max(rule_value) filter (where rule = 'vintage_until_months') as integer)
        as vintage_until_months,
    cast(max(rule_value) filter (where rule = 'at_risk_days') as integer) as at_risk_days
from {{ ref('credit_loss_rules') }}

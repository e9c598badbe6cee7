{# The document that settles an item which a later list of open items no longer has: one for each time it vanished. #}
{% macro unseen_id(vanished) %}'unseen:' || {{ vanished }}.document_id || '/' || cast({{ vanished }}.instalment_number as varchar) || ':' || cast({{ vanished }}.vanished_date as varchar){% endmacro %}

{#
    Which part of each debit which credit of its group closes: both laid end to end in their order, and cut where either ends.
    Needs debits and credits with group_key, place (their order) and amount. Every part is the last of its debit (`is_last_of_debit`) or of its
    credit, and each side has one last part: so a part is named by the record of the side that it ends.
#}
{% macro overlaps(debits, credits) %}
with

debit_spans as (

    select
        debits.*,
        sum(debits.amount) over (
            partition by debits.group_key
            order by debits.place
            rows between unbounded preceding and current row
        ) as until_amount
    from {{ debits }} as debits

),

credit_spans as (

    select
        credits.*,
        sum(credits.amount) over (
            partition by credits.group_key
            order by credits.place
            rows between unbounded preceding and current row
        ) as until_amount
    from {{ credits }} as credits

)

select
    debit_spans.group_key,
    debit_spans.place as debit_place,
    credit_spans.place as credit_place,
    case when debit_spans.until_amount <= credit_spans.until_amount then 1 else 0 end as is_last_of_debit,
    cast(
        least(debit_spans.until_amount, credit_spans.until_amount) - greatest(
            debit_spans.until_amount - debit_spans.amount,
            credit_spans.until_amount - credit_spans.amount
        ) as decimal(18, 4)
    ) as amount
from debit_spans
inner join credit_spans
    on debit_spans.group_key = credit_spans.group_key
    and debit_spans.until_amount - debit_spans.amount < credit_spans.until_amount
    and credit_spans.until_amount - credit_spans.amount < debit_spans.until_amount
{% endmacro %}

{#
    The type of each difference between a payment and an item that a row of match_tolerances explains, the first by position: an exact
    share of the item, give or take the row's amount, or anything up to its share and its amount.
#}
{% macro tolerated_differences(relation) %}
select
    ranked.entry_key,
    ranked.item_key,
    ranked.difference_type
from (
    select
        differences.entry_key,
        differences.item_key,
        tolerances.difference_type,
        row_number() over (
            partition by differences.entry_key, differences.item_key
            order by tolerances.position
        ) as place
    from {{ relation }} as differences
    inner join {{ ref('match_tolerances') }} as tolerances
        on (tolerances.company_id = '*' or tolerances.company_id = differences.company_id)
        and (
            tolerances.currency_code = '*'
            or tolerances.currency_code = differences.currency_code
        )
    where differences.difference_units <> 0
        and (
            (
                tolerances.exact_rate is not null
                and abs(
                    cast(differences.difference_units as decimal(24, 4))
                    - cast(differences.item_amount as decimal(20, 0))
                    * cast(tolerances.exact_rate as decimal(4, 4))
                ) <= cast(tolerances.maximum_amount as decimal(30, 4)) * 10000
            )
            or (
                tolerances.exact_rate is null
                and abs(differences.difference_units)
                <= cast(tolerances.maximum_amount as decimal(30, 4)) * 10000
                and cast(abs(differences.difference_units) as decimal(24, 4))
                <= cast(differences.item_amount as decimal(20, 0))
                * cast(tolerances.maximum_rate as decimal(4, 4))
            )
        )
) as ranked
where ranked.place = 1
{% endmacro %}

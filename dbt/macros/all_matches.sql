{# Every match, of the cascade and of the search for sets; items that the search found for several entries are nobody's. #}
{% macro all_matches() %}
with

searched as (

    select
        proposals.*,
        count(*) over (partition by proposals.item_key) as claim_count
    from {{ source('computed', 'match_proposals') }} as proposals

),

disputed as (

    select distinct searched.entry_key
    from searched
    where searched.claim_count > 1

)

select
    matches.entry_key,
    matches.item_key,
    matches.amount,
    matches.rule,
    cast(0 as decimal(18, 8)) as expected_coincidence_count
from {{ ref('int_matches') }} as matches

union all

select
    searched.entry_key,
    searched.item_key,
    searched.amount,
    searched.rule,
    cast(searched.expected_count as decimal(18, 8)) as expected_coincidence_count
from searched
left join disputed
    on searched.entry_key = disputed.entry_key
where disputed.entry_key is null
{% endmacro %}

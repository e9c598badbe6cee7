{# One row per entry and pair or triple of its payer's items that sums to it: which one, and how many others there are. #}

with

candidates as (

    select * from {{ ref('int_match_candidates') }}

),

pairs as (

    select
        firsts.entry_key,
        firsts.candidate_count,
        firsts.entry_amount,
        firsts.round_units,
        firsts.item_key as first_key,
        seconds.item_key as second_key,
        cast(null as ubigint) as third_key
    from candidates as firsts
    inner join candidates as seconds
        on firsts.entry_key = seconds.entry_key
        and firsts.entry_amount - firsts.amount = seconds.amount
        and firsts.item_key < seconds.item_key

),

triples as (

    select
        firsts.entry_key,
        firsts.candidate_count,
        firsts.entry_amount,
        firsts.round_units,
        firsts.item_key as first_key,
        seconds.item_key as second_key,
        thirds.item_key as third_key
    from candidates as firsts
    inner join candidates as seconds
        on firsts.entry_key = seconds.entry_key
        and firsts.item_key < seconds.item_key
        and firsts.amount + seconds.amount < firsts.entry_amount
    inner join candidates as thirds
        on firsts.entry_key = thirds.entry_key
        and firsts.entry_amount - firsts.amount - seconds.amount = thirds.amount
        and seconds.item_key < thirds.item_key
    where firsts.candidate_count <= 25

),

final as (

    select
        sums.*,
        count(*) over (partition by sums.entry_key) as solution_count
    from (
        select * from pairs
        union all
        select * from triples
    ) as sums

)

select * from final

{# One row per entry and open item that its text names. #}

with

numbers as (

    select * from {{ ref('int_match_item_numbers') }}

),

final as (

    select distinct
        tokens.entry_key,
        numbers.item_key
    from {{ ref('int_match_tokens') }} as tokens
    inner join numbers
        on tokens.token = numbers.token
        and tokens.book_key = numbers.book_key

)

select * from final

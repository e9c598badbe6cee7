{# One row per entry and word of its text that could be a reference: with a digit, four characters or more, letters upper, no separators nor leading zeros. #}

with

words as (

    select
        entries.entry_key,
        entries.book_key,
        {{ reference_words('entries.remittance_text') }} as word
    from {{ ref('int_match_entries') }} as entries
    where entries.amount > 0
        and not entries.is_taken_back

),

final as (

    select
        words.entry_key,
        words.book_key,
        {{ plain_reference('words.word') }} as token
    from words

)

select * from final
where length(token) >= 4

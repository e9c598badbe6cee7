-- Draws the bank's entries with the trouble that remittance text gives: 25 % without a usable reference, 5 % with a
-- digit wrong, 5 % paid by someone else, 3 % duplicates or reversals; tax id in 60 %, account in 90 %.
-- Parameters: seed, customers. Returns nothing; creates table matching_entries, in cents.
create table matching_entries as

with

named as (

    -- A digit of the first number may be wrong: the neighbor's, in the ones, tens or hundreds.
    select
        payments.plan_number,
        payments.entry_position,
        payments.position,
        payments.cents + payments.over_cents as cents,
        payments.invoice_number,
        hash(payments.plan_number, payments.entry_position, $seed, 'entry') as entry_hash,
        row_number() over (
            partition by payments.plan_number, payments.entry_position
            order by payments.position
        ) as place,
        hash(entry_hash, 'digit') % 100 < 8 as is_digit_wrong,
        cast(power(10, hash(entry_hash, 'place') % 3) as bigint) as wrong_place,
        cast(hash(entry_hash, 'form') % 4 as integer) as form
    from matching_payments as payments

),

numbered as (

    select
        named.*,
        list_extract(['FV26-', 'FV26', 'FV26/', 'FV26-'], named.form + 1) as prefix,
        case
            when named.place > 1 or not named.is_digit_wrong then named.invoice_number
            when named.invoice_number // named.wrong_place % 10 < 9
                then named.invoice_number + named.wrong_place
            else named.invoice_number - named.wrong_place
        end as number
    from named

),

sums as (

    select
        numbered.plan_number,
        numbered.entry_position,
        numbered.entry_hash,
        numbered.is_digit_wrong,
        cast(sum(numbered.cents) as bigint) as cents,
        string_agg(
            numbered.prefix || lpad(cast(numbered.number as varchar), 7, '0'), ' '
            order by numbered.place
        ) as reference_text
    from numbered
    group by
        numbered.plan_number,
        numbered.entry_position,
        numbered.entry_hash,
        numbered.is_digit_wrong

),

drawn as (

    select
        sums.*,
        plans.customer_number,
        plans.paid_date + cast((sums.entry_position - 1) * 12 as integer)
        + cast(hash(sums.entry_hash, 'days') % 5 as integer) as booking_date,
        hash(sums.entry_hash, 'reference') % 100 >= 26 as has_reference,
        hash(sums.entry_hash, 'payer') % 100 < 6 as is_paid_by_other,
        cast(hash(sums.entry_hash, 'words') % 6 as integer) as words,
        hash(sums.entry_hash, 'twice') % 1000 as twice_draw,
        hash(sums.entry_hash, 'tax') % 100 < 60 as has_tax_id,
        hash(sums.entry_hash, 'account') % 100 < 90 as has_account
    from sums
    inner join matching_plans as plans
        on sums.plan_number = plans.plan_number

),

texts as (

    select
        drawn.*,
        case
            when not drawn.is_paid_by_other then drawn.customer_number
            when drawn.entry_hash % 2 = 0 then cast(drawn.entry_hash % $customers as bigint)
            else cast(10000000 + drawn.entry_hash % 1000000 as bigint)
        end as payer_number,
        list_extract(
            ['PAGO FACT ', 'FRA ', 'INV ', '', 'TRANSF 4501 ', 'PAGO '], drawn.words + 1
        ) as words_before,
        list_extract(
            ['', 'PAGO FACTURAS', 'TRANSFERENCIA', '', 'ABONO 2026', 'PAGO'], drawn.words + 1
        ) as words_alone
    from drawn

),

plain as (

    select
        texts.*,
        case
            when texts.has_reference then concat(texts.words_before, texts.reference_text)
            when texts.words = 3 then concat('PEDIDO 45', texts.entry_hash % 100000000)
            else texts.words_alone
        end as reference,
        case
            when texts.twice_draw < 17 then 'duplicated'
            when texts.twice_draw < 34 then 'reversed'
            else ''
        end as trouble
    from texts

),

copies as (

    select
        plain.*,
        1 as copy_number,
        1 as sign,
        plain.booking_date as entry_date
    from plain

    union all

    select
        plain.*,
        2 as copy_number,
        case when plain.trouble = 'reversed' then -1 else 1 end as sign,
        plain.booking_date + cast(plain.entry_hash % 7 as integer) + 1 as entry_date
    from plain
    where plain.trouble <> ''

),

final as (

    select
        plan_number,
        entry_position,
        trouble,
        copy_number,
        'E' || plan_number || '-' || entry_position || '-' || copy_number as entry_id,
        entry_date as booking_date,
        sign * cents as cents,
        case when has_tax_id then 'T' || payer_number end as payer_tax_id,
        case when has_account then 'ES' || payer_number end as payer_account,
        'PAYER ' || payer_number as payer_name,
        reference,
        has_reference,
        is_digit_wrong,
        is_paid_by_other,
        -- A duplicate pays nothing, nor does what was taken back.
        trouble <> 'reversed' and copy_number = 1 as is_paying
    from copies

)

select * from final;

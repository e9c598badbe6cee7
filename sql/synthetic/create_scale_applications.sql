-- Draws what closes each invoice: about 1.3 applications, of which 97 % payments, 3 % credit notes, 1 % write-offs.
-- A quarter of the customers pay in runs on Fridays, so that one receipt closes many invoices.
-- Parameters: seed, last_date. Returns nothing; creates table scale_applications.
create table scale_applications as

with

drawn as (

    select
        scale_invoices.*,
        cast(hash(scale_invoices.number, $seed, 'parts') % 1000 as bigint) as parts_draw,
        hash(scale_invoices.number, $seed, 'lag') % 1000 / 1000.0 as lag_draw,
        cast(hash(scale_invoices.number, $seed, 'split') % 60 as bigint) + 20 as split_percent,
        cast(hash(scale_invoices.customer_number, $seed, 'habit') % 46 as bigint) as habit_days,
        hash(scale_invoices.customer_number, $seed, 'run') % 4 = 0 as is_in_runs
    from scale_invoices

),

part as (

    select unnest([1, 2, 3]) as part_number

),

parts as (

    select
        drawn.*,
        part.part_number,
        case
            when drawn.parts_draw < 670 then 1
            when drawn.parts_draw < 900 then 2
            else 3
        end as part_count
    from drawn
    cross join part

),

timed as (

    select
        parts.*,
        case
            when parts.part_number = 1 and parts.parts_draw % 33 = 0 then 'credit_note'
            when parts.part_number = 1 and parts.parts_draw % 100 = 1 then 'write_off'
            else 'receipt'
        end as document_type,
        greatest(
            parts.posting_date + 1,
            parts.due_date + cast(
                parts.habit_days - 5 - 20 * ln(1.0 - parts.lag_draw * 0.95) / 2
                + 17 * (parts.part_number - 1)
                + case when parts.parts_draw % 100 = 1 then 200 else 0 end
                as integer
            )
        ) as drawn_date,
        case
            when parts.part_count = 1 then parts.cents
            when parts.part_number < parts.part_count
                then parts.cents * parts.split_percent // 100 // (parts.part_count - 1)
            else parts.cents - (parts.part_count - 1)
                * (parts.cents * parts.split_percent // 100 // (parts.part_count - 1))
        end as plain_cents
    from parts
    where parts.part_number <= parts.part_count
        and parts.parts_draw % 25 <> 7

),

dated as (

    select
        timed.*,
        case
            when timed.is_in_runs and timed.document_type = 'receipt'
                then timed.drawn_date + cast((12 - isodow(timed.drawn_date)) % 7 as integer)
            else timed.drawn_date
        end as effective_date
    from timed

),

whole as (

    select
        dated.number,
        dated.part_number,
        dated.company_id,
        dated.customer_number,
        dated.currency_code,
        dated.document_type,
        dated.effective_date,
        dated.plain_cents as cents,
        case
            when dated.is_in_runs and dated.document_type = 'receipt'
                then concat_ws(
                        '-',
                        'R' || dated.customer_number,
                        dated.currency_code,
                        strftime(dated.effective_date, '%y%m%d')
                    )
            else upper(left(dated.document_type, 1)) || dated.number || '-' || dated.part_number
        end as credit_document_id
    from dated
    where dated.effective_date <= cast($last_date as date)
        and dated.plain_cents > 0

)

select * from whole

-- Counts the rows that only one of the two daily agings has. Returns difference_count, row_count.
with

ours as (

    select
        balance_date,
        company_id,
        currency_code,
        aging_bucket_code,
        open_amount,
        open_amount_base
    from marts.fct_aging_daily

),

naive as (

    select
        balance_date,
        company_id,
        currency_code,
        aging_bucket_code,
        open_amount,
        open_amount_base
    from naive_aging

),

differences as (

    (
        select * from ours
        except all
        select * from naive
    )
    union all
    (
        select * from naive
        except all
        select * from ours
    )

)

select
    (select count(*) from differences) as difference_count,
    (select count(*) from ours) as row_count

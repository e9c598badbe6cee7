-- A customer at a day: who it is, what it owes now and owed on the day compared with, how it pays.
-- Parameters: $company_id, $customer_id, $currency_view, $as_of_date, $previous_date
-- Returns: customer_id, customer_name, tax_id, segment, stage, collector_id, payment_terms_days, credit_limit_amount,
--   payer_class, payer_class_since_date, trend, days_late, previous_days_late, on_time_rate, behavior_date,
--   debits_amount, previous_debits_amount, overdue_amount, previous_overdue_amount, overdue_rate, unapplied_amount,
--   largest_three_rate (of the overdue), credit_used_rate, open_count, unconverted_item_count
with

days as (

    select
        cast($as_of_date as date) as day,
        true as is_now
    union all
    select
        cast($previous_date as date) as day,
        false as is_now

),

items as (

    select
        days.is_now,
        slices.document_id,
        slices.instalment_number,
        slices.item_sign,
        slices.due_date < days.day and slices.item_sign = 1 as is_overdue,
        sum(case when $currency_view = 'base' then slices.amount_base else slices.amount end)
            as amount,
        $currency_view = 'base' and count(*) > count(slices.amount_base) as is_unconverted
    from trace.slices as slices
    inner join days
        on slices.posting_date <= days.day
        and slices.close_date > days.day
    where slices.company_id = $company_id
        and slices.customer_id = $customer_id
        and $currency_view in ('base', slices.currency_code)
    group by all
    having sum(slices.amount) <> 0

),

ranked as (

    select
        items.*,
        row_number() over (
            partition by items.is_now, items.is_overdue
            order by items.amount desc, items.document_id asc, items.instalment_number asc
        ) as size_rank
    from items

),

sums as (

    select
        cast(coalesce(sum(amount) filter (is_now and item_sign = 1), 0) as decimal(38, 4))
            as debits,
        cast(coalesce(sum(amount) filter (not is_now and item_sign = 1), 0) as decimal(38, 4))
            as previous_debits,
        cast(coalesce(sum(amount) filter (is_now and is_overdue), 0) as decimal(38, 4)) as overdue,
        cast(coalesce(sum(amount) filter (not is_now and is_overdue), 0) as decimal(38, 4))
            as previous_overdue,
        cast(coalesce(sum(amount) filter (is_now and item_sign = -1), 0) as decimal(38, 4))
            as unapplied,
        cast(
            coalesce(sum(amount) filter (is_now and is_overdue and size_rank <= 3), 0)
            as decimal(38, 4)
        ) as largest_three,
        count(*) filter (is_now) as open_count,
        count(*) filter (is_now and is_unconverted) as unconverted_item_count
    from ranked

),

behaviors as (

    select
        *,
        row_number() over (order by month_end_date desc) as recency
    from marts.fct_customer_behavior_monthly
    where company_id = $company_id
        and customer_id = $customer_id
        and month_end_date <= cast($as_of_date as date)

),

behavior_then as (

    select weighted_days_late
    from behaviors
    where month_end_date = cast($previous_date as date)

)

select
    customers.customer_id,
    coalesce(customers.customer_name, customers.customer_id) as customer_name,
    customers.tax_id,
    customers.segment,
    customers.stage,
    customers.collector_id,
    customers.payment_terms_days,
    customers.credit_limit_amount,
    behavior.payer_class,
    behavior.payer_class_since_date,
    behavior.trend,
    behavior.weighted_days_late as days_late,
    (select behavior_then.weighted_days_late from behavior_then) as previous_days_late,
    behavior.on_time_rate,
    behavior.month_end_date as behavior_date,
    sums.debits as debits_amount,
    sums.previous_debits as previous_debits_amount,
    sums.overdue as overdue_amount,
    sums.previous_overdue as previous_overdue_amount,
    case
        when sums.debits > 0
            then cast(
                    cast(
                        cast(sums.overdue * 10000 as hugeint) * 100000000
                        // cast(sums.debits * 10000 as hugeint) as hugeint
                    )
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as overdue_rate,
    sums.unapplied as unapplied_amount,
    case
        when sums.overdue > 0
            then cast(
                    cast(
                        cast(sums.largest_three * 10000 as hugeint) * 100000000
                        // cast(sums.overdue * 10000 as hugeint) as hugeint
                    )
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as largest_three_rate,
    case
        when customers.credit_limit_amount > 0 and $currency_view = 'base'
            then cast(
                    cast(
                        cast(sums.debits * 10000 as hugeint) * 100000000
                        // cast(customers.credit_limit_amount * 10000 as hugeint) as hugeint
                    )
                    * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
                )
    end as credit_used_rate,
    sums.open_count,
    sums.unconverted_item_count
from marts.dim_customers as customers
cross join sums
left join behaviors as behavior
    on customers.customer_id = behavior.customer_id
    and behavior.recency = 1
where customers.company_id = $company_id
    and customers.customer_id = $customer_id

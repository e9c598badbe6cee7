-- What changed since the forecast of a week ago, by driver, each with its largest customers; takes $company_id.
-- Returns driver, previous_version_date, version_date, item_count, previous_amount, current_amount, change_amount,
-- customer_name (the one that moves the driver most), customer_change_amount
with

by_customer as (

    select
        bridge.driver,
        bridge.previous_version_date,
        bridge.version_date,
        bridge.customer_id,
        count(*) as item_count,
        sum(bridge.previous_amount_base) as previous_amount,
        sum(bridge.current_amount_base) as current_amount,
        sum(bridge.change_amount_base) as change_amount
    from marts.fct_forecast_bridge as bridge
    where bridge.company_id = $company_id
    group by bridge.driver, bridge.previous_version_date, bridge.version_date, bridge.customer_id

),

ranked as (

    select
        by_customer.*,
        customers.customer_name,
        row_number() over (
            partition by by_customer.driver
            order by abs(by_customer.change_amount) desc, by_customer.customer_id asc
        ) as place
    from by_customer
    left join marts.dim_customers as customers
        on by_customer.customer_id = customers.customer_id
        and customers.company_id = $company_id

)

select
    driver,
    previous_version_date,
    version_date,
    cast(sum(item_count) as integer) as item_count,
    sum(previous_amount) as previous_amount,
    sum(current_amount) as current_amount,
    sum(change_amount) as change_amount,
    max(case when place = 1 then customer_name end) as customer_name,
    max(case when place = 1 then change_amount end) as customer_change_amount
from ranked
group by driver, previous_version_date, version_date
order by abs(sum(change_amount)) desc, driver asc;

{#
    One row per country and calendar day around the ledger's due dates, with the first business day
    on or after it. The empty country is any without a calendar: only its weekends are free. A due
    date centuries away is a typing error, and nobody is late for it.
#}

with

holidays as (

    select * from {{ ref('holidays') }}

),

countries as (

    select distinct country_code from holidays

    union all

    select '' as country_code

),

days as (

    {{ date_series(
        '(select min(due_date) from ' ~ ref('int_debit_slices') ~ ')',
        '(select least(max(due_date), ' ~ add_days(as_of_date(), 1000) ~ ') + 30 from '
        ~ ref('int_debit_slices') ~ ')',
        'calendar_date'
    ) }}

),

marked as (

    select
        countries.country_code,
        days.calendar_date,
        case
            when {{ iso_weekday('days.calendar_date') }} <= 5 and holidays.holiday_date is null
                then days.calendar_date
        end as business_date
    from countries
    cross join days
    left join holidays
        on countries.country_code = holidays.country_code
        and days.calendar_date = holidays.holiday_date

),

final as (

    select
        marked.country_code,
        marked.calendar_date,
        min(marked.business_date) over (
            partition by marked.country_code
            order by marked.calendar_date desc
            rows between unbounded preceding and current row
        ) as next_business_date
    from marked

)

select * from final

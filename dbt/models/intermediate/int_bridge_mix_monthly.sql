{#
    One row per month and company that was there the month before: what its current debits would be if
    only the volume of invoices had changed, and if only volume and the mix of segments had. A segment
    keeps its current debits per invoiced amount; one that invoiced nothing a month ago keeps none.
#}

with

segments as (

    select * from {{ ref('int_bridge_segments_monthly') }}

),

companies as (

    select
        month_number,
        company_id,
        {{ money_sum('invoiced_amount') }} as invoiced_amount
    from segments
    group by month_number, company_id

),

expected as (

    select
        befores.month_number + 1 as month_number,
        befores.company_id,
        befores.current_amount,
        {{ ratio('befores.current_amount', 'befores.invoiced_amount') }} as current_rate,
        coalesce(nows.invoiced_amount, 0) as invoiced_amount
    from segments as befores
    left join segments as nows
        on befores.company_id = nows.company_id
        and befores.segment = nows.segment
        and befores.month_number + 1 = nows.month_number

),

summed as (

    select
        month_number,
        company_id,
        {{ money_sum('case when current_rate is not null then current_amount end') }}
            as rated_current_amount,
        {{ money_sum('cast(current_rate * invoiced_amount as decimal(38, 4))') }} as mixed_amount
    from expected
    group by month_number, company_id

),

final as (

    select
        summed.month_number,
        summed.company_id,
        case
            when befores.invoiced_amount > 0 then cast({{ divide_half_away(
                scaled_integer('summed.rated_current_amount', 4)
                ~ ' * ' ~ scaled_integer('coalesce(nows.invoiced_amount, 0)', 4),
                scaled_integer('befores.invoiced_amount', 4)
            ) }} as decimal(38, 0)) * cast(0.0001 as decimal(5, 4))
            else 0
        end as volume_current_amount,
        summed.mixed_amount as mix_current_amount,
        summed.rated_current_amount
    from summed
    inner join companies as befores
        on summed.company_id = befores.company_id
        and summed.month_number = befores.month_number + 1
    left join companies as nows
        on summed.company_id = nows.company_id
        and summed.month_number = nows.month_number

)

select * from final

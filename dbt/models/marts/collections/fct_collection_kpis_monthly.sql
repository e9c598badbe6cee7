{# One row per complete month and company: how well receivables were turned into cash. #}

with

amounts as (

    select
        collections.*,
        cast(
            collections.opening_amount_base
            + collections.sales_amount_base
            - collections.current_amount_base
            as decimal(38, 4)
        ) as collectable_amount_base,
        cast(
            collections.opening_amount_base
            + collections.sales_amount_base
            - collections.closing_amount_base
            as decimal(38, 4)
        ) as cleared_amount_base,
        cast(2 * collections.sales_amount_base as decimal(38, 4)) as double_sales_amount_base,
        cast(
            collections.opening_amount_base + collections.closing_amount_base as decimal(38, 4)
        ) as double_mean_amount_base,
        cast(
            collections.current_amount_base + collections.overdue_amount_base as decimal(38, 4)
        ) as open_debits_amount_base
    from {{ ref('int_collections_monthly') }} as collections

),

final as (

    select
        month_end_date,
        company_id,
        opening_amount_base,
        closing_amount_base,
        current_amount_base,
        overdue_amount_base,
        over_90_amount_base,
        sales_amount_base,
        cash_collected_amount_base,
        collectable_amount_base,
        opening_overdue_amount_base,
        recovered_amount_base,
        written_off_amount_base,
        {{ ratio('cleared_amount_base', 'collectable_amount_base') }} as cei_rate,
        {{ ratio_null_reason('cleared_amount_base', 'collectable_amount_base', 'collectable') }}
            as cei_rate_null_reason,
        {{ ratio('cash_collected_amount_base', 'collectable_amount_base') }} as cei_cash_rate,
        {{ ratio_null_reason(
            'cash_collected_amount_base', 'collectable_amount_base', 'collectable'
        ) }}
            as cei_cash_rate_null_reason,
        {{ ratio('double_sales_amount_base', 'double_mean_amount_base') }} as receivables_turnover,
        {{ ratio_null_reason(
            'double_sales_amount_base', 'double_mean_amount_base', 'receivables'
        ) }}
            as receivables_turnover_null_reason,
        {{ ratio(
            'recovered_amount_base', 'opening_overdue_amount_base'
        ) }} as overdue_recovery_rate,
        {{ ratio_null_reason('recovered_amount_base', 'opening_overdue_amount_base', 'overdue') }}
            as overdue_recovery_rate_null_reason,
        {{ ratio('overdue_amount_base', 'open_debits_amount_base') }} as overdue_rate,
        {{ ratio_null_reason('overdue_amount_base', 'open_debits_amount_base', 'open_debits') }}
            as overdue_rate_null_reason,
        {{ ratio('over_90_amount_base', 'open_debits_amount_base') }} as over_90_rate,
        {{ ratio_null_reason('over_90_amount_base', 'open_debits_amount_base', 'open_debits') }}
            as over_90_rate_null_reason,
        {{ ratio('written_off_amount_base', 'sales_amount_base') }} as bad_debt_rate,
        {{ ratio_null_reason('written_off_amount_base', 'sales_amount_base', 'sales') }}
            as bad_debt_rate_null_reason
    from amounts

)

select * from final

{#
    One row per item and clearing that closed it, as the newest record with this clearing says it: its side, its place in the order of
    clearing (oldest first), since when the clearing is known, and since when it is known to be undone.
#}

{{ config(materialized='table') }}

with

items as (

    select * from {{ ref('stg_erp__items') }}

),

-- a system that sends its own pairs needs none derived
paired_sources as (

    select distinct source
    from {{ ref('stg_cartera__files') }}
    where reader in ('odoo_partial_reconciles', 'bc_detailed_entries')

),

successions as (

    select
        items.*,
        lead(items.clearing_group) over (
            partition by items.item_key
            order by items.version_at, items.file_id
        ) as next_group,
        lead(items.version_at) over (
            partition by items.item_key
            order by items.version_at, items.file_id
        ) as next_version_at
    from items

),

memberships as (

    select
        successions.*,
        successions.company_id || '|' || successions.currency_code
        || '|' || successions.clearing_group as group_key,
        min(successions.version_at) over (
            partition by successions.item_key, successions.clearing_group
        ) as cleared_at,
        min(
            case
                when coalesce(successions.next_group, '') <> successions.clearing_group
                    then successions.next_version_at
            end
        ) over (
            partition by successions.item_key, successions.clearing_group
        ) as undone_at,
        row_number() over (
            partition by successions.item_key, successions.clearing_group
            order by successions.version_at desc, successions.file_id desc
        ) as recency
    from successions
    left join paired_sources
        on successions.source = paired_sources.source
    where successions.clearing_group is not null
        and successions.amount > 0
        and successions.status = 'posted'
        and paired_sources.source is null

),

final as (

    select
        memberships.*,
        row_number() over (
            partition by memberships.group_key, memberships.item_sign
            order by
                memberships.posting_date,
                memberships.document_id,
                memberships.instalment_number
        ) as place
    from memberships
    where memberships.recency = 1

)

select * from final

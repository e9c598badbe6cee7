{#
    The item lines of a system whose layouts need few words: what each column is, where it is not simply what landed.
    `records` is the raw record, `files` its file; what a layout keeps under a name of ours is read by attribute().
#}
{% macro attribute(name) %}{{ json_text('records.attributes', name) }}{% endmacro %}

{% macro erp_items(layouts, columns, condition='true') %}
{% set c = {
    'company_id': "coalesce(nullif(records.company_id, ''), files.source)",
    'document_id': 'records.document_id',
    'instalment_number': "coalesce(cast(nullif(records.instalment_number, '') as integer), 1)",
    'their_type': "nullif(records.document_type, '')",
    'document_number': "nullif(records.document_number, '')",
    'customer_id': 'records.customer_id',
    'customer_name': attribute('customer_name'),
    'currency_code': "nullif(records.currency_code, '')",
    'local_currency_code': attribute('local_currency_code'),
    'signed_amount': 'cast(records.amount as decimal(18, 4))',
    'signed_amount_base': "cast(nullif(records.amount_base, '') as decimal(18, 4))",
    'posting_date': "cast(coalesce(records.posting_date, records.issue_date) as date)",
    'status': "'posted'",
    'clearing_group': 'cast(null as varchar)',
    'clearing_date': 'cast(null as date)',
    'line_id': 'cast(null as varchar)',
} %}
{% do c.update(columns) %}
with

files as (

    {{ erp_files(layouts) }}

),

records as (

    select * from {{ source('raw', 'documents') }}

),

final as (

    select
        -- keys
        {{ c.company_id }} as company_id,
        {{ c.document_id }} as document_id,
        {{ c.instalment_number }} as instalment_number,

        -- codes and text
        files.reader as layout,
        {{ c.their_type }} as their_type,
        {{ c.document_number }} as document_number,
        {{ c.customer_id }} as customer_id,
        {{ c.customer_name }} as customer_name,
        {{ c.currency_code }} as currency_code,
        {{ c.local_currency_code }} as local_currency_code,
        nullif(records.control_account, '') as control_account,
        cast(null as varchar) as instrument,
        {{ c.status }} as status,

        -- amounts
        {{ c.signed_amount }} as signed_amount,
        {{ c.signed_amount_base }} as signed_amount_base,
        cast(nullif(records.tax_amount, '') as decimal(18, 4)) as tax_amount,

        -- dates
        {{ c.posting_date }} as posting_date,
        cast(nullif(records.issue_date, '') as date) as issue_date,
        cast(nullif(records.due_date, '') as date) as due_date,

        -- clearing
        {{ c.clearing_group }} as clearing_group,
        {{ c.clearing_date }} as clearing_date,
        cast(null as varchar) as referred_number,
        {{ c.line_id }} as line_id,

        -- provenance
        records.attributes,
        {{ version_at() }} as version_at,
        files.source,
        files.file_id,
        records.file_hash,
        records.record_number
    from records
    inner join files
        {{ record_times() }}
    where {{ condition }}

)

select * from final
{% endmacro %}

{#
    The pairs that a system keeps, as allocations of its items: one per pair and day, netted, since taking one back adds a row of the opposite sign.
    Needs pairs: company_id, debit_document_id, debit_instalment_number, credit_document_id, credit_instalment_number, pair_id, amount, effective_date,
    version_at, source, file_id, file_hash, record_number.
#}
{% macro erp_allocations(pairs) %}
    select
        company_id,
        pair_id as allocation_id,
        max(credit_document_id) as credit_document_id,
        max(debit_document_id) as debit_document_id,
        'posted' as status,
        cast(max(credit_instalment_number) as integer) as credit_instalment_number,
        cast(max(debit_instalment_number) as integer) as debit_instalment_number,
        cast(sum(amount) as decimal(18, 4)) as amount,
        cast(null as decimal(18, 4)) as credit_amount,
        min(effective_date) as effective_date,
        cast(null as date) as reversed_date,
        cast(null as varchar) as attributes,
        cast(null as varchar) as recorded_by,
        version_at,
        source,
        file_id,
        file_hash,
        min(record_number) as record_number
    from {{ pairs }}
    where version_at <= {{ known_at() }}
    group by company_id, pair_id, version_at, source, file_id, file_hash
    having sum(amount) > 0
{% endmacro %}

{# One row per dispute, as known. #}

{{ config(materialized='view') }}

{{ newest_versions(ref('stg_canonical__disputes'), ['company_id', 'dispute_id']) }}

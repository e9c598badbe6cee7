{# One row per bank account, as known. #}

{{ newest_versions(ref('stg_canonical__bank_accounts'), ['bank_account_id']) }}

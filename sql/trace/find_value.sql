-- Whether a value can stand in a column, and whether some row of the mart has it.
-- Parameters: $value. Names: mart, key, type. Returns: is_readable, is_found
select
    nullif($value, '') is null or try_cast($value as {{ type }}) is not null as is_readable,
    exists(
        select 1
        from marts.{{ mart }} as mart
        where mart.{{ key }} is not distinct from try_cast(nullif($value, '') as {{ type }})
    ) as is_found

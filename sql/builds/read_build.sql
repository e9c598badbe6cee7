-- What a published file says of itself. Returns one row.
select
    build_id,
    as_of_date,
    known_at,
    published_at,
    code_version,
    seeds_hash
from trace.build

-- The build itself: one row.
-- Returns: build_id, as_of_date, known_at, published_at, code_version
select
    build_id,
    as_of_date,
    known_at,
    published_at,
    code_version
from trace.build

-- The aging buckets by which the build ages.
select buckets.*
from marts.dim_aging_buckets as buckets
order by buckets.position

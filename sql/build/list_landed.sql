-- What has landed, and how often it was seen: the part of a build's name that comes from the files.
-- raw: the folder of raw Parquet. Returns one text per file or sighting.
select file_hash as landed
from read_parquet('{{ raw | string | replace("'", "''") }}/files/*.parquet')
union all
select file_hash || ' ' || seen_at as landed
from read_parquet('{{ raw | string | replace("'", "''") }}/sightings/*.parquet')
order by landed

-- One row: what this file is a function of.
create table trace.build as
select
    $build_id as build_id,
    cast($as_of_date as date) as as_of_date,
    cast($known_at as timestamp) as known_at,
    cast($published_at as timestamp) as published_at,
    $code_version as code_version,
    $seeds_hash as seeds_hash

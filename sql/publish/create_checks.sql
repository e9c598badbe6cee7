-- One row per check that this build ran. checks: a JSON array of objects with these four keys.
create table trace.checks as
select unnest(
    from_json(
        $checks,
        '[{"check_name": "VARCHAR", "status": "VARCHAR", "severity": "VARCHAR", "failures": "BIGINT"}]' -- noqa: LT05
    ),
    recursive := true
)

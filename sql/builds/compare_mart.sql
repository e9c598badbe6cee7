-- Rows that only one of two builds has, counting copies. mart: its name. Returns only_in_first, only_in_second.
select
    (
        select count(*)
        from (
            select * from first.marts."{{ mart }}"
            except all
            select * from second.marts."{{ mart }}"
        ) as gone
    ) as only_in_first,
    (
        select count(*)
        from (
            select * from second.marts."{{ mart }}"
            except all
            select * from first.marts."{{ mart }}"
        ) as fresh
    ) as only_in_second

-- Open one of two builds to compare. path: its file; alias: the name it goes by.
attach '{{ path | string | replace("'", "''") }}' as "{{ alias }}" (read_only)

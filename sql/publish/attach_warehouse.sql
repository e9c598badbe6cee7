-- Open the finished work warehouse beside the file to publish. path: the work warehouse.
attach '{{ path | string | replace("'", "''") }}' as work (read_only)

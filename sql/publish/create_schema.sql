-- One of the two schemas of a published file. schema: its name.
create schema "{{ schema }}"

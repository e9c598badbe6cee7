-- Copy one table, or the rows of one view, into the published file. schema, table: its name.
create table "{{ schema }}"."{{ table }}" as
select * from work."{{ schema }}"."{{ table }}"

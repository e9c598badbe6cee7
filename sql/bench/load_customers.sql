-- Loads the customers with types. Identifiers: folder. Returns the number of rows.
create table loaded_customers as
select *
from read_csv(
        '{{ folder }}/customers.csv',
        delim = ',', quote = '"', escape = '"', header = true, auto_detect = false,
        columns
        = {
            'company_id': 'varchar',
            'customer_id': 'varchar',
            'name': 'varchar',
            'segment': 'varchar'
        }
    )

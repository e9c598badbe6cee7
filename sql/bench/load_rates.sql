-- Loads the exchange rates with types. Identifiers: folder. Returns the number of rows.
create table loaded_rates as
select *
from read_csv(
        '{{ folder }}/rates.csv',
        delim = ',', quote = '"', escape = '"', header = true, auto_detect = false,
        columns = {
            'from_currency_code': 'varchar', 'to_currency_code': 'varchar', 'rate_date': 'date',
            'rate': 'decimal(18, 8)'
        }
    )

-- Loads the allocations with types. Identifiers: folder. Returns the number of rows.
create table loaded_allocations as
select *
from read_csv(
        '{{ folder }}/allocations.csv',
        delim = ',', quote = '"', escape = '"', header = true, auto_detect = false,
        columns = {
            'company_id': 'varchar', 'allocation_id': 'varchar', 'credit_document_id': 'varchar',
            'credit_instalment_number': 'integer', 'debit_document_id': 'varchar',
            'debit_instalment_number': 'integer',
            'amount': 'decimal(18, 4)',
            'effective_date': 'date',
            'recorded_at': 'timestamp'
        }
    )

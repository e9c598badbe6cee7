-- Loads the documents and their corrections with types: the least that any warehouse must pay. Identifiers: folder.
-- Returns the number of rows.
create table loaded_documents as
select *
from read_csv(
        ['{{ folder }}/documents.csv', '{{ folder }}/corrections.csv'],
        delim = ',', quote = '"', escape = '"', header = true, auto_detect = false,
        columns = {
            'company_id': 'varchar', 'document_id': 'varchar', 'instalment_number': 'integer',
            'document_type': 'varchar', 'document_number': 'varchar', 'customer_id': 'varchar',
            'posting_date': 'date',
            'issue_date': 'date',
            'due_date': 'date',
            'currency_code': 'varchar',
            'amount': 'decimal(18, 4)', 'status': 'varchar', 'recorded_at': 'timestamp'
        }
    )

-- Every text of ANDINA that a person could read becomes a canary; IBERIA keeps its own.
update marts.dim_customers set customer_name = 'CANARY ' || customer_id, segment = 'CANARY ' || segment where company_id = 'ANDINA';
update marts.dim_companies set company_name = 'CANARY' where company_id = 'ANDINA';
update trace.slices set document_number = 'CANARY ' || document_number where company_id = 'ANDINA';
update marts.fct_files set file_name = 'CANARY ' || file_name, source = 'CANARY'
where file_hash in (select file_hash from marts.fct_ledger_events where company_id = 'ANDINA');
update trace.records set content = replace(content, '"company_id":"ANDINA"', '"company_id":"ANDINA","note":"CANARY"')
where file_hash in (select file_hash from marts.fct_ledger_events where company_id = 'ANDINA');
update marts.fct_rejected_records set original_text = 'CANARY', reason = 'CANARY'
where file_hash in (select file_hash from marts.fct_ledger_events where company_id = 'ANDINA');

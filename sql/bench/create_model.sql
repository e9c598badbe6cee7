-- Materializes one compiled model. Identifiers: kind (table or view), relation, body. Returns the number of rows.
create or replace {{ kind }} {{ relation }} as {{ body }}

-- Begins the transaction in which one wrong model runs.
begin transaction

-- Makes room for the models that matching needs. Returns nothing.
create schema if not exists intermediate;

-- Makes room for models. Identifiers: schema. Returns nothing.
create schema if not exists {{ schema }}

-- The schema of what Python computes, in the work warehouse.
create schema if not exists computed;

-- The two schemas of a published file.
create schema marts;
create schema trace

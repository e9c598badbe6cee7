-- Keeps later statements, which may be a person's own, from changing any setting.
-- Takes and returns nothing.
set lock_configuration = true

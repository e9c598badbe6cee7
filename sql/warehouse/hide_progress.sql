-- Draws no progress: a statement of some seconds would do so on standard output, among rows.
-- Takes and returns nothing.
set enable_progress_bar = false

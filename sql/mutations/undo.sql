-- Takes back all that the wrong model made.
rollback

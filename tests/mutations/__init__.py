"""Wrong versions of the models, and whether anything notices them.

Holds what draws a wrong model, runs it with all that follows from it, and asks every check.
Does not hold: the checks; they are the laws of dbt/tests, the models' unit tests and the re-performance.
Called by hand and by the long tests: ``python -m tests.mutations --seed N``.
"""

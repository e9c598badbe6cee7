"""The ledger and its marts performed a second time, in plain Python and Decimal, from the contract's text.

Holds versions, open items, allocations, aging, the daily and monthly marts and the rejects of a build.
Does not hold: a line shared with the models; it imports only the standard library and reads only the seeds.
Called by the re-performance and the regression tests.

How the contract's sentences are read here, where they leave room:

1. Within an item, allocations stand in the order of version time, effective date, allocation_id. One is
   rejected when the sum of the unreversed live allocations before it (rejected ones included) and its
   own amount pass the item's amount. One that is accepted but that the item could not hold together with
   the *reversed* allocations before it which are reversed after its effect date, takes effect on the
   latest such reversed date ("one that would overlap it in time takes effect on its reversed_date"). One
   whose effect date is not before its own reversed date never acts, and stands in nobody's way.
2. Without an instalment number an allocation spreads over the document's instalments by due date, then
   number, as far as each is open after the unreversed allocations before it; what is left goes to the
   last instalment, which is then over-allocated, so that the allocation is rejected whole. Each side
   spreads by itself. Its posting date on that side is the latest of the instalments that it may touch.
3. An allocation waits while a side of it is missing, draft or void. A void document with a voided date
   stands from its posting date until that date; its allocations wait.
4. Known at k: of every entity, the versions with a version time up to k. The sum of the events with
   effective date up to t and known_at up to k equals the whole thing performed again with k.
5. An item in another currency than its company's has one factor: amount_base / amount of its record,
   else the newest rate of the 45 days up to its posting date, direct first, then inverse. Its base
   balance is balance × factor, rounded half away from zero to the base currency's decimals.
6. An exact copy of the version before it (whatever its own times) is no version: it "counts once", under the
   time of the first, so that sending the same again changes neither the order nor what was known.
7. Whose books they are, and in which currency, is taken as known from the company's first record on.
8. A missing due date is the issue date, else the posting date.
"""

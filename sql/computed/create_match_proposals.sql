-- Sets of open items that sum to an entry, from the relation `proposed` that Python registered.
create or replace table computed.match_proposals as
select
    entry_key,
    item_key,
    amount,
    rule,
    expected_count
from proposed
order by entry_key, item_key;

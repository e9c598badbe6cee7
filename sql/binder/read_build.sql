-- The build that a binder rests on.
select builds.*
from trace.build as builds

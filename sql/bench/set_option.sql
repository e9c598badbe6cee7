-- Sets one option of the engine. Identifiers: option, value. Returns nothing.
set {{ option }} = '{{ value }}'

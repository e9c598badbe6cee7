-- The rows of a statement that stands elsewhere. Names: body
{{ body }}

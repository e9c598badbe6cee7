"""The binder's movements as an object-centric event log.

Holds the shape of OCEL 2.0 JSON: types, objects and events with qualified relations.
Does not hold: which movements; ``sql/binder/list_event_log.sql`` does.
Called by assemble.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date

OBJECT_TYPES = ("company", "customer", "document", "file")
EVENT_ATTRIBUTES = ("amount", "currency_code", "record_number")


def ocel(rows: Iterable[Mapping[str, object]]) -> str:
    """Return the log as text: one event per movement, related to what it moved and where it is written."""
    objects: dict[str, dict[str, object]] = {}
    events = []
    for row in rows:
        relations = [
            (qualifier, f"{kind}:{_name(row, kind, value)}", kind)
            for qualifier, kind, value in (
                ("of company", "company", row["company_id"]),
                ("of customer", "customer", row["customer_id"]),
                ("moves", "document", row["document_id"]),
                ("against", "document", row["counterpart_document_id"]),
                ("written in", "file", row["file_hash"]),
            )
            if value
        ]
        for _, identifier, kind in relations:
            objects.setdefault(identifier, {"id": identifier, "type": kind, "attributes": []})
        events.append(_event(row, relations))
    types = sorted({str(event["type"]) for event in events})
    attributes = [{"name": name, "type": "string"} for name in EVENT_ATTRIBUTES]
    log = {
        "objectTypes": [{"name": name, "attributes": []} for name in OBJECT_TYPES],
        "eventTypes": [{"name": name, "attributes": attributes} for name in types],
        "objects": [objects[identifier] for identifier in sorted(objects)],
        "events": events,
    }
    return json.dumps(log, indent=None, ensure_ascii=False) + "\n"


def _name(row: Mapping[str, object], kind: str, value: object) -> str:
    return str(value) if kind in ("company", "file") else f"{row['company_id']}/{value}"


def _event(row: Mapping[str, object], relations: Iterable[tuple[str, str, str]]) -> dict[str, object]:
    day = row["effective_date"]
    return {
        "id": str(row["event_id"]),
        "type": str(row["event_type"]),
        "time": f"{day.isoformat() if isinstance(day, date) else day}T00:00:00Z",
        "attributes": [{"name": name, "value": str(row[name])} for name in EVENT_ATTRIBUTES],
        "relationships": [
            {"objectId": identifier, "qualifier": qualifier} for qualifier, identifier, _ in relations
        ],
    }

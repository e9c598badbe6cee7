"""What field 86 of an MT940 entry says of the other party.

Holds the German subfields (?20 to ?63) and the SEPA keywords inside their text.
Does not hold: other fields, or what a business code means; any other text is free text.
Called by mt940.
"""

import re
from dataclasses import dataclass

SUBFIELDS = re.compile(r"\?([0-9]{2})")
PURPOSE = {*(str(number) for number in range(20, 30)), "60", "61", "62", "63"}
KEYWORD = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|PURP|MDAT|IBAN|BIC)\+")


@dataclass(frozen=True, slots=True)
class Details:
    """The other party and its text, as far as field 86 tells."""

    text: str
    name: str = ""
    account: str = ""
    reference: str = ""
    more: tuple[tuple[str, str], ...] = ()


def counterparty_of(value: str) -> Details:
    """Read field 86; its lines and subfields cut words, so they are joined without a blank."""
    code, _, rest = value.replace("\n", "").partition("?")
    if not re.fullmatch(r"[0-9]{3}", code.strip()) or not re.match(r"[0-9]{2}", rest):
        return Details(value.replace("\n", " ").strip())
    pieces = SUBFIELDS.split(f"?{rest}")
    fields: dict[str, str] = {}
    for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
        fields[number] = fields.get(number, "") + text
    purpose = "".join(text for number, text in fields.items() if number in PURPOSE)
    keywords = _keywords(purpose)
    return Details(
        keywords.get("SVWZ", "" if keywords else purpose) or fields.get("00", ""),
        f"{fields.get('32', '')}{fields.get('33', '')}".strip(),
        fields.get("31", "") or keywords.get("IBAN", ""),
        keywords.get("EREF", ""),
        (
            ("end_to_end_id", keywords.get("EREF", "")),
            ("mandate_id", keywords.get("MREF", "")),
            ("batch_id", fields.get("10", "")),
            ("business_code", code.strip()),
            ("return_reason", fields.get("34", "")),
        ),
    )


def _keywords(purpose: str) -> dict[str, str]:
    pieces = KEYWORD.split(purpose)
    return {name: text.strip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}

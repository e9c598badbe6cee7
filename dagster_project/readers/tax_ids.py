"""Tax identifiers of Chile, Mexico and Spain: their one spelling, and whether they can be.

Holds the RUT, the RFC and the NIF (DNI, NIE, CIF) with their check characters.
Does not hold: whose an identifier is, or those of other countries, which are kept as written.
Called by the readers of tax documents.
"""

import re

from dagster_project.readers.statements import UnsoundError

RUT = re.compile(r"([0-9]{1,8})-([0-9K])")
RFC = re.compile(r"[A-ZÑ&]{3,4}[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[A-Z0-9]{2}[0-9A]")
NOBODY = frozenset({"XAXX010101000", "XEXX010101000", "55555555-5", "66666666-6"})
"""The public, foreigners: one identifier for many customers, so it names none of them."""
DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
CIF = re.compile(r"[ABCDEFGHJNPQRSUVW][0-9]{7}[0-9A-J]")


def normal(text: str) -> str:
    """Return an identifier in capitals without blanks and points; a RUT keeps its hyphen, no zeros before."""
    found = "".join(text.split()).upper().replace(".", "")
    if RUT.fullmatch(found.lstrip("0")):
        return found.lstrip("0")
    found = found.replace("-", "")
    return found[2:] if found.startswith("ES") and is_nif(found[2:]) else found


def exact_rut(text: str, *, what: str) -> str:
    """Return a RUT whose check digit is its own."""
    found = normal(text)
    if not is_rut(found):
        raise UnsoundError("bad_tax_id", f"{what} {text[:20]!r} is no RUT")
    return found


def is_rut(text: str) -> bool:
    found = RUT.fullmatch(text)
    if found is None:
        return False
    digits = zip(reversed(found[1]), (2, 3, 4, 5, 6, 7, 2, 3), strict=False)
    rest = 11 - sum(int(digit) * weight for digit, weight in digits) % 11
    return found[2] == {10: "K", 11: "0"}.get(rest, str(rest))


def is_rfc(text: str) -> bool:
    """Tell the form only: one real RFC in seventy fails its check character."""
    return RFC.fullmatch(text) is not None or text in NOBODY


def is_nif(text: str) -> bool:
    """Tell a DNI, a NIE or a CIF by its check character."""
    if CIF.fullmatch(text):
        doubled = [sum(divmod(2 * int(digit), 10)) for digit in text[1:8:2]]
        check = -(sum(doubled) + sum(map(int, text[2:7:2]))) % 10
        return text[8] in (str(check), "JABCDEFGHI"[check])
    digits = text[:-1].translate(str.maketrans("XYZ", "012")) if text[:1] in "XYZ" else text[:-1]
    if not re.fullmatch(r"[0-9]{8}", digits) or not re.fullmatch(r"[XYZ0-9][0-9]{7}[A-Z]", text):
        return False
    return text[8] == DNI_LETTERS[int(digits) % 23]

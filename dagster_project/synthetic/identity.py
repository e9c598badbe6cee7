"""Invented names and valid tax numbers.

Holds the check digits of the Chilean RUT and the Spanish NIF, and the words that names are made of.
Does not hold: real companies; a likeness is chance.
Called by ``synthetic.customers``.
"""

import random

RUT_WEIGHTS = (2, 3, 4, 5, 6, 7)

FIRST_WORDS = {
    "CL": (
        "Austral",
        "Lonquimay",
        "Puelche",
        "Aconcagua",
        "Chinchorro",
        "Maipo",
        "Licanray",
        "Atacama",
        "Cauquenes",
        "Ñielol",
        "Quillay",
        "Copihue",
        "Mirador",
        "Itata",
        "Choapa",
        "Tolten",
        "Elqui",
        "Limarí",
        "Petrohué",
    ),
    "ES": (
        "Duero",
        "Albufera",
        "Montseny",
        "Tajo",
        "Cantábrica",
        "Gredos",
        "Almazara",
        "Turia",
        "Sil",
        "Aneto",
        "Guadiana",
        "Peñalara",
        "Moncayo",
        "Ebro",
        "Alcarria",
        "Cíes",
        "Urumea",
        "Segura",
        "Jalón",
    ),
    "US": ("Bluewater", "Ridgeline", "Harbor", "Prairie", "Cedar Creek", "Northgate", "Lakeside", "Summit"),
}
TRADES = {
    "retail": ("Comercial", "Distribuidora", "Supermercados", "Tiendas", "Mayorista"),
    "construction": ("Constructora", "Obras", "Inmobiliaria", "Ingeniería", "Montajes"),
    "services": ("Servicios", "Logística", "Transportes", "Mantención", "Consultores"),
    "industry": ("Industrias", "Metalúrgica", "Conservas", "Química", "Papelera"),
}
ENGLISH_TRADES = {
    "retail": "Trading",
    "construction": "Builders",
    "services": "Logistics",
    "industry": "Mills",
}
LEGAL_FORMS = {"CL": ("SpA", "Ltda.", "S.A."), "ES": ("S.L.", "S.A.", "S.L.U."), "US": ("Inc.", "LLC")}
GIVEN_NAMES = (
    "Camila",
    "Javier",
    "Lucía",
    "Rodrigo",
    "Marta",
    "Ignacio",
    "Paula",
    "Andrés",
    "Elena",
    "Tomás",
)
FAMILY_NAMES = ("Rojas", "Fuentes", "García", "Soto", "Navarro", "Muñoz", "Ortega", "Vidal", "Castro", "Peña")


def rut(number: int) -> str:
    """Return a RUT with its check digit (modulus 11, weights 2 to 7 from the right)."""
    digits = [int(digit) for digit in reversed(str(number))]
    total = sum(digit * RUT_WEIGHTS[place % 6] for place, digit in enumerate(digits))
    check = {10: "K", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    return f"{number:,}".replace(",", ".") + f"-{check}"


def nif(number: int, *, letter: str = "B") -> str:
    """Return a company NIF with its control digit (Luhn over the seven digits)."""
    digits = [int(digit) for digit in f"{number:07d}"]
    odd = sum(sum(divmod(2 * digit, 10)) for digit in digits[0::2])
    return f"{letter}{number:07d}{(10 - (odd + sum(digits[1::2])) % 10) % 10}"


def tax_number(country: str, *, draw: random.Random) -> str:
    if country == "CL":
        return rut(draw.randint(76_000_000, 79_900_000))
    if country == "ES":
        return nif(draw.randint(1_000_000, 9_899_999), letter=draw.choice("AB"))
    return f"{draw.randint(10, 98)}-{draw.randint(1_000_000, 9_999_999)}"


def trade_name(country: str, *, segment: str, draw: random.Random) -> str:
    place, form = draw.choice(FIRST_WORDS[country]), draw.choice(LEGAL_FORMS[country])
    if country == "US":
        return f"{place} {ENGLISH_TRADES[segment]} {form}"
    return f"{draw.choice(TRADES[segment])} {place} {form}"


def person_name(draw: random.Random) -> str:
    return f"{draw.choice(GIVEN_NAMES)} {draw.choice(FAMILY_NAMES)} {draw.choice(FAMILY_NAMES)}"

"""The words of the app in each language.

Holds the reading of ``locales/<language>.json`` and the function that every visible word passes through.
Does not hold: the words, the form of numbers and days (``formats``).
Called by ``app``; its ``Words`` travel to the views, findings and charts.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from streamlit_app.settings import APP_ROOT

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>^=])")


@dataclass(frozen=True)
class Words:
    """The words of one language; call it with a key."""

    language: str
    texts: MappingProxyType[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        return self.texts[key].format(**values)

    def counted(self, key: str, number: int, /, **values: object) -> str:
        """Return the words for a number of things: those of one, or those of many."""
        return self(f"{key}.one" if number == 1 else key, **values)

    def of_code(self, group: str, code: str) -> str:
        """Return the word for a code that comes from data; a code without one is shown as it is."""
        return self.texts.get(f"{group}.{code}", code.replace("_", " "))

    def months(self) -> Sequence[str]:
        return self.texts["months.short"].split(" ")

    def month_names(self) -> Sequence[str]:
        return self.texts["months.long"].split(" ")


@cache
def words(language: str) -> Words:
    """Return the words of a language."""
    text = (APP_ROOT / "locales" / f"{language}.json").read_text(encoding="utf-8")
    return Words(language, MappingProxyType(json.loads(text)))


def literal(text: str) -> str:
    """Escape text that comes from data, so that markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))

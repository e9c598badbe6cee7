"""An XML file as parts, each given when it ends and then forgotten.

Holds the strict parser: no DOCTYPE, no entity of the file's own, no end but the root's, a limit on depth.
Does not hold: any format, or what an element means.
Called by the readers of tax documents.
"""

from collections.abc import Collection, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element
from xml.parsers import expat

from dagster_project.readers.statements import UnsoundError

CHUNK_BYTES = 1 << 16
MAXIMUM_DEPTH = 60
"""Deepest element: a tax document with its complements and signature needs less than 20."""


def read_parts(stream: BinaryIO, *, parts: Collection[str] = ()) -> Iterator[Element]:
    """Yield each outermost element named in `parts` as it ends, then the root, without them.

    Names are local: prefixes and namespaces are cut off, save the root's, kept as its attribute ``xmlns``.
    """
    tree = _Tree(frozenset(parts))
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = tree.start
    parser.EndElementHandler = tree.end
    parser.CharacterDataHandler = tree.text
    is_last = False
    try:
        while not is_last:
            chunk = stream.read(CHUNK_BYTES)
            is_last = not chunk
            parser.Parse(chunk, is_last)
            yield from tree.drain()
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise UnsoundError("bad_xml", f"is no whole XML file ({error})") from error


def text_of(element: Element | None, path: str = "") -> str:
    """Return the text at `path` on one line, empty where there is none."""
    found = element.find(path) if path and element is not None else element
    return " ".join((found.text or "").split()) if found is not None else ""


def _refuse_doctype(*_: object) -> None:
    raise UnsoundError("doctype", "declares a DOCTYPE, which no tax document needs")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _Tree:
    """The open elements of a file, and the parts that are ready to be given."""

    def __init__(self, parts: frozenset[str]) -> None:
        self._parts = parts
        self._open: list[Element] = []
        self._inside = 0
        self._ready: list[Element] = []

    def drain(self) -> Iterator[Element]:
        ready, self._ready = self._ready, []
        yield from ready

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAXIMUM_DEPTH:
            raise UnsoundError("bad_xml", f"is nested more than {MAXIMUM_DEPTH} deep")
        element = Element(_local(name), {_local(key): value for key, value in attributes.items()})
        if not self._open:
            element.set("xmlns", name.rpartition(" ")[0])
        else:
            self._open[-1].append(element)
        self._open.append(element)
        self._inside += element.tag in self._parts

    def text(self, text: str) -> None:
        self._open[-1].text = f"{self._open[-1].text or ''}{text}"

    def end(self, _: str) -> None:
        element = self._open.pop()
        is_part = element.tag in self._parts
        self._inside -= is_part
        if is_part and not self._inside and self._open:
            self._ready.append(element)
            self._open[-1].remove(element)
        elif not self._open:
            self._ready.append(element)

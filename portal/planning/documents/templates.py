"""The county's own DOCX for Beschlussvorlagen: checked before it is kept, filled where its placeholders stand.

A placeholder is written {{titel}}. Word often splits what is typed into several runs; the text of a paragraph is therefore read
as one, and what is replaced takes the look of the run its first sign stands in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.planning.terms.papers import LARGEST_TEMPLATE

if TYPE_CHECKING:
    from docx.document import Document

#: A node of the document's XML; the library that reads it has no types.
Element = Any
MOST_PARTS = 400
LARGEST_UNPACKED = 24 * 1024 * 1024
LARGEST_RATIO = 200
#: So often something may be filled in; a template with more would become a book.
MOST_PLACES = 200
_PLACE = re.compile(r"\{\{([^{}]{1,80})\}\}")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FETCHING = re.compile(r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|RD|DATABASE)\b", re.IGNORECASE)
_ACTIVE = ("vbaproject", "activex", "oleobject", "embeddings/", "vbadata", "customui")
#: Parts whose XML is looked through, and those that hold none: pictures and fonts. Nothing else belongs into a template.
_READ = (".xml", ".rels", ".vml", ".svg")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".odttf", ".ttf", "/")
#: What makes Word ask elsewhere without a field: pieces of other documents, lists for form letters.
_FETCHING_TAGS = (f"{_W}altChunk", f"{_W}mailMerge")


@dataclass(frozen=True)
class Placeholder:
    """One place of the template that is filled."""

    key: str
    #: What stands there, for the page of the template.
    meaning: str
    #: A paper without it is missing something.
    is_needed: bool = False


PLACEHOLDERS = (
    Placeholder("titel", N_("Titel der Vorlage"), is_needed=True),
    Placeholder("nummer", N_("Nummer der Vorlage")),
    Placeholder("fassung", N_("Fassung oder Entwurf")),
    Placeholder("datum", N_("Datum der Vorlage")),
    Placeholder("landkreis", N_("Name des Landkreises")),
    Placeholder("ort", N_("Sozialraum, um den es geht")),
    Placeholder("beratungsfolge", N_("Gremien, Sitzungen und was sie tun sollen")),
    Placeholder("sachverhalt", N_("Sachverhalt"), is_needed=True),
    Placeholder("belege", N_("Was dafür und dagegen spricht, mit den Zahlen der Bedarfe")),
    Placeholder("optionen", N_("Optionen mit Kosten, Für und Wider")),
    Placeholder("kosten", N_("Kosten und Finanzierung")),
    Placeholder("auswirkungen", N_("Auswirkungen auf die Grunddaseinsfunktionen")),
    Placeholder("beschlussvorschlag", N_("Beschlussvorschlag"), is_needed=True),
)
KEYS = frozenset(one.key for one in PLACEHOLDERS)

_NO_DOCX = N_(
    "Diese Datei ist kein Word-Dokument (.docx), das sich öffnen lässt. Bitte speichern Sie das Muster in Word als „.docx“."
)


def check_template(file: bytes) -> list[str]:
    """The placeholders of a county's template, sorted.

    Raises `InvalidInput` for what is no DOCX, too large, packed like a bomb, holds macros, embedded objects, fields or relations
    that fetch something from elsewhere, and for placeholders nobody can fill, naming them.
    """
    if len(file) > LARGEST_TEMPLATE:
        raise _refused("template.large", N_("Das Muster ist größer als 2 MB. Bitte verkleinern Sie die Bilder darin."))
    _check_package(file)
    found = _placeholders(file)
    unknown = sorted(found - KEYS)
    if unknown:
        raise InvalidInput(
            "template.unknown",
            N_(
                "Diese Platzhalter kennt das Portal nicht: %(names)s. "
                "Bitte prüfen Sie die Schreibweise; unten stehen alle, die es gibt."
            ),
            field="file",
            names=", ".join(f"{{{{{one}}}}}" for one in unknown),
        )
    if not found:
        raise _refused(
            "template.empty",
            N_(
                "In diesem Muster steht kein Platzhalter. Schreiben Sie zum Beispiel {{titel}} dorthin, wo der Titel stehen soll."
            ),
        )
    return sorted(found)


def _refused(code: str, message: str, **params: object) -> InvalidInput:
    return InvalidInput(code, message, field="file", **params)


def _check_package(file: bytes) -> None:
    try:
        with ZipFile(BytesIO(file)) as package:
            _check_sizes(package)
            names = {one.filename for one in package.infolist()}
            if not {"[Content_Types].xml", "word/document.xml"} <= names:
                raise _refused("template.no-docx", _NO_DOCX)
            _check_names(names)
            for name in sorted(names):
                if name.lower().endswith(_READ):
                    _check_xml(name, package.read(name))
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, KeyError) as error:
        raise _refused("template.no-docx", _NO_DOCX) from error


def _check_sizes(package: ZipFile) -> None:
    parts = package.infolist()
    unpacked = sum(one.file_size for one in parts)
    packed = sum(one.compress_size for one in parts) or 1
    is_bomb = unpacked > LARGEST_UNPACKED or unpacked / packed > LARGEST_RATIO
    if len(parts) > MOST_PARTS or is_bomb or len({one.filename for one in parts}) < len(parts):
        raise _refused(
            "template.bomb", N_("Ausgepackt wäre dieses Muster viel zu groß. Bitte speichern Sie es in Word neu.")
        )


def _check_names(names: set[str]) -> None:
    for name in names:
        parts = name.replace("\\", "/").split("/")
        if ".." in parts or name.startswith("/") or ":" in parts[0]:
            raise _refused("template.no-docx", _NO_DOCX)
        if any(word in name.lower() for word in _ACTIVE) or not name.lower().endswith(_READ + _PICTURES):
            raise _refused(
                "template.active",
                N_(
                    "Dieses Muster enthält Makros oder eingebettete Objekte. Bitte speichern Sie es in Word ohne sie als „.docx“."
                ),
            )


def _check_xml(name: str, content: bytes) -> None:
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise _refused("template.no-docx", _NO_DOCX) from error
    if name.lower().endswith(".rels"):
        for relation in root:
            _check_relation(relation)
    elif name == "[Content_Types].xml":
        _check_types(root)
    else:
        _check_fields(root)


def _check_relation(relation: Any) -> None:
    if relation.get("TargetMode", "").lower() != "external":
        return
    is_link = relation.get("Type", "").endswith("/hyperlink")
    if is_link and relation.get("Target", "").lower().startswith(("https://", "http://", "mailto:")):
        return
    raise _refused(
        "template.external",
        N_(
            "Dieses Muster holt beim Öffnen etwas von woanders (%(target)s), zum Beispiel eine verknüpfte Vorlage oder ein Bild. "
            "Bitte lösen Sie die Verknüpfung in Word und speichern Sie neu."
        ),
        target=relation.get("Target", "")[:120],
    )


def _check_types(root: Any) -> None:
    types = {one.get("PartName") or f".{one.get('Extension', '')}": one.get("ContentType", "").lower() for one in root}
    is_active = any(word in kind for kind in types.values() for word in ("macro", *_ACTIVE))
    is_hidden = any("xml" in kind and not name.lower().endswith(_READ) for name, kind in types.items())
    if types.get("/word/document.xml") != _MAIN.lower() or is_active or is_hidden:
        raise _refused("template.no-docx", _NO_DOCX)


def _check_fields(root: Any) -> None:
    told = "".join(_instruction(one) for one in root.iter())
    if _FETCHING.search(told) or any(next(root.iter(tag), None) is not None for tag in _FETCHING_TAGS):
        raise _refused(
            "template.fields",
            N_(
                "In diesem Muster steht ein Feld, das Inhalte von woanders holt. Bitte ersetzen Sie es in Word durch festen Text."
            ),
        )


def _instruction(one: Any) -> str:
    """What an element adds to the instructions of fields. Runs may split a word; where a field begins or ends, a word does too."""
    if one.tag in (f"{_W}instrText", f"{_W}delInstrText"):
        return str(one.text or "")
    if one.tag == f"{_W}fldSimple":
        return f" {one.get(f'{_W}instr', '')} "
    return " " if one.tag == f"{_W}fldChar" else ""


def _placeholders(file: bytes) -> set[str]:
    told = [found[1] for one in paragraphs(opened(file)) for found in _PLACE.finditer(text_of(one))]
    if len(told) > MOST_PLACES:
        raise _refused("template.many", N_("In diesem Muster stehen mehr als %(most)s Platzhalter."), most=MOST_PLACES)
    return {one.strip().lower() for one in told}


def opened(file: bytes) -> "Document":
    """The checked template. Raises `InvalidInput` when the library cannot read it."""
    import docx

    try:
        return docx.Document(BytesIO(file))
    except Exception as error:  # the library answers broken files with a dozen kinds of exception
        raise _refused("template.no-docx", _NO_DOCX) from error


def paragraphs(document: "Document") -> Iterator[Element]:
    """Every paragraph of body, tables, text boxes, heads and feet."""
    parts = [document.part, *(one.target_part for one in document.part.rels.values() if _is_beside(one))]
    for part in parts:
        yield from list(part.element.iter(f"{_W}p"))


def _is_beside(relation: Any) -> bool:
    kind = relation.reltype.rpartition("/")[2]
    return not relation.is_external and kind in ("header", "footer") and hasattr(relation.target_part, "element")


def _texts(paragraph: Element) -> list[Element]:
    """The text elements of a paragraph, without those of a text box that hangs in it."""
    return [one for one in paragraph.iter(f"{_W}t") if next(one.iterancestors(f"{_W}p"), None) is paragraph]


def text_of(paragraph: Element) -> str:
    """What a paragraph says, whatever runs Word split it into."""
    return "".join(one.text or "" for one in _texts(paragraph))


def block_in(paragraph: Element) -> str | None:
    """The placeholder a paragraph consists of; None when there is more or nothing in it."""
    found = _PLACE.fullmatch(text_of(paragraph).strip())
    return found[1].strip().lower() if found else None


def replace_in(paragraph: Element, values: Mapping[str, str]) -> None:
    """Put values in place of the placeholders of one paragraph; line breaks become breaks."""
    for found in reversed(list(_PLACE.finditer(text_of(paragraph)))):
        value = values.get(found[1].strip().lower())
        if value is not None:
            _put(_texts(paragraph), found.start(), found.end(), value)
    for one in _texts(paragraph):
        _break_lines(one)


def _put(texts: list[Element], start: int, stop: int, value: str) -> None:
    position, is_put = 0, False
    for one in texts:
        old = one.text or ""
        begins, ends = position, position + len(old)
        position = ends
        if ends <= start or begins >= stop:
            continue
        kept_before, kept_after = old[: max(0, start - begins)], old[max(0, stop - begins) :] if stop < ends else ""
        one.text = f"{kept_before}{'' if is_put else value}{kept_after}"
        one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        is_put = True


def _break_lines(one: Element) -> None:
    lines = (one.text or "").split("\n")
    if len(lines) == 1:
        return
    from docx.oxml import OxmlElement

    one.text = lines[0]
    after = one
    for line in lines[1:]:
        gap, told = OxmlElement("w:br"), OxmlElement("w:t")
        told.text = line
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        after.addnext(gap)
        gap.addnext(told)
        after = told

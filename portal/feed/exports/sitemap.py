"""`sitemap.xml`: every public page, split into several files when there are too many for one."""

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405

#: What the protocol allows in one file.
MOST_ADDRESSES = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: Address and the day of its latest change, where it is known.
Address = tuple[str, date | None]


def parts_of(addresses: Sequence[Address], *, most: int = MOST_ADDRESSES) -> list[Sequence[Address]]:
    """The addresses in files of at most so many; at least one file."""
    return [addresses[begin : begin + most] for begin in range(0, len(addresses), most)] or [()]


def sitemap(addresses: Sequence[Address]) -> bytes:
    """One file of addresses."""
    return _document("urlset", "url", addresses)


def sitemap_index(parts: Sequence[Address]) -> bytes:
    """The file that names the others."""
    return _document("sitemapindex", "sitemap", parts)


def _document(root: str, each: str, addresses: Sequence[Address]) -> bytes:
    whole = Element(root, {"xmlns": _NAMESPACE})
    for address, changed in addresses:
        node = SubElement(whole, each)
        SubElement(node, "loc").text = address
        if changed is not None:
            SubElement(node, "lastmod").text = changed.isoformat()
    told: bytes = tostring(whole, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + told

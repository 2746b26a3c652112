"""Feeds as RFC 4287 has them. The library writes and escapes; signs that XML cannot hold are left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405

ATOM_MIMETYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One entry with its final address."""

    id: str
    title: str
    text: str
    at: datetime
    url: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself."""

    id: str
    title: str
    author: str
    #: Its own address.
    url: str
    #: The page it belongs to.
    page: str
    language: str
    #: Addresses of calendars beside it, with their titles.
    calendars: tuple[tuple[str, str], ...] = ()


def atom(feed: Feed, entries: Sequence[Entry], *, empty_since: datetime) -> bytes:
    """The feed as a document. Its date is that of the newest entry, `empty_since` without any: the same content, the same bytes."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max((one.at for one in entries), default=empty_since)))
    _text(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", {"rel": "self", "type": ATOM_MIMETYPE, "href": feed.url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    for address, title in feed.calendars:
        SubElement(root, "link", {"rel": "related", "type": "text/calendar", "href": address, "title": _clean(title)})
    for one in entries:
        node = SubElement(root, "entry")
        _text(node, "id", one.id)
        _text(node, "title", one.title)
        _text(node, "updated", _moment(one.at))
        SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": one.url})
        _text(node, "summary", one.text)
        for name in one.categories:
            SubElement(node, "category", {"term": _clean(name)})
    told: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + told


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return _IMPOSSIBLE.sub("", text)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""Reading pages in tests: what stands where, and forms filled in the way a browser would send them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.test import TestResponse

Value = str | list[Any] | tuple[Any, ...]


def words_of(node: LexborNode) -> str:
    """The text of a node with its white space folded, as a person reads it."""
    return " ".join(node.text(deep=True, separator=" ").split())


class Page:
    """One answer of the portal, parsed."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.url = response.request.path
        self.tree = LexborHTMLParser(response.get_data(as_text=True))

    def all(self, selector: str) -> list[LexborNode]:
        """Every element that matches, in the order of the page."""
        return self.tree.css(selector)

    def one(self, selector: str) -> LexborNode:
        """The only element that matches. Fails when there is none or more than one."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} × {selector} on {self.url}"
        return found[0]

    def has(self, selector: str) -> bool:
        return bool(self.all(selector))

    def text(self, selector: str = "body") -> str:
        """What the only matching element says."""
        return words_of(self.one(selector))

    def texts(self, selector: str) -> list[str]:
        """What each matching element says."""
        return [words_of(node) for node in self.all(selector)]

    def attribute(self, selector: str, name: str) -> str:
        value = self.one(selector).attributes.get(name)
        assert value is not None, f"{selector} has no {name}"
        return value

    @property
    def heading(self) -> str:
        return self.text("h1")

    def rows(self, selector: str = "tbody tr") -> list[list[str]]:
        """A table as lists of what its cells say."""
        return [[words_of(cell) for cell in row.css("th, td")] for row in self.all(selector)]

    def link(self, text: str) -> str:
        """Where the only link with these words leads."""
        found = [node for node in self.all("a[href]") if words_of(node) == text]
        assert found, f"no link {text!r} on {self.url}"
        targets = {node.attributes["href"] or "" for node in found}
        assert len(targets) == 1, f"links {text!r} lead to {targets}"
        return urljoin(self.url, targets.pop())

    def form(self, selector: str = "main form") -> "FilledForm":
        """The only matching form, with the values it was rendered with."""
        return FilledForm.from_node(self.one(selector), self.url)

    def errors(self) -> dict[str, str]:
        """Name of each field marked invalid → what its description says."""
        found: dict[str, str] = {}
        for control in self.all("[aria-invalid=true]"):
            ids = (control.attributes.get("aria-describedby") or "").split()
            said = [words_of(node) for name in ids for node in self.all(f'[id="{name}"]')]
            found[control.attributes.get("name") or control.attributes.get("id") or ""] = " ".join(said)
        return found


@dataclass
class FilledForm:
    """A form as it stands on a page: where it goes and what it would send."""

    action: str
    method: str
    multipart: bool
    values: dict[str, list[Any]] = field(default_factory=dict)
    #: Every name a person could fill in, also those that send nothing while they are empty (check boxes, files).
    names: frozenset[str] = frozenset()
    #: (name, value) of each button.
    buttons: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_node(cls, node: LexborNode, url: str) -> "FilledForm":
        values: dict[str, list[Any]] = {}
        controls = list(_controls(node))
        for control in controls:
            for value in _initial_values(control):
                values.setdefault(control.attributes["name"] or "", []).append(value)
        buttons = [b for b in node.css("button[name], input[type=submit][name]") if b.attributes.get("name")]
        return cls(
            action=urljoin(url, node.attributes.get("action") or url),
            method=(node.attributes.get("method") or "get").lower(),
            multipart=node.attributes.get("enctype") == "multipart/form-data",
            values=values,
            names=frozenset(control.attributes["name"] or "" for control in controls),
            buttons=tuple((b.attributes["name"] or "", b.attributes.get("value") or "") for b in buttons),
        )

    def filled(self, fields: Mapping[str, Value], *, button: str | None = None) -> dict[str, list[Any]]:
        """What is sent when these fields are filled in. A field the form does not have fails the test.

        `button` is the name of the button pressed, or its value when several share a name.
        """
        unknown = set(fields) - self.names
        assert not unknown, f"the form has no field {sorted(unknown)}; it has {sorted(self.names)}"
        data = dict(self.values)
        for name, value in fields.items():
            # A tuple is a file, a list several values of one name.
            data[name] = list(value) if isinstance(value, list) else [value]
        if button is not None:
            pressed = [pair for pair in self.buttons if button in pair]
            assert len(pressed) == 1, f"{len(pressed)} buttons {button!r} among {self.buttons}"
            data.setdefault(pressed[0][0], []).append(pressed[0][1])
        return data


def _controls(form: LexborNode) -> Iterator[LexborNode]:
    for control in form.css("input[name], select[name], textarea[name]"):
        if "disabled" not in control.attributes and control.attributes.get("type") not in {"submit", "button", "image"}:
            yield control


def _initial_values(control: LexborNode) -> list[str]:
    attributes = control.attributes
    if control.tag == "textarea":
        return [control.text(deep=True).removeprefix("\n")]
    if control.tag == "select":
        options = control.css("option")
        chosen = [option for option in options if "selected" in option.attributes]
        if not chosen and "multiple" not in attributes:
            chosen = options[:1]
        return [_option_value(option) for option in chosen]
    kind = attributes.get("type") or "text"
    if kind in {"checkbox", "radio"}:
        return [attributes.get("value") or "on"] if "checked" in attributes else []
    return [] if kind == "file" else [attributes.get("value") or ""]


def _option_value(option: LexborNode) -> str:
    value = option.attributes.get("value")
    return words_of(option) if value is None and "value" not in option.attributes else value or ""

"""Pages composed by contribution: a page offers a slot, features below or above it fill it without knowing each other."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from flask import Flask, render_template
from markupsafe import Markup

Panel = Callable[..., str | None]
Source = Callable[..., Any]

_panels: dict[str, dict[tuple[int, str], Panel]] = defaultdict(dict)
_sources: dict[str, dict[tuple[int, str], Source]] = defaultdict(dict)


def panel(slot: str, *, order: int = 50) -> Callable[[Panel], Panel]:
    """Fill a slot: the function gets what the page passes and returns rendered HTML (`render_panel`) or None for nothing."""

    def remember(call: Panel) -> Panel:
        _panels[slot][order, f"{call.__module__}.{call.__qualname__}"] = call
        return call

    return remember


def render_panel(template: str, **context: Any) -> str:
    """The HTML of a panel from its own template."""
    return render_template(template, **context)


def panels(slot: str, **context: Any) -> Markup:
    """Everything that fills `slot`, in order; for templates."""
    filled = [call(**context) for _key, call in sorted(_panels[slot].items(), key=lambda item: item[0])]
    return Markup("\n").join(Markup(html) for html in filled if html)  # noqa: S704 - panels are rendered templates


def contributes(topic: str, *, order: int = 50) -> Callable[[Source], Source]:
    """Add values (not HTML) to a topic, for example entries of a timeline."""

    def remember(call: Source) -> Source:
        _sources[topic][order, f"{call.__module__}.{call.__qualname__}"] = call
        return call

    return remember


def collect(topic: str, **context: Any) -> list[Any]:
    """All values of a topic; each source returns an iterable."""
    return [
        value for _key, call in sorted(_sources[topic].items(), key=lambda item: item[0]) for value in call(**context)
    ]


def init(app: Flask) -> None:
    app.jinja_env.globals["panels"] = panels

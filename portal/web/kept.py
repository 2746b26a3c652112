"""Parts of pages that are the same for everybody who reads in the same language: drawn once, then kept in the process.

    {% kept language(), site() %}…{% endkept %}

Whatever the part shows must stand in its key, each value hashable. A part with a value that is not in its key shows one reader
what was meant for another, so nothing personal belongs inside: names, tokens, what somebody typed.
"""

from collections.abc import Callable, Hashable
from typing import Any

from flask import Flask
from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

#: So many parts are kept; then all are forgotten, which costs drawing each of them once more.
MOST = 4096


class Kept(Extension):
    """The tag `kept`."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.tags = {"kept"}
        self._drawn: dict[tuple[Hashable, ...], Any] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        where = nodes.Const(f"{parser.name}:{line}")
        key = parser.parse_tuple(with_condexpr=True)
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        drawn = self.call_method("_draw_once", [where, key])
        return nodes.CallBlock(drawn, [], [], body).set_lineno(line)

    def _draw_once(self, where: str, key: Hashable, caller: Callable[[], Any]) -> Any:
        if self.environment.auto_reload:  # while templates are being written, pages show them as they are
            return caller()
        known = self._drawn.get((where, key))
        if known is None:
            if len(self._drawn) >= MOST:
                self._drawn.clear()
            known = self._drawn[where, key] = caller()
        return known


def init(app: Flask) -> None:
    app.jinja_env.add_extension(Kept)

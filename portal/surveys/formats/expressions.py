"""Expressions of LimeSurvey and XLSForm ("show this question if …") read as conditions.

Only what means exactly the same here is translated; anything else raises `Untranslatable`, and the import says so.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from portal.kernel.errors import InvalidInput
from portal.surveys.terms import Comparison, Condition, Junction, Test
from portal.surveys.terms.conditions import condition_from_json, condition_to_json

LONGEST_EXPRESSION = 5_000

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<reference>\$\{\s*[\w.-]+\s*\})
    | (?P<number>-?\d+(?:\.\d+)?(?![\w.]))
    | (?P<name>string-length\b|[A-Za-z0-9_][\w.]*)
    | (?P<sign>&&|\|\||==|!=|<>|<=|>=|[=<>!(),])
    )""",
    re.VERBOSE,
)
_SIGNS = {
    "==": "=",
    "eq": "=",
    "<>": "!=",
    "ne": "!=",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "&&": "and",
    "||": "or",
}
_COMPARED = ("=", "!=", "<", "<=", ">", ">=")
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">": "<=", "<=": ">", ">=": "<"}
_TESTS = {"<": Test.LESS, "<=": Test.AT_MOST, ">": Test.MORE, ">=": Test.AT_LEAST}


class Untranslatable(Exception):
    """The expression says something that no condition here can say."""


@dataclass(frozen=True)
class Symbol:
    """What a name in an expression stands for."""

    question: str
    #: One box of a question with several answers: the name then says whether it is ticked.
    option: str = ""
    #: {value in the file: value here}; empty when every value may stand as it is.
    values: Mapping[str, str] = field(default_factory=dict)
    #: Whether it can be compared by size.
    counts: bool = False


@dataclass(frozen=True)
class _Said:
    """A comparison as it stands in the file; sign "answered" without a value asks whether there is an answer."""

    name: str
    sign: str
    value: str = ""


@dataclass(frozen=True)
class _Joined:
    parts: tuple["_Node", ...]
    any_of: bool


_Node = _Said | _Joined
#: All symbols a name stands for: one, or those of all rows for "that.Q".
Resolve = Callable[[str], Sequence[Symbol]]


def condition(expression: str, resolve: Resolve) -> Condition | None:
    """The expression as a condition; None when it always holds. Raises `Untranslatable`."""
    stripped = expression.strip()
    if stripped in ("", "1", "true()"):
        return None
    if len(stripped) > LONGEST_EXPRESSION:
        raise Untranslatable
    try:
        node = _Parser(stripped).whole()
        made = _translated(node, resolve)
        return condition_from_json(condition_to_json(made))
    except (InvalidInput, RecursionError) as error:
        raise Untranslatable from error


class _Parser:
    """Recursive descent: or < and < not < comparison."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._at = 0

    def whole(self) -> _Node:
        node = self._either()
        if self._at < len(self._tokens):
            raise Untranslatable
        return node

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")

    def _take(self, value: str | None = None) -> tuple[str, str]:
        token = self._peek()
        if token[0] == "end" or (value is not None and token[1] != value):
            raise Untranslatable
        self._at += 1
        return token

    def _either(self) -> _Node:
        parts = [self._both()]
        while self._peek() == ("sign", "or"):
            self._take()
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else _Joined(tuple(parts), True)

    def _both(self) -> _Node:
        parts = [self._not()]
        while self._peek() == ("sign", "and"):
            self._take()
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else _Joined(tuple(parts), False)

    def _not(self) -> _Node:
        if self._peek() in (("sign", "!"), ("name", "not")):
            self._take()
            return _negated(self._not())
        return self._compared()

    def _compared(self) -> _Node:
        kind, value = self._take()
        if (kind, value) == ("sign", "("):
            node = self._either()
            self._take(")")
            return node
        if kind == "name" and self._peek() == ("sign", "("):
            return self._call(value)
        if kind in ("text", "number"):
            sign = self._sign()
            other, name = self._take()
            if other != "name" or self._peek() == ("sign", "("):
                raise Untranslatable
            return _Said(name, _TURNED.get(sign, sign), value)
        if kind != "name":
            raise Untranslatable
        return _Said(value, self._sign(), self._literal())

    def _sign(self) -> str:
        kind, sign = self._take()
        if kind != "sign" or sign not in _COMPARED:
            raise Untranslatable
        return sign

    def _literal(self) -> str:
        kind, value = self._take()
        if kind not in ("text", "number"):
            raise Untranslatable
        return value

    def _call(self, function: str) -> _Node:
        self._take("(")
        kind, name = self._take()
        if kind != "name":
            raise Untranslatable
        if function == "selected":
            self._take(",")
            value = self._literal()
            self._take(")")
            return _Said(name, "=", value)
        self._take(")")
        if function == "is_empty":
            return _Said(name, "unanswered")
        if function in ("count", "string-length", "strlen"):
            return _Said(name, _amount(self._sign(), self._literal()))
        raise Untranslatable


def _amount(sign: str, number: str) -> str:
    if (sign, number) in ((">", "0"), (">=", "1"), ("!=", "0")):
        return "answered"
    if (sign, number) in (("=", "0"), ("<", "1"), ("<=", "0")):
        return "unanswered"
    raise Untranslatable


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Untranslatable
        at = match.end()
        kind = str(match.lastgroup)
        value = match.group(kind)
        if kind == "text":
            found.append((kind, re.sub(r"\\(.)", r"\1", value[1:-1])))
        elif kind == "reference":
            found.append(("name", value[2:-1].strip()))
        elif kind == "sign" or value in _SIGNS or value.lower() in ("and", "or"):
            found.append(("sign", _SIGNS.get(value, value.lower())))
        else:
            found.append((kind, value))
    return found


def _negated(node: _Node) -> _Node:
    if isinstance(node, _Joined):
        return _Joined(tuple(_negated(part) for part in node.parts), not node.any_of)
    if node.sign in ("answered", "unanswered"):
        return _Said(node.name, "unanswered" if node.sign == "answered" else "answered")
    negated = _Said(node.name, _OPPOSITE[node.sign], node.value)
    # A comparison by size is false without an answer, so its opposite is true then.
    return negated if node.sign in "!=" else _Joined((negated, _Said(node.name, "unanswered")), True)


def _translated(node: _Node, resolve: Resolve) -> Condition:
    if isinstance(node, _Said):
        return _comparison(node, resolve)
    if (plain := _given_and(node, resolve)) is not None:
        return _comparison(plain, resolve, only_given=True)
    return Junction(tuple(_translated(part, resolve) for part in node.parts), node.any_of)


def _given_and(node: _Joined, resolve: Resolve) -> _Said | None:
    """`answered and compared` is what one comparison here means by itself."""
    if node.any_of or len(node.parts) != 2:
        return None
    first, second = node.parts
    if not (isinstance(first, _Said) and isinstance(second, _Said)):
        return None
    asks = first.sign == "answered" or (first.sign == "!=" and not first.value.strip())
    about, compared = resolve(first.name), resolve(second.name)
    same = len(about) == len(compared) == 1 and about[0].question == compared[0].question and not about[0].option
    return second if asks and same and second.sign in _COMPARED[1:] and second.value.strip() else None


def _comparison(said: _Said, resolve: Resolve, *, only_given: bool = False) -> Condition:
    symbols = resolve(said.name)
    if not symbols:
        raise Untranslatable
    sign = _about_answering(said)
    if sign is not None:
        test = Test.ANSWERED if sign == "answered" else Test.UNANSWERED
        parts = tuple(_answered(symbol, test) for symbol in symbols)
        return parts[0] if len(parts) == 1 else Junction(parts, test is Test.ANSWERED)
    if len(symbols) > 1:
        raise Untranslatable
    symbol = symbols[0]
    if said.sign in _TESTS:
        return Comparison(symbol.question, _TESTS[said.sign], _size(symbol, said.value))
    equal = said.sign == "="
    if symbol.option:
        if said.value not in ("Y", "N", "1"):
            raise Untranslatable
        ticked = equal is (said.value != "N")
        if only_given and not ticked:
            return Comparison(symbol.question, Test.IS_NOT, symbol.option)
        return _ticked(symbol, ticked)
    value = _value(symbol, said.value)
    if equal:
        return Comparison(symbol.question, Test.IS, value)
    differs = Comparison(symbol.question, Test.IS_NOT, value)
    return differs if only_given else Junction((differs, Comparison(symbol.question, Test.UNANSWERED)), True)


def _about_answering(said: _Said) -> str | None:
    if said.sign in ("answered", "unanswered"):
        return said.sign
    if said.sign in "!=" and not said.value.strip():
        return "unanswered" if said.sign == "=" else "answered"
    return None


def _answered(symbol: Symbol, test: Test) -> Condition:
    return _ticked(symbol, test is Test.ANSWERED) if symbol.option else Comparison(symbol.question, test)


def _ticked(symbol: Symbol, ticked: bool) -> Condition:
    if ticked:
        return Comparison(symbol.question, Test.IS, symbol.option)
    missing = Comparison(symbol.question, Test.IS_NOT, symbol.option)
    return Junction((missing, Comparison(symbol.question, Test.UNANSWERED)), True)


def _value(symbol: Symbol, value: str) -> str:
    if symbol.values:
        if value not in symbol.values:
            raise Untranslatable
        return symbol.values[value]
    return value


def _size(symbol: Symbol, value: str) -> str:
    value = symbol.values.get(value, value)
    try:
        float(value)
    except ValueError as error:
        raise Untranslatable from error
    if not symbol.counts:
        raise Untranslatable
    return value

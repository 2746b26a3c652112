"""One concept, one word: forbidden synonyms stand neither in the code nor on a screen."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from portal.kernel.glossary import TERMS
from tests.support.catalogues import single_texts
from tests.support.sources import PORTAL, python_files, tree_of, where

DOMAIN_FILES = ("models", "events", "terms", "policy", "actions")
FORBIDDEN_IN_CODE = {word: term.code for term in TERMS for word in term.never_code}
FORBIDDEN_ON_SCREEN = {word: term.screen for term in TERMS for word in term.never_screen}


def words(name: str) -> str:
    """`NeedStatus` and `need_status` as "_need_status_"."""
    return "_" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_") + "_"


def domain_names() -> Iterator[tuple[str, str]]:
    """(where, name) of what the domain calls things: modules, classes, enum values, tables."""
    for file in python_files("portal"):
        parts = file.relative_to(PORTAL).with_suffix("").parts
        if parts[0] in {"kernel", "web", "demo"} or not any(name in DOMAIN_FILES for name in parts[1:]):
            continue
        yield from ((where(file), part) for part in parts)
        yield from names_in(file)


def names_in(file: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.ClassDef):
            yield f"{where(file)}:{node.lineno}", node.name
        elif (
            isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        ):
            yield f"{where(file)}:{node.lineno}", node.value.value


def test_no_name_of_the_domain_is_a_forbidden_synonym() -> None:
    found = [
        f"{place}: {name}: say {right}"
        for place, name in domain_names()
        for word, right in FORBIDDEN_IN_CODE.items()
        if f"_{word}_" in words(name)
    ]

    assert found == []


def test_no_text_on_a_screen_is_a_forbidden_synonym() -> None:
    found = [
        f"{source.file}:{source.line} {text!r}: say {right}"
        for source, text in single_texts()
        for word, right in FORBIDDEN_ON_SCREEN.items()
        if re.search(rf"\b{re.escape(word)}\w*\b", text) and "glossary" not in source.file
    ]

    assert found == []


def test_no_word_is_explained_twice() -> None:
    screens = [term.screen for term in TERMS]

    assert sorted({word for word in screens if screens.count(word) > 1}) == []

"""Rules of the house that stand in the code itself."""

import ast
import re
from pathlib import Path

import pytest

from tests.support.sources import imported_modules, python_files, tree_of, where

PORTAL_FILES = python_files("portal")
LONGEST_MODULE = 400
#: Modules that are one long table, where splitting would only hide it.
LONG_TABLES: frozenset[str] = frozenset()


def calls(file: Path, method: str) -> list[int]:
    """Lines on which something's method of this name is called."""
    return [
        node.lineno
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    ]


def test_only_the_unit_of_work_commits() -> None:
    offenders = {where(file): lines for file in PORTAL_FILES if (lines := calls(file, "commit"))}

    assert set(offenders) <= {"portal/kernel/db.py"}, offenders


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        f"{where(file)}:{node.lineno}"
        for file in PORTAL_FILES
        for node in ast.walk(tree_of(file))
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"environ", "getenv"}
            and ast.unparse(node).startswith("os.")
        )
        and where(file) != "portal/settings.py"
    ]

    assert readers == []


def test_models_inherit_from_our_own_base() -> None:
    offenders = [
        f"{where(file)}:{node.lineno}"
        for file in PORTAL_FILES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "db.Model" for base in node.bases)
    ]

    assert offenders == []


def test_features_talk_to_the_clock_of_the_kernel() -> None:
    direct = re.compile(r"\b(?:datetime\.(?:now|utcnow|today)|date\.today)\(")
    offenders = [
        where(file)
        for file in PORTAL_FILES
        if direct.search(file.read_text()) and where(file) != "portal/kernel/clock.py"
    ]

    assert offenders == []


def test_modules_stay_small() -> None:
    long = {
        where(file): lines for file in PORTAL_FILES if (lines := len(file.read_text().splitlines())) > LONGEST_MODULE
    }

    assert {name: lines for name, lines in long.items() if name not in LONG_TABLES} == {}


def test_no_module_is_named_after_nothing() -> None:
    nameless = {"utils", "util", "helpers", "helper", "common", "misc", "base_utils"}
    offenders = [where(file) for file in python_files("portal", "tests", "bench", "deploy") if file.stem in nameless]

    assert offenders == []


def test_public_functions_and_classes_of_the_kernel_say_what_they_do() -> None:
    silent = [
        f"{where(file)}: {node.name}"
        for file in python_files("portal/kernel")
        for node in tree_of(file).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert silent == []


def test_every_package_says_what_it_is() -> None:
    silent = [
        where(file) for file in PORTAL_FILES if file.name == "__init__.py" and not ast.get_docstring(tree_of(file))
    ]

    assert silent == []


@pytest.mark.parametrize(
    "heavy",
    [
        "folium",
        "typst",
        "pyogrio",
        "pyproj",
        "openpyxl",
        "xlsxwriter",
        "PIL",
        "snowballstemmer",
        "docx",
        "icalendar",
        "vobject",
    ],
)
def test_heavy_libraries_are_imported_where_they_are_used(heavy: str) -> None:
    """A worker starts fast and small because these are not loaded with the application."""
    at_the_top = [
        f"{where(file)}:{node.lineno}"
        for file in PORTAL_FILES
        for node in tree_of(file).body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        and heavy in {name.partition(".")[0] for name in names_of(node)}
    ]

    assert at_the_top == []


def names_of(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names} if isinstance(node, ast.Import) else {node.module or ""}


def test_migrations_stand_alone() -> None:
    offenders = [
        where(file)
        for file in python_files("migrations/versions")
        if any(name.partition(".")[0] == "portal" for name in imported_modules(file))
    ]

    assert offenders == []


#: What Playwright answers at once, whether the page has come to rest or not.
AT_ONCE = re.compile(
    r"(all_)?(inner_texts?|text_contents?)|evaluate(_all)?|inner_html|count|input_value|get_attribute|is_\w+|bounding_box|title"
)


def test_walks_wait_for_what_they_see() -> None:
    """A page that comes a moment later is right too: a walk asks with `expect`, `wait_for_function` or `wait_for_url`."""
    at_once = [
        f"{where(file)}:{asked.lineno}"
        for file in python_files("tests/browser")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Assert)
        for asked in ast.walk(node.test)
        if isinstance(asked, ast.Call) and isinstance(asked.func, ast.Attribute) and AT_ONCE.fullmatch(asked.func.attr)
    ]

    assert at_once == []

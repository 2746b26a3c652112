"""What templates must not contain, and that each of them compiles."""

import ast
import re

import pytest
from flask import Flask

from tests.support.sources import PORTAL, TEMPLATES, python_files, template_files, texts, tree_of, where

#: Templates that may print ready-made HTML, with the reason.
READY_MADE: dict[str, str] = {}

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
PATTERNS = {
    "style attribute": re.compile(r"\sstyle\s*="),
    "style element": re.compile(r"<style\b"),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"'{]"),
    "hx-on": re.compile(r"\bhx-on\b"),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "foreign host": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
    "autoescape off": re.compile(r"\{%-?\s*autoescape\s+false"),
    "unfinished": re.compile(r"\b(?:TODO|FIXME|XXX)\b|[Ll]orem ipsum"),
}


def bodies() -> list[tuple[str, str]]:
    return [(file.relative_to(TEMPLATES).as_posix(), COMMENT.sub("", text)) for file, text in texts(template_files())]


@pytest.mark.parametrize("rule", PATTERNS)
def test_no_template_contains(rule: str) -> None:
    assert [name for name, body in bodies() if PATTERNS[rule].search(body)] == []


def test_ready_made_html_is_rare_and_listed() -> None:
    printing = {name for name, body in bodies() if re.search(r"\|\s*safe\b", body)}

    assert printing == set(READY_MADE)


def test_every_template_compiles(app: Flask) -> None:
    for name, _ in bodies():
        app.jinja_env.get_template(name)


def test_every_template_named_in_code_exists() -> None:
    named = {
        node.value
        for file in python_files("portal")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z][a-z_/]*\.(?:html|txt)", node.value)
    }

    assert sorted(name for name in named if "/" in name and not (TEMPLATES / name).is_file()) == []


def test_every_fragment_is_a_block_with_an_element_of_its_name() -> None:
    """`fragment="need_rows"` needs `{% block need_rows %}` and, so that it can be replaced, `id="need-rows"`."""
    missing = []
    for template, block in fragments():
        body = (TEMPLATES / template).read_text(encoding="utf-8")
        element = block.replace("_", "-")
        if not re.search(rf"\{{%-?\s*block\s+{block}\b", body):
            missing.append(f"{template}: no block {block}")
        elif not re.search(rf"""id\s*=\s*["']{element}|id\s*=\s*["']\w*\{{\{{|["']{element}["']""", body):
            missing.append(f"{template}: no element {element}")

    assert missing == []


def fragments() -> set[tuple[str, str]]:
    """(template, block) of each call in the code that names both as plain text."""
    found: set[tuple[str, str]] = set()
    for file in python_files("portal"):
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Call):
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                template = given.get("template") or (node.args[0] if node.args else None)
                fragment = given.get("fragment")
                found |= {(name, block) for name in plain_text(template) for block in plain_text(fragment)}
    return found


def plain_text(node: ast.expr | None) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_scripts_neither_evaluate_text_nor_write_html() -> None:
    forbidden = re.compile(
        r"\beval\s*\(|new Function\b|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write\b"
    )
    scripts = sorted((PORTAL / "static" / "js").rglob("*.js"))

    assert [where(file) for file in scripts if forbidden.search(file.read_text(encoding="utf-8"))] == []


def test_styles_load_nothing_from_elsewhere() -> None:
    foreign = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//")
    styles = sorted((PORTAL / "static" / "css").rglob("*.css"))

    assert [where(file) for file in styles if foreign.search(file.read_text(encoding="utf-8"))] == []

"""One concept, one word: what the glossary forbids stands neither in the code nor on a screen."""

import ast
import importlib
import re
from collections.abc import Iterator

from portal.app import FEATURES
from portal.kernel import glossary
from portal.kernel.db import Base
from tests.support.sources import python_files, template_files, tree_of, where

#: Forbidden words that mean something else where they stand, with what they mean there.
ALLOWED_IN_CODE = {
    "Area": "the surface on which pins of a Nadelkarte may stand; drawn, so no Sozialraum",
    "FindingTopic": "what a finding of a walk is about, such as a kerb; a Handlungsfeld comes later",
    "area": "the surface on which pins of a Nadelkarte may stand; drawn, so no Sozialraum",
    "area_km2": "square kilometres of a boundary, not a Sozialraum",
    "topic": "what a finding of a walk is about, such as a kerb; a Handlungsfeld comes later",
    "Post": "an HTTP method",
}
#: Tables that are no concept of the domain but how one is kept.
MECHANICS = {
    "Contact": "how the person behind a Wortmeldung is reached",
    "CountyArms": "the picture of the arms",
    "EvidenceMove": "which Beleg a merge or split carried",
    "IssuedReceipt": "ledger of Rückmelde-Codes",
    "LoginSession": "a browser in which somebody is signed in",
    "MapSession": "a group at a table with a paper map",
    "MapSessionPhoto": "a picture of that paper map",
    "ModerationEntry": "one step of moderation",
    "NeedDeparture": "where a Bedarf lay before",
    "NeedEntry": "one line of a Bedarf's history",
    "NeedTally": "kept counts",
    "PasswordReset": "a link",
    "Photo": "a picture",
    "PinCategory": "one answer of a Nadelkarte, with the look of its pins",
    "PinCell": "kept counts",
    "PinGroup": "a group of people that pins belong to",
    "PinSitting": "one go of one person under one Rückmelde-Code",
    "ReceiptReconciliation": "the daily comparison",
    "RoleGrant": "a role held in a Sozialraum",
    "SurveyProgress": "a form somebody is filling in",
    "TaggedText": "one free text under one Stichwort",
    "TextMark": "what staff did with one free text",
    "TextTag": "a Stichwort of the one survey, in the words of those who read",
    "TriageDecision": "one decision at the inbox",
    "WalkFinding": "one finding of an Ortsbegehung",
}
for _models in python_files(*(f"portal/{feature}" for feature in FEATURES)):
    if _models.name == "models.py" or (_models.parent.name == "models" and _models.stem != "__init__"):
        importlib.import_module(where(_models).removesuffix(".py").replace("/", "."))
_PARTS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_ENDINGS = r"(?:e|en|er|ern|es|n|s|in|innen)?"
_CALL = re.compile(r"""\b(?:_|N_|ngettext|pgettext)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)


def nouns_in_code() -> Iterator[tuple[str, str]]:
    """Names of packages, modules, classes and columns of the features, with where they stand."""
    for file in python_files(*(f"portal/{feature}" for feature in FEATURES)):
        yield file.stem, where(file)
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.ClassDef):
                yield node.name, f"{where(file)}:{node.lineno}"
    for table in Base.metadata.sorted_tables:
        yield table.name, f"table {table.name}"
        for column in table.columns:
            yield column.name, f"table {table.name}"


def words_of(identifier: str) -> list[str]:
    """The words in an identifier: "TriageItem" → triage, item."""
    return [part.lower() for part in _PARTS.findall(identifier)]


def german_texts() -> Iterator[tuple[str, str]]:
    """Every text that a person may read, with where it stands."""
    for file in python_files("portal"):
        if "/glossary/" in where(file):
            continue
        for node in ast.walk(tree_of(file)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "N_", "ngettext"}
            ):
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield argument.value, f"{where(file)}:{node.lineno}"
    for file in template_files():
        source = file.read_text(encoding="utf-8")
        for found in _CALL.finditer(source):
            yield found[1][1:-1], where(file)
        yield _MARKUP.sub(" ", source), where(file)


def test_no_forbidden_word_names_anything_in_the_code() -> None:
    forbidden = {word: term.screen for term in glossary.TERMS for word in term.never_code}
    hits = {
        f"{name} ({place})": f"{word}: say {forbidden[word]}"
        for name, place in nouns_in_code()
        for word in forbidden
        if name not in ALLOWED_IN_CODE and set(word.split("_")) <= set(words_of(name))
    }

    assert hits == {}


def test_no_forbidden_word_stands_on_a_screen() -> None:
    forbidden = {word: term.screen for term in glossary.TERMS for word in term.never_screen}
    patterns = {word: re.compile(rf"\b{re.escape(word)}{_ENDINGS}\b") for word in forbidden}
    hits = {
        f"{place}: {found.group()}": f"say {forbidden[word]}"
        for text, place in german_texts()
        for word, pattern in patterns.items()
        if (found := pattern.search(text))
    }

    assert hits == {}


def test_every_table_of_a_feature_is_a_word_of_the_glossary() -> None:
    code = " ".join(term.code for term in glossary.TERMS)
    known = set(re.findall(r"\w+", code)) | set(MECHANICS)
    models = {
        mapper.class_.__name__ for mapper in Base.registry.mappers if mapper.class_.__module__.split(".")[1] in FEATURES
    }

    assert sorted(models - known) == []
    assert sorted(set(MECHANICS) - models) == [], "the table is gone: take it off the list"


def test_each_word_stands_for_one_thing() -> None:
    screen = [term.screen for term in glossary.TERMS]
    forbidden = {word for term in glossary.TERMS for word in term.never_screen}

    assert len(screen) == len(set(screen))
    assert forbidden.isdisjoint(screen)
    assert [term.screen for term in glossary.TERMS if not term.meaning.endswith((".", "?"))] == []

"""What the documents promise is there: settings, commands, files, links."""

import re
from pathlib import Path

import pytest

from portal.settings import Settings
from tests.support.sources import ROOT, where

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_every_setting_stands_in_the_operations_page() -> None:
    page = (ROOT / "docs" / "betrieb.md").read_text(encoding="utf-8")
    names = ["DATABASE_URL" if name == "database_url" else f"PORTAL_{name.upper()}" for name in Settings.model_fields]
    documented = set(re.findall(r"`((?:PORTAL_|DATABASE_)[A-Z_]+)`", page))

    assert sorted(set(names) - documented) == []
    assert sorted(documented - set(names)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=where)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)", text)
    missing = [
        target
        for target in targets
        if not re.match(r"[a-z]+:", target) and not target.startswith("/") and not (document.parent / target).exists()
    ]

    assert missing == []


def test_every_locked_package_stands_in_the_notice() -> None:
    locked = {
        name.lower()
        for lock in ("base", "production")
        for name in re.findall(
            r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8"), re.MULTILINE
        )
    }
    noticed = {line.split()[0].lower() for line in NOTICE.splitlines() if line.strip()}

    assert sorted(locked - noticed) == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "adr"
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))

    assert {file.name for file in folder.glob("0*.md")} == listed


def test_the_publiccode_file_has_what_the_standard_demands() -> None:
    text = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    keys = ["publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"]
    keys += ["description", "legal", "maintenance", "localisation"]

    assert [key for key in keys if not re.search(rf"^{key}:", text, re.MULTILINE)] == []
    for short in re.findall(r'shortDescription: "([^"]*)"', text):
        assert len(short) <= 150

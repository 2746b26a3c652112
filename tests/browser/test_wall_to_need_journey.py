"""After the evening: from a cluster on the wall to a Bedarf, the wall as a document, and the photo of the paper wall."""

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.factories.wall_with_cards import BENCHES, CLUSTER, MISSING, TYPED
from tests.support.browser import assert_accessible, assert_fits, sign_in
from tests.support.server import LiveServer
from tests.support.sources import ROOT

pytestmark = pytest.mark.example_county
PLANNER = "planung@example.org"


@pytest.fixture
def wall(server: LiveServer) -> str:
    """The address of a wall with cards, clusters and dots; one more each time."""
    program = [sys.executable, "-m", "tests.factories.wall_with_cards"]
    done = subprocess.run(
        program, cwd=ROOT, env=server.environment, check=True, capture_output=True, text=True, timeout=120
    )
    return f"/arbeit/waende/{done.stdout.strip()}"


def test_a_cluster_becomes_a_bedarf_and_the_wall_leaves_the_house(visit: Visit, wall: str, tmp_path: Path) -> None:
    page = visit()
    sign_in(page, PLANNER)
    page.goto(wall)
    page.get_by_role("link", name=f"Bedarf daraus machen: {CLUSTER}").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("2 Karten ausgewählt")
    expect(page.locator(".wall-selection blockquote")).to_contain_text([BENCHES[0]])
    expect(page.get_by_label("Titel", exact=True)).to_have_value(f"{CLUSTER}, Kammlach")
    assert_accessible(page)
    page.get_by_role("button", name="Bedarf anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{CLUSTER}, Kammlach")
    expect(page.locator(".needs__evidence")).to_contain_text(BENCHES[0])

    page.goto(f"{wall}/bedarfe")
    assert_accessible(page)
    page.get_by_label(TYPED).check()
    page.get_by_role("button", name="Angekreuzte Karten").click()
    expect(page.get_by_label("Titel", exact=True)).to_have_value(f"{TYPED}, Kammlach")

    page.goto(f"{wall}/unterlagen")
    assert_accessible(page)
    for label, begins in (("PDF", b"%PDF"), ("Word", b"PK"), ("Bild", b"\x89PNG"), ("Excel", b"PK")):
        page.locator("form").get_by_text(label, exact=True).click()
        with page.expect_download() as taken:
            page.get_by_role("button", name="Herunterladen").click()
        assert taken.value.path().read_bytes().startswith(begins)

    photo = tmp_path / "papierwand.jpg"
    Image.new("RGB", (1200, 800), "seagreen").save(photo)
    page.goto(f"{wall}/fotos")
    page.get_by_label("Foto der Papierwand").set_input_files(photo)
    page.get_by_label("Was ist darauf zu sehen?").fill("Spalte Kritik, 14 Karten")
    page.get_by_role("button", name="Foto hinzufügen").click()
    shown = page.locator(".wall-photos img")
    expect(shown).to_have_attribute("alt", "Spalte Kritik, 14 Karten (groß ansehen)")
    expect(shown).to_have_js_property("naturalWidth", 1200)
    assert_accessible(page)

    page.set_viewport_size({"width": 320, "height": 640})
    for part in ("fotos", "unterlagen", "bedarfe"):
        page.goto(f"{wall}/{part}")
        assert_fits(page)


def test_without_a_script_a_column_becomes_a_bedarf(visit: Visit, wall: str) -> None:
    page = visit(javascript=False)
    sign_in(page, PLANNER)
    page.goto(f"{wall}/bedarfe")

    page.get_by_role("link", name=f"Ganze Spalte „{MISSING}“").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 Karten ausgewählt")
    page.get_by_label("Titel", exact=True).fill("Bänke, Schatten und ein Bus")
    page.get_by_role("button", name="Bedarf anlegen").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bänke, Schatten und ein Bus")

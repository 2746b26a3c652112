"""Styles are written in one file per component and delivered as one."""

import re
from pathlib import Path

from portal.web.assets import FOLDER, asset_url
from portal.web.styles import ENTRY, bundled
from tests.support.picky import PickyClient


def test_one_answer_holds_every_file_that_is_listed() -> None:
    listed = re.findall(r'@import url\("(?!\.\./)([^"]+)"\)', (FOLDER / ENTRY).read_text(encoding="utf-8"))
    css = bundled(FOLDER)

    missing = [name for name in listed if body_of(FOLDER / "css" / name) not in css]
    assert missing == []


def body_of(file: Path) -> str:
    return re.sub(r"/\*.*?\*/\s*", "", file.read_text(encoding="utf-8"), flags=re.DOTALL).strip()


def test_every_stylesheet_is_listed() -> None:
    listed = (FOLDER / ENTRY).read_text(encoding="utf-8")

    files = {file.relative_to(FOLDER / "css").as_posix() for file in (FOLDER / "css").rglob("*.css")} - {"app.css"}
    assert {name for name in files if f'url("{name}")' not in listed} == set()


def test_only_kern_is_loaded_beside_it_and_layers_come_first() -> None:
    css = bundled(FOLDER)

    assert css.startswith("@layer tokens, kern, base, ui, pages;\n@import")
    assert re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\)', css) == [
        ("../vendor/kern-ux-native/kern.min.css", "kern")
    ]


def test_components_stand_in_their_layer(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css/app.css").write_text(
        '/* why */\n@layer a, b;\n\n@import url("one.css");\n@import url("../vendor/x.css") layer(a);\n'
        '@import url("two.css") layer(b);\n',
        encoding="utf-8",
    )
    (tmp_path / "css/one.css").write_text("p {}\n", encoding="utf-8")
    (tmp_path / "css/two.css").write_text("/* note */\nb {}\n", encoding="utf-8")

    assert " ".join(bundled(tmp_path).split()) == (
        '@layer a, b; @import url("../vendor/x.css") layer(a); p {} @layer b { b {} }'
    )


def test_browsers_keep_it_for_a_year(client: PickyClient) -> None:
    with client.application.test_request_context():
        address = asset_url(ENTRY)

    response = client.get(address)

    assert response.mimetype == "text/css"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"

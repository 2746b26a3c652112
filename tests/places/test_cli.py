"""`portal places …`."""

from pathlib import Path

import pytest
from flask import Flask

from portal.places import queries
from tests.places import files

pytestmark = pytest.mark.usefixtures("app")


def run(app: Flask, *words: str) -> tuple[int, str, str]:
    result = app.test_cli_runner().invoke(args=["places", *words])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(autouse=True)
def commands(app: Flask) -> None:
    from portal.places.cli import group

    app.cli.add_command(group)


def test_import_tells_what_it_did(app: Flask) -> None:
    code, out, err = run(app, "import", str(files.TWO_COUNTIES), "--county", "09780")
    assert code == 0
    assert out.splitlines() == [
        "Landkreis Oberallgäu",
        "  neu: 1 Landkreis, 2 Verwaltungsgemeinschaften, 28 Gemeinden, 1 gemeindefreies Gebiet",
        "  geändert: –",
        "  unverändert: –",
    ]
    assert "22 Objekte sind keine eigenen Orte" in err


def test_refused_import_names_objects_and_ends_with_one(app: Flask) -> None:
    code, out, err = run(app, "import", *map(str, files.EVERYTHING), "--crs", "31467")
    assert code == 1
    assert out == ""
    assert err.count("FEHLER: Ebene") == 20
    assert "FEHLER: … und 45 weitere" in err
    assert "Es wurde nichts eingelesen: 65 Fehler in der Datei." in err
    queries.forget_tree()
    assert len(queries.tree()) == 0


@pytest.mark.parametrize("words", [["--kind", "planet"], ["--county"], ["--unbekannt"]])
def test_wrong_options_are_explained(app: Flask, words: list[str]) -> None:
    assert run(app, "import", str(files.GEMEINDEN), *words)[0] == 2


def test_unreadable_file_ends_with_one(app: Flask, tmp_path: Path) -> None:
    code, _, err = run(app, "import", str(tmp_path / "fehlt.zip"))
    assert code == 1
    assert "fehlt.zip gibt es nicht" in err


def test_unknown_county_and_coordinate_system_end_with_one(app: Flask) -> None:
    assert run(app, "import", str(files.TWO_COUNTIES), "--county", "abc")[0] == 1
    code, _, err = run(app, "import", *map(str, files.EVERYTHING), "--crs", "Gauß-Krüger")
    assert code == 1
    assert "„Gauß-Krüger“ ist nicht bekannt" in err


def test_point_is_answered_with_its_place(app: Flask) -> None:
    run(app, "import", *map(str, files.EVERYTHING))
    assert run(app, "at", "48.045", "10.49")[1] == "Mindelheim (Gemeinde, 09778173)\n"
    assert run(app, "at", "52.5", "13.4")[0] == 1

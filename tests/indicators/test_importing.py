"""Files of figures: original tables, their quirks, what is left out, and that nothing is ever doubled or lost."""

from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from portal.indicators import actions, cli, queries
from portal.indicators.models import IndicatorValue
from portal.indicators.terms import ValueStatus
from portal.indicators.terms.importing import Left
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.policy import ANONYMOUS, SYSTEM
from portal.places import queries as places
from tests.factories.indicators import AGES, MOVES, POPULATION, import_bytes
from tests.factories.places import import_unterallgaeu


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    import_unterallgaeu()


def text_of(path: object = POPULATION) -> str:
    return path.read_text(encoding="utf-8")  # type: ignore[attr-defined,no-any-return]


def stored() -> dict[tuple[object, ...], tuple[object, object]]:
    rows = session().query(IndicatorValue).all()
    return {(r.indicator_key, r.sozialraum_id, r.on_day, r.part): (r.status, r.value) for r in rows}


def test_all_age_cells_are_there(app: Flask) -> None:
    file = import_bytes(AGES.read_bytes())

    assert file.report["counts"] == {"new": 53 * 54, "changed": 0, "same": 0}
    assert len(stored()) == 53 * 54
    assert file.report["left"][Left.COLLECTIVE] == 1
    assert file.report["left"][Left.OTHER_COUNTY] > 3
    assert [one[0] for one in file.report["named"]] == [Left.COLLECTIVE]


def test_what_a_table_says_about_itself_holds_no_hidden_signs(app: Flask) -> None:
    text = text_of().replace("©", "©\u202e\x07", 1).replace("Bevölkerungsstand", "Bevölkerungs\u202estand", 1)

    file = import_bytes(text.encode())

    assert file.source.startswith("©")
    assert not {"\u202e", "\x07"} & {*file.source, *file.title}


def test_a_second_import_changes_nothing(app: Flask) -> None:
    import_bytes(MOVES.read_bytes())
    before = stored()

    again = import_bytes(MOVES.read_bytes())

    assert again.report["counts"] == {"new": 0, "changed": 0, "same": 53 * 42}
    assert stored() == before


def test_a_corrected_table_changes_values_and_can_be_taken_back(app: Flask) -> None:
    import_bytes(POPULATION.read_bytes())
    before = stored()
    text = text_of()

    corrected = import_bytes(text.replace("Amberg;1421;", "Amberg;1500;").encode())
    later = import_bytes(text.replace("Amberg;1421;", "Amberg;1600;").encode())
    assert corrected.report["counts"]["changed"] == later.report["counts"]["changed"] == 1
    with unit_of_work():
        actions.take_back(queries.import_file(corrected.id), by=SYSTEM)
    assert Decimal(1600) in [kept[1] for kept in stored().values()]
    with unit_of_work():
        actions.take_back(queries.import_file(later.id), by=SYSTEM)

    assert stored() == before


def test_taking_back_the_first_import_leaves_nothing(app: Flask) -> None:
    file = import_bytes(AGES.read_bytes())
    with unit_of_work():
        assert actions.take_back(queries.import_file(file.id), by=SYSTEM) == 53 * 54

    assert stored() == {}
    with pytest.raises(Forbidden), unit_of_work():
        actions.take_back(queries.import_file(file.id), by=ANONYMOUS)


def test_a_key_that_changed_is_named_with_our_own(app: Flask) -> None:
    file = import_bytes(text_of().replace("09778180;", "09778999;").encode())

    assert ["unknown_key", "09778999 Kammlach → 09778180?"] in [
        [why, what] for why, _line, what in file.report["named"]
    ]


def test_doubles_and_bad_numbers_are_named_and_the_rest_is_taken(app: Flask) -> None:
    text = text_of()
    line = next(line for line in text.splitlines() if line.startswith("09778113;"))
    file = import_bytes(text.replace(line, f"{line}\n{line}".replace(";919;", ";9x9;", 1)).encode())

    named = {why: what for why, _line, what in file.report["named"]}
    assert named["bad_number"] == "31.12.2015 · Insgesamt: 9x9"
    assert named["twice"].startswith("09778113")
    assert len(stored()) == 53 * 24 - 1


def test_keys_of_every_length_are_told_apart(app: Flask) -> None:
    text = text_of()
    line = next(line for line in text.splitlines() if line.startswith("09777111;"))
    cells = line.partition(";")[2]
    more = [f"{key};{cells}" for key in ("03151401002", "097780", "9778190", "09778", "097780001", "0977")]
    text = text.replace("09778190;", "09778191;").replace(line, "\n".join([line, *more]))

    file = import_bytes(text.encode())

    assert {(why, what.split()[0]) for why, _line, what in file.report["named"]} == {
        ("unknown_key", "09778191"),
        ("unknown_key", "097780"),
        ("twice", "09778"),
        ("collective", "09778444"),
    }
    assert queries.value_of("population", by_name("Salgen").id).value == int(cells.split(";")[1])


def by_name(name: str) -> places.PlaceNode:
    return next(node for node in places.tree().gemeinden if node.name == name)


@pytest.mark.parametrize(
    ("sign", "status"),
    [
        (".", ValueStatus.UNKNOWN),
        ("x", ValueStatus.BLOCKED),
        ("/", ValueStatus.UNCERTAIN),
        ("...", ValueStatus.LATER),
        ("(12)", ValueStatus.LIMITED),
        ("-", ValueStatus.NOTHING),
    ],
)
def test_signs_are_statuses(app: Flask, sign: str, status: ValueStatus) -> None:
    import_bytes(text_of().replace("Amberg;1421;", f"Amberg;{sign};").encode())
    amberg = next(node for node in places.tree().gemeinden if node.name == "Amberg")

    figure = queries.value_of("population", amberg.id)

    assert figure.status is status
    assert figure.value == {"(12)": 12, "-": 0}.get(sign)


def cut(text: str) -> bytes:
    return text[: len(text) // 2].encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"\x00\x01\x02\x03" * 500, "file.damaged"),
        (bytes(range(128, 256)) * 90, "file.no-headings"),
        (b"%PDF-1.7 something", "file.damaged"),
        (b"PK\x03\x04 no archive", "file.damaged"),
        (b"\xd0\xcf\x11\xe0" * 40, "file.old-excel"),
        (cut(POPULATION.read_text(encoding="utf-8")), "file.cut-off"),
        (POPULATION.read_text(encoding="utf-8").replace("09778", "09779").encode(), "file.not-ours"),
        (b"Nur eine Zeile ohne Tabelle", "file.no-headings"),
        (b"GENESIS-Tabelle: 12411-01-01-5\n", "file.no-regions"),
    ],
)
def test_what_cannot_be_read_says_why_and_writes_nothing(app: Flask, data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        import_bytes(data)

    assert caught.value.code == code
    assert caught.value.field == "file"
    assert stored() == {}


def test_the_command_line_reads_what_it_can_and_names_the_rest(app: Flask, tmp_path: Path) -> None:
    broken = tmp_path / "kaputt.csv"
    broken.write_bytes(b"nichts")
    runner = app.test_cli_runner()

    mixed = runner.invoke(cli.group, ["import", str(MOVES), str(broken)])
    again = runner.invoke(cli.group, ["import", str(MOVES)])

    assert mixed.exit_code == 1
    assert "2226 neu, 0 geändert, 0 unverändert" in mixed.output
    assert "kaputt.csv: In dieser Datei finden wir keine Tabelle" in mixed.output
    assert again.exit_code == 0
    assert "Diese Datei ändert nichts." in again.output

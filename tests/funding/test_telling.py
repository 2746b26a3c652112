"""How the tables of a Sachbericht are set."""

import pytest

from portal.funding.documents import ToldSection


@pytest.mark.parametrize(
    ("cells", "is_number"),
    [
        (["1.550,00 €", "0,00 €"], True),
        (["€1,550.00"], True),
        (["12", "", "3"], True),
        (["19,5 Stunden"], True),
        (["09.09.2026", "17.09.2026"], False),
        (["12. Mai"], False),
        (["12", "noch offen"], False),
        ([""], False),
        ([], False),
    ],
)
def test_columns_of_numbers_are_known(cells: list[str], is_number: bool) -> None:
    section = ToldSection("Zahlen", (), ["Was"], [[cell] for cell in cells])

    assert section.number_columns == [is_number]


def test_the_column_with_the_longest_words_gets_the_room() -> None:
    rows = [["09.09.2026", "Saal und Getränke, erstes Dorfgespräch", "312,45 €"], ["10.11.2026", "Anzeige", "68,54 €"]]

    assert ToldSection("Belege", (), ["Datum", "Wofür", "Betrag"], rows).widest_column == 1
    assert ToldSection("Leer", (), ["Datum", "Wofür"], []).widest_column == 0

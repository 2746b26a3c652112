"""Sozialberichte: writing, order, conflict, releasing, and that a Fassung never changes."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from docx import Document
from flask import Flask
from pypdf import PdfReader

from portal.kernel import jobs, outbox
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.reports import actions
from portal.reports.documents import report_jobs
from portal.reports.documents.report_docx import report_docx
from portal.reports.documents.words import sources_in_words
from portal.reports.queries import social_reports as queries
from portal.reports.terms.chapters import ChapterKind
from portal.reports.terms.sheltered import sheltered
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.needs import make_need
from tests.factories.places import make_place
from tests.factories.reports import draft, make_released, make_report
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

HOME = "/arbeit/sozialberichte"
FORM = "main form[data-island=submit-once]"


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county(with_terms=True)


def form_to(address: str) -> str:
    return f'main form[action="{address}"]'


def last_job(account: Any) -> jobs.Job:
    outbox.drain()
    return jobs.jobs_of(account.id)[0]


@pytest.mark.parametrize(("count", "told"), [(0, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_counts_are_rounded_and_few_are_not_told(count: int, told: int | None) -> None:
    assert sheltered(count) == told


def test_from_a_draft_to_a_fassung_that_never_changes(client: PickyClient, login: Login) -> None:
    place = make_place("Pfaffenhausen")
    for number in range(6):
        make_need(f"Bedarf {number}", place)
    account = login(Role.PLANNER)

    assert "Noch kein Sozialbericht" in client.page(HOME).text("main")
    form = client.page(f"{HOME}/neu").form(FORM)
    shown = client.follow(
        client.submit(
            form, title="Sozialbericht 2025", needs_place="1", demography_place="9", needs_text="Es fehlt **viel**."
        )
    )
    assert shown.heading == "Sozialbericht 2025"
    (row,) = queries.page_of_reports(account, after=None).rows
    here = f"{HOME}/{row.id}"
    headings = [one.kind for one in queries.report(row.id).chosen]
    assert headings == [
        ChapterKind.NEEDS,
        ChapterKind.MEASURES,
        ChapterKind.EVALUATION,
        ChapterKind.PARTICIPATION,
        ChapterKind.DEMOGRAPHY,
    ]
    assert "Es fehlt" in shown.text("main")
    assert shown.text("main strong") == "viel"

    client.submit(shown.form(form_to(f"{here}/freigeben")))
    assert last_job(account).state == "done"
    before = queries.release(row.id, 1)
    words, pdf, docx = before.content, before.pdf, before.docx
    assert "Pfaffenhausen" in str(words)

    make_need("Noch einer", place)
    with unit_of_work():
        fresh = queries.report(row.id)
        actions.edit_report(fresh, draft("Neuer Titel"), version=fresh.version, by=SYSTEM)
    client.submit(client.page(here).form(form_to(f"{here}/freigeben")))
    assert last_job(account).state == "done"
    after = queries.release(row.id, 1)
    assert (after.content, after.pdf, after.docx) == (words, pdf, docx)
    assert queries.release(row.id, 2).title == "Neuer Titel"
    assert client.page(f"{here}/fassungen/1").heading == "Sozialbericht 2025"
    assert client.get(f"{here}/fassungen/1.pdf").data == pdf
    assert client.get(f"{here}/fassungen/1.docx").data == docx
    assert client.get(f"{here}/fassungen/3").status_code == 404
    assert client.get(f"{here}/fassungen/3.pdf").status_code == 404


def test_a_released_report_is_for_all_who_work_with_needs_but_its_draft_is_not(
    client: PickyClient, login: Login
) -> None:
    place = make_place("Pfaffenhausen")
    released, hidden = make_released("Bericht 2024"), make_report("Geheimer Entwurf")
    with unit_of_work():
        fresh = queries.report(released.id)
        actions.edit_report(fresh, draft("Bericht 2024", text="Noch nicht fertig."), version=fresh.version, by=SYSTEM)
    login(Role.KUEMMERER, place)

    assert "Geheimer Entwurf" not in client.page(HOME).text("main")
    shown = client.page(f"{HOME}/{released.id}")
    assert "Fassung 1" in shown.text("main")
    assert "Noch nicht fertig." not in shown.text("main")
    assert client.get(f"{HOME}/{released.id}/fassungen/1.pdf").status_code == 200
    for address in (
        f"{HOME}/{hidden.id}",
        f"{HOME}/{hidden.id}/bearbeiten",
        f"{HOME}/{released.id}/bearbeiten",
        f"{HOME}/neu",
        f"{HOME}/{uuid4()}",
    ):
        assert client.get(address).status_code == 404, address
    with pytest.raises(Forbidden):
        report_jobs.order_release(released, version=released.version, by=make_account(Role.KUEMMERER, place))


def test_bad_input_is_told_and_kept(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    form = client.page(f"{HOME}/neu").form(FORM)

    answer = client.submit(form, title="", needs_text="Mein Text bleibt.")
    assert answer.status_code == 422
    assert "Mein Text bleibt." in answer.text
    late = client.submit(form, title="Bericht", begins_on="2025-12-31", ends_on="2025-01-01")
    assert late.status_code == 422
    assert "Das Ende des Zeitraums liegt vor seinem Anfang." in late.text
    assert client.submit(form, title="Bericht", begins_on="0025-01-01").status_code == 422
    long = client.submit(form, title="Bericht", needs_text="x" * 20_001)
    assert long.status_code == 422
    with pytest.raises(InvalidInput), unit_of_work():
        actions.add_report(
            draft(chapters=[actions.ChapterDraft(kind=kind, is_included=False) for kind in ChapterKind]), by=SYSTEM
        )


def test_who_saves_second_sees_both_versions(client: PickyClient, login: Login) -> None:
    report = make_report(text="Anfang")
    login(Role.PLANNER)
    form = client.page(f"{HOME}/{report.id}/bearbeiten").form(FORM)
    with unit_of_work():
        fresh = queries.report(report.id)
        actions.edit_report(fresh, draft(text="Von jemand anderem"), version=fresh.version, by=SYSTEM)

    answer = client.submit(form, needs_text="Von mir")
    assert answer.status_code == 409
    assert "Von mir" in answer.text
    assert "Von jemand anderem" in answer.text


def test_a_draft_that_changed_is_not_released(client: PickyClient, login: Login) -> None:
    report = make_report()
    account = login(Role.PLANNER)
    form = client.page(f"{HOME}/{report.id}").form(form_to(f"{HOME}/{report.id}/freigeben"))
    with unit_of_work():
        job = report_jobs.order_release(queries.report(report.id), version=report.version, by=account)
        fresh = queries.report(report.id)
        actions.edit_report(fresh, draft("Geändert"), version=fresh.version, by=SYSTEM)

    assert client.submit(form).status_code == 409
    outbox.drain()
    failed = jobs.find(job.id, owner=account.id)
    assert failed is not None
    assert failed.state == "failed"
    assert "inzwischen geändert" in str(failed.error)
    assert queries.releases_of(report.id) == []


def test_an_order_that_runs_twice_makes_one_fassung() -> None:
    report, key = make_report(), uuid4()
    version = report.version
    for _run in range(2):
        with unit_of_work():
            actions.keep_release(
                queries.report(report.id), version=version, content={}, pdf=b"p", docx=b"d", order_key=key, by=SYSTEM
            )

    assert len(queries.releases_of(report.id)) == 1
    with pytest.raises(Conflict), unit_of_work():
        actions.keep_release(
            queries.report(report.id), version=version, content={}, pdf=b"p", docx=b"d", order_key=uuid4(), by=SYSTEM
        )


def test_only_drafts_can_be_removed(client: PickyClient, login: Login) -> None:
    report, released = make_report(), make_released()
    login(Role.PLANNER)

    here = f"{HOME}/{report.id}"
    client.follow(client.submit(client.page(here).form(form_to(f"{here}/loeschen"))))
    assert client.get(here).status_code == 404
    assert not client.page(f"{HOME}/{released.id}").has(form_to(f"{HOME}/{released.id}/loeschen"))
    planner = make_account(Role.PLANNER)
    with pytest.raises(Forbidden), unit_of_work():
        actions.remove_report(queries.report(released.id), by=planner)


@pytest.mark.parametrize("wanted", ["pdf", "docx"])
def test_a_draft_is_a_file(client: PickyClient, login: Login, wanted: str) -> None:
    report = make_report(text="# Lage\n\nEs *fehlt* viel.\n\n- Bus\n- Arzt")
    account = login(Role.PLANNER)
    page = client.page(f"{HOME}/{report.id}")

    client.submit(page.form(form_to(f"{HOME}/{report.id}/datei")), button=wanted)
    job = last_job(account)
    assert job.state == "done"
    made = client.get(f"/arbeit/auftraege/{job.id}/datei").data
    if wanted == "pdf":
        assert "Entwurf" in PdfReader(BytesIO(made)).pages[0].extract_text()
    else:
        assert "Lage" in [
            one.text for one in Document(BytesIO(made)).paragraphs if one.style and one.style.name == "Heading 3"
        ]


def test_small_numbers_stand_nowhere() -> None:
    place = make_place("Winzighausen")
    make_need("Einer allein", place)
    report = make_released()

    told = str(queries.release(report.id, 1).content)
    assert "Winzighausen" not in told
    assert "unter 5" in told
    assert "In jeder Gemeinde sind es unter 5." in told


def test_beside_gemeinden_that_are_named_the_others_are_counted() -> None:
    many, few = make_place("Vielheim"), make_place("Winzighausen")
    for number in range(5):
        make_need(f"Bedarf {number}", many)
    make_need("Einer allein", few)

    told = str(queries.release(make_released().id, 1).content)
    assert "In 1 weiterer Gemeinde sind es unter 5." in told


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], ""),
        (["Amt, Tabelle 1-2, Stand 3", "Amt, Tabelle 1-2, Stand 3"], "Amt, Tabelle 1-2, Stand 3"),
        (["Amt, Tabelle 1-2, Stand 3", "Amt, Tabelle 4, Stand 3"], "Amt, Tabelle 1-2, 4, Stand 3"),
        (["Amt, Tabelle 1, Stand 3", "Amt, Tabelle 1, Stand 4"], "Amt, Tabelle 1, Stand 3; Amt, Tabelle 1, Stand 4"),
        (["Zählung im Rathaus", "Amt, Tabelle 1"], "Zählung im Rathaus; Amt, Tabelle 1"),
    ],
)
def test_a_source_is_named_once_with_all_its_tables(told: list[str], said: str) -> None:
    assert sources_in_words(told) == said


def test_a_narrow_chart_stays_narrow_in_word() -> None:
    document = Document(BytesIO(report_docx(told_with_chart(width=300), number=None)))

    assert [round(one.width.cm, 1) for one in document.inline_shapes] == [7.9]


def told_with_chart(*, width: int) -> dict[str, Any]:
    """What a report of one chapter tells, with one chart of this many pixels."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 20" width="{width}" height="20"></svg>'
    part = {"title": "Alter", "svg": svg, "alt": "Balken", "rows": [], "heads": [], "note": "", "numeric": True}
    words = {
        "title": "Bericht",
        "publisher": "Landkreis",
        "period": "2025",
        "day": "heute",
        "remark": "",
        "sheltered": "",
    }
    return words | {"preface": [], "chapters": [{"title": "Menschen", "text": [], "parts": [part]}]}


def test_the_draft_asks_as_often_with_many_needs_as_with_one(client: PickyClient, login: Login) -> None:
    place = make_place("Pfaffenhausen")
    make_need("Erster", place)
    report = make_report()
    login(Role.PLANNER)
    address = f"{HOME}/{report.id}"
    client.get(address)
    with count_queries() as few:
        client.get(address)
    for number in range(6):
        make_need(f"Bedarf {number}", place)
    client.get(address)
    with count_queries() as many:
        client.get(address)

    assert len(many) == len(few), many


def test_the_list_asks_as_often_for_many(client: PickyClient, login: Login) -> None:
    make_report()
    login(Role.PLANNER)
    client.get(HOME)
    with count_queries() as few:
        client.get(HOME)
    for number in range(30):
        make_report(f"Bericht {number}")
    with count_queries() as many:
        page = client.page(HOME)

    assert len(many) == len(few), many
    assert client.get(f"{HOME}?after=unsinn").status_code in (400, 422)
    assert "Bericht 29" in page.text("main")

"""The pages of the county: texts for everyone, settings for administrators."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from portal.county import actions, queries
from portal.county.terms import Taxonomy
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient

pytestmark = pytest.mark.usefixtures("app")

STAFF_PAGES = (
    "/arbeit/verwaltung/kreis",
    "/arbeit/verwaltung/kreis/aussehen",
    "/arbeit/verwaltung/kreis/texte",
    "/arbeit/verwaltung/themen",
)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/impressum", "Impressum"),
        ("/datenschutz", "Datenschutz"),
        ("/barrierefreiheit", "Erklärung zur Barrierefreiheit"),
    ],
)
def test_legal_pages_are_there_from_the_start(client: PickyClient, path: str, title: str) -> None:
    assert client.get(path).status_code == 404
    make_county()
    page = client.page(path)
    assert page.heading == title
    assert "Landkreis Musterkreis" in page.text("main")


def test_stylesheet_may_be_kept_and_changes_with_the_colours(client: PickyClient) -> None:
    assert client.get("/farben.css").status_code == 404
    county = make_county()
    first = client.get("/farben.css")
    assert first.mimetype == "text/css"
    assert "--county-accent: #14535f;" in first.text
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get("/farben.css", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    exact = client.get(client.page("/").attribute("link[href^='/farben.css']", "href"))
    assert exact.headers["Cache-Control"] == "public, max-age=86400"
    with unit_of_work():
        actions.edit_colours(county, seen_version=county.version, accent="#0b3d91", stripe="#e9a23b", by=SYSTEM)
    assert client.get("/farben.css", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_every_page_shows_the_changed_name_at_once(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.ADMIN)
    form = client.page("/arbeit/verwaltung/kreis").form("form.settings-form")
    page = client.follow(client.submit(form, portal_name="Mitreden", contact_hours="Mo–Fr 8–12 Uhr"))
    assert "Gespeichert" in page.text("#tells")
    start = client.page("/")
    assert start.text(".masthead .brand__name") == "Mitreden"
    assert "Mo–Fr 8–12 Uhr" in start.text("main")


def test_invalid_details_keep_what_was_typed(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.ADMIN)
    form = client.page("/arbeit/verwaltung/kreis").form("form.settings-form")
    response = client.submit(form, contact_phone="ruf an!", name="")
    page = Page(response)
    assert response.status_code == 422
    assert set(page.errors()) == {"name"}
    again = Page(client.submit(page.form("form.settings-form"), name="Landkreis Neu"))
    assert set(again.errors()) == {"contact_phone"}
    assert again.attribute("input[name=name]", "value") == "Landkreis Neu"


def test_conflict_shows_what_differs_and_saves_on_purpose(client: PickyClient, login: Login) -> None:
    county = make_county()
    login(Role.ADMIN)
    form = client.page("/arbeit/verwaltung/kreis/texte").form("form[action$='/texte'].measure")
    with unit_of_work():
        actions.edit_texts(
            county, seen_version=county.version, imprint="Deren Impressum", privacy=county.privacy,
            accessibility=county.accessibility, by=SYSTEM,
        )  # fmt: skip
    response = client.submit(form, imprint="Mein Impressum")
    page = Page(response)
    assert response.status_code == 409
    assert len(page.all(".conflict")) == 1
    assert "Deren Impressum" in page.text(".conflict")
    client.follow(client.submit(page.form("form[action$='/texte'].measure")))
    assert queries.county().imprint == "Mein Impressum"


def test_preview_shows_the_page_and_saves_nothing(client: PickyClient, login: Login) -> None:
    county = make_county()
    before = county.imprint
    login(Role.ADMIN)
    page = client.page("/arbeit/verwaltung/kreis/texte")
    assert "eckige Klammern" in page.text("main")
    form = page.form("form[action$='/texte'].measure")
    form.action += "/vorschau"
    preview = Page(
        client.submit(
            form,
            imprint="## Anbieter\n\n**Wir**<script>x</script>",
            privacy="[a](https://example.org)",
            accessibility="c",
        )
    )
    assert preview.texts("#vorschau .legal-text strong") == ["Wir"]
    assert "eckige Klammern" not in preview.text("main")
    assert preview.text("textarea[name=imprint]").startswith("## Anbieter")
    assert queries.county().imprint == before


def test_unreadable_colour_is_refused_with_a_better_one(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.ADMIN)
    form = client.page("/arbeit/verwaltung/kreis/aussehen").form("form.settings-form")
    response = client.submit(form, accent="#ffcc00")
    assert response.status_code == 422
    assert "#856a00" in Page(response).errors()["accent"]


def upload(client: PickyClient, content: bytes, name: str) -> Any:
    form = client.page("/arbeit/verwaltung/kreis/aussehen").form("form[action$='/wappen']")
    return client.submit(form, arms=(BytesIO(content), name))


def test_arms_are_uploaded_shown_and_removed(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.ADMIN)
    assert client.get("/wappen").status_code == 404
    out = BytesIO()
    Image.new("RGB", (30, 40), "red").save(out, "JPEG")
    page = client.follow(upload(client, out.getvalue(), "wappen.jpg"))
    address = page.attribute("img.arms-now", "src")
    served = client.get(address)
    assert (served.mimetype, served.headers["Cache-Control"]) == ("image/png", "public, max-age=86400")
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert client.page("/").attribute("header img.brand__arms", "src") == address
    client.follow(client.submit(page.form("form[action$='/entfernen']")))
    assert client.get("/wappen").status_code == 404


@pytest.mark.parametrize(
    ("content", "name"), [(b"<svg/>", "wappen.svg"), (b"Text", "wappen.png"), (b"", "leer.png"), (b"", "")]
)
def test_what_is_no_picture_is_refused(client: PickyClient, login: Login, content: bytes, name: str) -> None:
    make_county()
    login(Role.ADMIN)
    response = upload(client, content, name)
    assert response.status_code == 422
    assert Page(response).errors()["arms"]
    assert queries.arms() is None


def test_a_text_in_place_of_arms_is_refused(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.ADMIN)
    response = client.post(
        "/arbeit/verwaltung/kreis/wappen", data={"arms": "x"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert response.status_code == 422
    assert Page(response).errors()["arms"]


def test_lists_are_kept_on_one_page(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    login(Role.PLANNER)
    page = client.page("/arbeit/verwaltung/themen")
    assert page.heading == "Handlungsfelder"
    assert len(page.all("li.term")) == 16
    added = client.follow(client.submit(page.form("form.panel"), name="Mobilität"))
    assert added.texts(".term__name")[-1] == "Mobilität"
    up = added.all("li.term form[action$='/hoch']")[-1].attributes["action"]
    moved = client.follow(client.submit(added.form(f"form[action='{up}']")))
    assert moved.texts(".term__name")[-2:] == ["Mobilität", "Ehrenamt"]
    assert client.page("/arbeit/verwaltung/themen?liste=zielgruppen").heading == "Zielgruppen"
    assert len(client.page("/arbeit/verwaltung/themen?liste=grunddaseinsfunktionen").all("li.term")) == 8


def test_part_is_added_below_its_field(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    login(Role.ADMIN)
    page = client.page("/arbeit/verwaltung/themen")
    field = queries.action_fields()[1]
    after = client.follow(client.submit(page.form("form.panel"), name="Wohnberatung", parent=str(field.id)))
    assert after.texts(".term--part .term__name") == ["Wohnberatung"]


def test_term_is_renamed_retired_and_restored(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    login(Role.ADMIN)
    term = queries.target_groups()[0]
    path = f"/arbeit/verwaltung/themen/zielgruppen/{term.id}"
    client.follow(client.submit(client.page(path).form("form.measure"), name="Kinder bis 13"))
    assert queries.target_groups()[0].name == "Kinder bis 13"
    page = client.follow(client.submit(client.page(path).form("form[action$='/stilllegen']")))
    assert "stillgelegt" in page.texts(".term__name")[0]
    client.follow(client.submit(client.page(path).form("form[action$='/aufnehmen']")))
    assert queries.target_groups()[0].is_active


def test_conflict_on_a_name_shows_both(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    login(Role.ADMIN)
    term = queries.target_groups()[0]
    form = client.page(f"/arbeit/verwaltung/themen/zielgruppen/{term.id}").form("form.measure")
    with unit_of_work():
        actions.rename_term(Taxonomy.TARGET_GROUP, term, seen_version=term.version, name="Ihr Name", by=SYSTEM)
    response = client.submit(form, name="Mein Name")
    assert response.status_code == 409
    assert "Ihr Name" in Page(response).text(".conflict")


def test_manipulated_addresses_and_fields_are_refused(client: PickyClient, login: Login) -> None:
    make_county(with_terms=True)
    login(Role.ADMIN)
    group = queries.target_groups()[0]
    assert client.get("/arbeit/verwaltung/themen?liste=unsinn").status_code == 404
    assert client.get(f"/arbeit/verwaltung/themen/handlungsfelder/{group.id}").status_code == 404
    for parent in (str(group.id), "unsinn", ""):
        form = client.page("/arbeit/verwaltung/themen").form("form.panel")
        form.values["parent"] = [parent]
        response = client.submit(form, name=f"Neu {parent}")
        assert response.status_code == (404 if parent == str(group.id) else 303)
    form = client.page("/arbeit/verwaltung/themen").form("form.panel")
    assert client.submit(form, name="").status_code == 422


@pytest.mark.parametrize("path", STAFF_PAGES)
def test_settings_are_closed_to_others(client: PickyClient, login: Login, path: str) -> None:
    make_county()
    assert client.get(path).status_code == 303
    login(Role.ADMIN, make_place())
    assert client.get(path).status_code == 404
    login(Role.OBSERVER)
    assert client.get(path).status_code == 404
    login(Role.PLANNER)
    assert client.get(path).status_code == (200 if path.endswith("themen") else 404)


def test_county_is_created_from_the_command_line(app: Flask) -> None:
    from portal.county.cli import group

    app.cli.add_command(group)
    words = ["county", "create", "--name", "Landkreis Musterkreis", "--ags", "09999"]
    made = app.test_cli_runner().invoke(args=words)
    assert (made.exit_code, made.stdout.split(",")[0]) == (0, "Landkreis Musterkreis ist angelegt")
    assert queries.county().short_name == "Musterkreis"
    again = app.test_cli_runner().invoke(args=words)
    assert (again.exit_code, "gehört schon" in again.stderr) == (1, True)
    wrong = app.test_cli_runner().invoke(args=[*words[:-1], "9"])
    assert wrong.exit_code == 1

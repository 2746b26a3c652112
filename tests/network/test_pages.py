"""`/arbeit/netzwerk`: the directory, an Akteur, its contacts, the analysis, what is due."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.county.queries import action_fields
from portal.kernel import jobs, outbox
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.jobs import Job, JobState
from portal.kernel.policy import SYSTEM, Role
from portal.network import actions, queries
from portal.network.actions import Assessment
from portal.network.terms import LETTERS_AT_ONCE, Attitude, ContactWay, Nature
from portal.places.models import Sozialraum
from portal.web.i18n import as_date
from tests.factories.county import make_county
from tests.factories.network import make_contact, make_stakeholder
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/netzwerk"
FORM = "main form[data-island=submit-once]"
LISTS = ("", "/analyse", "/wiedervorlage", "/verteiler", "/briefe", "/doppelte", "/einlesen", "/neu")


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def test_an_akteur_is_entered_and_reached(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)

    form = client.page(f"{WORK}/neu").form(FORM)
    shown = client.follow(client.submit(form, name="VdK Ortsverband", kind="welfare", role="Seniorenbeauftragte"))
    assert shown.heading == "VdK Ortsverband"

    form = client.page(shown.link("Kontakt hinzufügen")).form(FORM)
    refused = client.submit(form, name="Rosa Huber", consented_on="2025-03-15")
    assert refused.status_code == 422
    assert set(Page(refused).errors()) == {"consent_way"}
    shown = client.follow(
        client.submit(
            form, name="Rosa Huber", email="rosa@example.org", consented_on="2025-03-15", consent_way="spoken"
        )
    )

    assert "Rosa Huber" in shown.text("main")
    assert "Einwilligung vom 15.03.2025, mündlich, mit Vermerk" in shown.text("main")
    assert client.page(WORK).rows() == [
        ["VdK Ortsverband Seniorenbeauftragte", "Wohlfahrtsverband", "Pfaffenhausen", "–", "Rosa Huber"]
    ]


def test_sending_twice_enters_once(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(f"{WORK}/neu").form(FORM)

    answers = [client.submit(form, name="Burschenverein") for _ in range(2)]

    assert answers[0].location == answers[1].location
    assert len(client.page(WORK).rows()) == 1
    contact = client.page(f"{answers[0].location.partition('?')[0]}/kontakte/neu").form(FORM)
    for _ in range(2):
        client.submit(contact, name="Max", phone="08265 12345", way="phone")
    assert client.page(WORK).rows()[0][-1] == "Max 1 ohne Einwilligung"


@pytest.mark.parametrize(
    ("path", "values", "wrong"),
    [
        ("/neu", {"name": ""}, {"name"}),
        ("/neu", {"name": "x" * 161}, {"name"}),
        ("/neu", {"name": "Gut", "sozialraum_id": str(uuid4())}, {"sozialraum_id"}),
        ("/neu", {"name": "Gut", "kind": "unsinn"}, {"kind"}),
        ("/neu", {"name": "Gut", "website": "javascript:alert(1)"}, {"website"}),
    ],
)
def test_bad_input_is_told_at_its_field(
    client: PickyClient, login: Login, path: str, values: dict[str, str], wrong: set[str]
) -> None:
    login(Role.PLANNER)
    refused = client.submit(client.page(WORK + path).form(FORM), **values)

    assert refused.status_code == 422
    assert wrong <= set(Page(refused).errors())


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"email": "keine-adresse"}, {"email"}),
        ({"name": "Rosa", "email": ""}, {"email"}),
        ({"name": "Rosa", "way": "letter"}, {"address"}),
        ({"name": "Rosa", "way": "phone"}, {"phone"}),
        ({"email": "a@b.de", "phone": "anrufen"}, {"phone"}),
        ({"email": "a@b.de", "consented_on": "2999-01-01", "consent_way": "spoken"}, {"consented_on"}),
        ({"email": "a@b.de", "consent_way": "spoken"}, {"consent_way"}),
        ({"email": "a@b.de", "consented_on": "übermorgen", "consent_way": "spoken"}, {"consented_on"}),
        ({"email": "a@b.de", "address": "a\nb\nc\nd\ne"}, {"address"}),
    ],
)
def test_a_contact_says_how_it_is_reached(
    client: PickyClient, login: Login, values: dict[str, str], wrong: set[str]
) -> None:
    login(Role.PLANNER)
    to = make_stakeholder()

    refused = client.submit(client.page(f"{WORK}/{to.id}/kontakte/neu").form(FORM), **values)

    assert refused.status_code == 422
    assert set(Page(refused).errors()) == wrong


def test_the_list_is_narrowed_by_its_address(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    field = action_fields()[0]
    make_contact(make_stakeholder("Pfarrei St. Stephan", place=place, action_field_ids=[field.id]), name="Ödön Größl")
    make_stakeholder("Bäckerei", place=make_place("Kammlach"), role="Sponsor")

    def names(query: str) -> list[str]:
        return [row[0] for row in client.page(f"{WORK}?{query}").rows()]

    assert names("q=bäck") == ["Bäckerei Sponsor"]
    assert names("q=sponsor") == ["Bäckerei Sponsor"]
    assert names("q=groessl") == ["Pfarrei St. Stephan"]
    assert names(f"ort={place.id}") == ["Pfarrei St. Stephan"]
    assert names(f"feld={field.id}") == ["Pfarrei St. Stephan"]
    assert names("art=church") == []
    assert names("q=%25") == []
    assert names("q=B%C3%A4%00ck") == ["Bäckerei Sponsor"]
    assert names("ort=unsinn&feld=x&art=y") == ["Bäckerei Sponsor", "Pfarrei St. Stephan"]


@pytest.mark.parametrize(("path", "fragment"), [("", "stakeholder-rows"), ("/analyse", "stakeholder-fields")])
def test_filters_swap_only_the_list(client: PickyClient, login: Login, path: str, fragment: str) -> None:
    login(Role.PLANNER)
    make_stakeholder("Bäckerei", assessment=Assessment(influence=1, interest=1))

    answer = client.get(f"{WORK}{path}?q=b%C3%A4ck", headers={"HX-Request": "true"})

    assert answer.get_data(as_text=True).strip().startswith(f'<div id="{fragment}"')
    assert "Bäckerei" in answer.get_data(as_text=True)


def test_both_histories_are_read_after_a_merge(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    kept, merged = (
        make_stakeholder(name, place=place, assessment=Assessment(influence=2, interest=2, next_step=f"Schritt {name}"))
        for name in ("Eins", "Zwei")
    )
    with unit_of_work():
        actions.merge(queries.stakeholder(kept.id), queries.stakeholder(merged.id), by=SYSTEM)

    page = client.page(f"{WORK}/{kept.id}")

    assert sorted(row[4] for row in page.rows()) == ["Schritt Eins", "Schritt Zwei"]


def test_a_long_list_comes_in_pages(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    for number in range(55):
        make_stakeholder(f"Verein {number:02}", place=place)

    first = client.page(WORK)
    second = client.page(first.link("Weitere laden"))

    assert [row[0] for row in first.rows() + second.rows()] == [f"Verein {number:02}" for number in range(55)]
    assert client.get(f"{WORK}?after=erfunden").status_code == 422


def test_a_list_asks_as_often_for_many_as_for_one(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    asked: dict[str, list[int]] = {}
    for number in (1, 20):
        for count in range(number):
            stakeholder = make_stakeholder(
                f"Verein {number} {count}",
                place=place,
                assessment=Assessment(influence=3, interest=4, review_on=today()),
            )
            make_contact(stakeholder, email=f"v{number}-{count}@example.org")
        for path in LISTS:
            client.page(WORK + path)  # names of places are kept for some seconds
            with count_queries() as seen:
                client.page(WORK + path)
            asked.setdefault(path, []).append(len(seen))

    assert {path: counts for path, counts in asked.items() if counts[0] != counts[1]} == {}


def test_two_who_edit_at_once_see_both_texts(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    made = make_stakeholder("Alt", notes="Von vorher")
    form = client.page(f"{WORK}/{made.id}/bearbeiten").form(FORM)
    client.submit(form, notes="Von der Ersten")

    refused = client.submit(form, notes="Von der Zweiten")

    page = Page(refused)
    assert refused.status_code == 409
    assert "Von der Ersten" in page.text("main")
    assert "Von der Zweiten" in page.text("textarea[name=notes]")
    again = client.submit(page.form(FORM))
    assert again.status_code == 303
    assert queries.stakeholder(made.id).notes == "Von der Zweiten"


def test_two_who_edit_a_contact_at_once_see_both_texts(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    contact = make_contact()
    form = client.page(f"{WORK}/kontakte/{contact.id}").form(FORM)
    client.submit(form, function="Erste")

    refused = client.submit(form, function="Zweite")

    assert refused.status_code == 409
    assert "Erste" in Page(refused).text("main")
    assert queries.contact(contact.id).function == "Erste"


def test_the_analysis_shows_four_fields_and_a_table(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    made = make_stakeholder("Bürgermeisterin", place=place)
    make_stakeholder("Noch nicht", place=place)
    form = client.page(f"{WORK}/{made.id}/einschaetzen").form(FORM)
    half = client.submit(form, influence="5", interest="0")
    assert (half.status_code, set(Page(half).errors())) == (422, {"interest"})

    due = (today() - timedelta(days=1)).isoformat()
    client.submit(form, influence="5", interest="2", attitude="waits", next_step="Anrufen", review_on=due)

    page = client.page(f"{WORK}/analyse")
    assert page.texts("h2") == ["Gewinnen"]
    step = f"Nächster Schritt: Anrufen fällig seit {as_date(today() - timedelta(days=1), 'medium')}"
    assert page.rows() == [["1", f"Bürgermeisterin Pfaffenhausen abwartend {step}", "5 / 2"]]
    assert "1 Akteur ist noch nicht eingeschätzt." in page.text("main")
    assert len(page.all(".network__chart circle")) == 1
    assert "Bürgermeisterin" in client.page(f"{WORK}/wiedervorlage").text("main")
    assert "1 Akteur ist wieder anzuschauen." in client.page("/arbeit").text("main")


def test_old_consents_are_asked_for_anew(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    old = make_contact(consented_on=today() - timedelta(days=800))
    make_contact(old.stakeholder, name="Neu", email="neu@example.org")

    assert client.page(f"{WORK}/wiedervorlage").texts(".row__title") == ["Erika Beispiel"]
    page = client.page(f"{WORK}/kontakte/{old.id}")
    client.submit(page.form("form[action$=einwilligung]"), **{"neu-consent_way": "mail"})

    assert queries.contact(old.id).consented_on == today()
    assert client.page(f"{WORK}/wiedervorlage").texts(".row__title") == []


def test_who_takes_back_the_consent_is_erased(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    contact = make_contact(phone="08265 1", address="Weg 1\n87700 Ort", function="Vorsitz")

    page = client.page(f"{WORK}/kontakte/{contact.id}")
    shown = client.follow(client.submit(page.form("form[action$=loeschen]")))

    assert shown.heading == "Nachbarschaftshilfe"
    assert "Erika" not in shown.text("main")
    assert client.get(f"{WORK}/kontakte/{contact.id}").status_code == 404
    gone = queries.contact(contact.id)
    assert (gone.name, gone.email, gone.phone, gone.address, gone.function) == ("",) * 5
    assert queries.contact_or_none(contact.id) is None


def test_a_person_leaves_with_the_consent(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    person = make_stakeholder("Erika Beispiel", nature=Nature.PERSON, notes="Kennt alle")
    contact = make_contact(person)

    client.submit(client.page(f"{WORK}/kontakte/{contact.id}").form("form[action$=loeschen]"))

    assert client.get(f"{WORK}/{person.id}").status_code == 404
    gone = queries.stakeholder(person.id)
    assert (gone.name, gone.notes) == ("–", "")


def test_doubles_are_compared_merged_and_parted(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    kept = make_stakeholder("Caritasverband Memmingen e.V.", place=place)
    other = make_stakeholder("Caritas-Verband Memmingen", place=place, role="Träger der Tafel")
    make_contact(other)

    page = client.page(f"{WORK}/doppelte")
    assert page.texts(".row__title") == ["Caritasverband Memmingen e.V. – Caritas-Verband Memmingen"]
    shown = client.page(f"{WORK}/{kept.id}/zusammenfuehren?mit={other.id}")
    merge = shown.form(f"form[action='{WORK}/{kept.id}/zusammenfuehren']")
    shown = client.follow(client.submit(merge))
    assert client.submit(merge).status_code == 303
    assert "Erika Beispiel" in shown.text("main")
    assert client.page(f"{WORK}/doppelte").texts(".row__title") == []
    assert client.get(f"{WORK}/{other.id}").location == f"{WORK}/{kept.id}"

    parted = client.follow(client.submit(shown.form("form[action*=trennen]")))

    assert "Erika Beispiel" not in parted.text("main")
    assert queries.stakeholder(kept.id).role == ""
    assert client.page(f"{WORK}/{other.id}").heading == "Caritas-Verband Memmingen"


def test_what_is_told_apart_does_not_come_again(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    make_stakeholder("Sportverein Oberkammlach", place=place)
    make_stakeholder("Sportverein Unterkammlach", place=place)
    page = client.page(f"{WORK}/doppelte")

    client.submit(page.form("form[action$=verschieden]"))

    assert client.page(f"{WORK}/doppelte").texts(".row__title") == []


def test_a_vcard_holds_every_contact(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    contact = make_contact(make_stakeholder("Bäckerei; Söhne"), address="Weg 1\n87700 Ort", function="Chefin")

    file = client.get(f"{WORK}/{contact.stakeholder_id}/visitenkarte.vcf")

    import vobject

    card = vobject.readOne(file.get_data(as_text=True))
    assert (card.fn.value, card.org.value, card.title.value) == ("Erika Beispiel", ["Bäckerei; Söhne"], "Chefin")
    assert (card.adr.value.street, card.adr.value.code, card.adr.value.city) == ("Weg 1", "87700", "Ort")
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_a_mailing_list_holds_who_agreed_and_says_who_is_left_out(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    to = make_stakeholder("Verein", place=place)
    make_contact(to, name="A", email="a@example.org")
    make_contact(to, name="A2", email="A@example.org")
    make_contact(to, name="B", email="b@example.org", consent=False)
    make_contact(to, name="C", email="", way=ContactWay.LETTER, address="Weg 1\n87700 Ort")

    page = client.page(f"{WORK}/verteiler?ort={place.id}")
    assert page.text(".network__count") == "1 Adresse"
    assert "a@example.org" not in page.text()
    form = page.form("main form[method=post]")
    assert client.submit(form, reason="").status_code == 422
    shown = Page(client.submit(form, reason="Einladung zum Runden Tisch"))

    assert shown.text("#bcc") == "a@example.org"
    assert page.texts("#left-out ~ ul li") == [
        "1 × Es gibt keine Einwilligung.",
        "1 × Möchte nicht per E-Mail angeschrieben werden.",
        "1 × Die E-Mail-Adresse steht schon auf der Liste.",
    ]
    table = client.submit(form, reason="Einladung", format="csv").get_data()
    assert table.startswith(b"\xef\xbb\xbfOrganisation;Ansprechperson;")
    assert client.submit(form, reason="Einladung", format="xlsx").get_data()[:2] == b"PK"


def test_letters_come_as_one_tagged_file(client: PickyClient, login: Login, place: Sozialraum) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    login(Role.PLANNER)
    to = make_stakeholder("Seniorenkreis", place=place)
    for name in ("Anna Alt", "Berta Bald"):
        make_contact(to, name=name, email="", way=ContactWay.LETTER, address="Dorfstraße 3\n87772 Pfaffenhausen")
    make_contact(to)
    page = client.page(f"{WORK}/briefe")
    assert page.text(".network__count") == "2 Briefe"
    form = page.form("main form[method=post]")
    assert set(Page(client.submit(form)).errors()) == {"reason", "subject", "text"}

    file = client.submit(form, reason="Einladung", subject="#Einladung *jetzt*", text="Kommen Sie!\n\n$x$ #eval(1)")

    reader = PdfReader(BytesIO(file.get_data()))
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 2
    assert "'/Marked': True" in str(reader.root_object["/MarkInfo"])
    lines = texts[0].splitlines()
    where = [lines.index(line) for line in ("Seniorenkreis", "Anna Alt", "Dorfstraße 3", "87772 Pfaffenhausen")]
    assert where == sorted(where)
    assert "#Einladung *jetzt*" in texts[0]
    assert "$x$ #eval(1)" in texts[0]
    assert "Guten Tag Berta Bald," in texts[1]


def test_many_letters_are_written_by_a_job(client: PickyClient, login: Login, place: Sozialraum) -> None:
    from pypdf import PdfReader

    to = make_stakeholder("Seniorenkreis 👵", place=place)
    for number in range(LETTERS_AT_ONCE + 1):
        make_contact(
            to, name=f"Anna {number:02} Alt", email="", way=ContactWay.LETTER, address="Weg 3\n87772 Pfaffenhausen"
        )
    make_contact(
        make_stakeholder("Anderswo", place=make_place("Kammlach")), email="", way=ContactWay.LETTER, address="X"
    )
    mine = login(Role.KUEMMERER, place)
    form = client.page(f"{WORK}/briefe").form("main form[method=post]")

    answer = client.submit(form, reason="Einladung", subject="Einladung", text="Kommen Sie! 👍")

    assert answer.status_code == 303
    assert session().scalar(select(func.count()).select_from(Job)) == 1
    outbox.drain()
    session().expire_all()
    job = session().scalars(select(Job)).one()
    assert (job.state, job.done, job.total) == (JobState.DONE, LETTERS_AT_ONCE + 1, LETTERS_AT_ONCE + 1)
    reader = PdfReader(jobs.files_dir() / str(job.result_path))
    assert len(reader.pages) == LETTERS_AT_ONCE + 1
    first = reader.pages[0].extract_text()
    assert "Seniorenkreis □" in first
    assert "Guten Tag Anna 00 Alt," in first
    where = answer.location.partition("?")[0]
    assert client.get(f"{where}/datei").status_code == 200

    elsewhere = login(Role.KUEMMERER, make_place("Breitenbrunn"))
    assert (jobs.may_have(job, mine), jobs.may_have(job, elsewhere)) == (True, False)


def test_the_page_of_a_gemeinde_names_its_akteure(client: PickyClient, login: Login, place: Sozialraum) -> None:
    make_contact(make_stakeholder("Obstbauverein", place=place))
    login(Role.MUNICIPALITY, place)
    assert "Obstbauverein" in client.page(f"/arbeit/orte/{place.id}").text("main")

    login(Role.ADMIN)
    assert "Obstbauverein" not in client.page(f"/arbeit/orte/{place.id}").text("main")


def test_taken_out_means_gone(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    contact = make_contact()

    page = client.page(f"{WORK}/{contact.stakeholder_id}")
    client.submit(page.form("form[action$=herausnehmen]"))

    assert client.get(f"{WORK}/{contact.stakeholder_id}").status_code == 404
    assert client.page(WORK).rows() == []
    assert queries.contact(contact.id).is_erased


def test_every_attitude_has_a_look(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    for attitude in Attitude:
        make_stakeholder(attitude, place=place, assessment=Assessment(influence=1, interest=1, attitude=attitude))

    page = client.page(f"{WORK}/analyse")

    assert [len(page.all(f".network__chart .network__spot--{attitude.value}")) for attitude in Attitude] == [1] * 5

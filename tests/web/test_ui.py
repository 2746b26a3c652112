"""Components render what screen readers, keyboards and the content policy need."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode
from wtforms import BooleanField, FileField, RadioField, SelectField, SelectMultipleField

from portal.kernel.paging import KeysetPage
from portal.kernel.policy import Role
from portal.web.differences import differences
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, form_data
from tests.support.html import words_of
from tests.support.login import Login
from tests.support.page_rules import broken_rules
from tests.support.picky import PickyClient

Render = Callable[..., LexborHTMLParser]
NASTY = '<b onclick="x()">&"'


class Sample(SubmissionForm):
    words = LongTextField(
        "Was fehlt?", [Needed("Bitte schreiben Sie, was fehlt.")], max_length=600, description="Ein Satz genügt."
    )
    name = LineField("Name")
    place = SelectField("Ort", choices=[("", "Bitte wählen"), ("a", "Babenhausen"), ("b", "Ottobeuren")])
    answer = RadioField("Mit dem Bus?", choices=[("ja", "Ja"), ("nein", "Nein")])
    topics = SelectMultipleField("Worum geht es?", choices=[("w", "Wohnen"), ("m", "Mobilität")])
    agrees = BooleanField("Ich möchte eine Antwort.")
    photo = FileField("Foto")


@pytest.fixture
def render(app: Flask) -> Iterator[Render]:
    """Renders template text with `ui` and checks it against the rules of every page."""
    with app.test_request_context("/arbeit/bausteine"):

        def rendered(source: str, **context: Any) -> LexborHTMLParser:
            html = app.jinja_env.from_string(source).render(**context)
            assert broken_rules(html, url="/", app=app, whole_page=False) == []
            return LexborHTMLParser(html)

        yield rendered


def sample(*, wrong: bool = False) -> Sample:
    form = Sample(form_data({}) if wrong else None)
    if wrong:
        assert not form.validate()
        for field in (form.name, form.place, form.answer, form.topics, form.agrees, form.photo):
            field.errors = ["Bitte ausfüllen."]
    return form


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    found = tree.css(selector)
    assert len(found) == 1, f"{len(found)} × {selector}"
    return found[0]


def described_by(tree: LexborHTMLParser, node: LexborNode) -> list[str]:
    """What a screen reader says after the name of a control."""
    return [words_of(one(tree, f'[id="{name}"]')) for name in (node.attributes["aria-describedby"] or "").split()]


@pytest.mark.parametrize("name", ["words", "name", "place", "agrees", "photo"])
def test_a_field_has_a_label_of_its_own(render: Render, name: str) -> None:
    field = sample()[name]

    tree = render("{{ ui.field(f) }}", f=field)

    assert words_of(one(tree, f'label[for="{name}"]')) == field.label.text
    assert one(tree, "input, textarea, select").attributes["id"] == name
    assert not tree.css("[aria-invalid]")


def test_hint_and_counter_are_read_with_the_field(render: Render) -> None:
    tree = render("{{ ui.field(f) }}", f=sample().words)

    assert described_by(tree, one(tree, "textarea")) == ["Ein Satz genügt.", "Höchstens 600 Zeichen."]


def test_a_wrong_field_says_so_and_why(render: Render) -> None:
    tree = render("{{ ui.field(f) }}", f=sample(wrong=True).words)
    area = one(tree, "textarea")

    assert area.attributes["aria-invalid"] == "true"
    assert "Fehler: Bitte schreiben Sie, was fehlt." in described_by(tree, area)


def test_required_is_said_but_left_to_the_server(render: Render) -> None:
    """The browser's own bubbles vanish, cannot be read aloud again and do not say what to do."""
    area = one(render("{{ ui.field(f) }}", f=sample().words), "textarea")

    assert area.attributes["aria-required"] == "true"
    assert "required" not in area.attributes
    assert "maxlength" not in area.attributes


def test_optional_is_written_into_the_label(render: Render) -> None:
    tree = render("{{ ui.field(f, optional=True, autocomplete='name') }}", f=sample().name)

    assert words_of(one(tree, "label")) == "Name (freiwillig)"
    assert one(tree, "input").attributes["autocomplete"] == "name"


@pytest.mark.parametrize(
    ("name", "kind", "answers"), [("answer", "radio", ["Ja", "Nein"]), ("topics", "checkbox", ["Wohnen", "Mobilität"])]
)
def test_choices_are_rows_in_a_fieldset(render: Render, name: str, kind: str, answers: list[str]) -> None:
    field = sample(wrong=True)[name]

    tree = render("{{ ui.choices(f, hint='Wählen Sie.') }}", f=field)
    group = one(tree, "fieldset")

    assert words_of(one(tree, "legend")) == field.label.text
    assert described_by(tree, group) == ["Wählen Sie.", "Fehler: Bitte ausfüllen."]
    assert [node.attributes["type"] for node in tree.css("input")] == [kind, kind]
    assert [words_of(label) for label in tree.css("label")] == answers


def test_a_field_with_answers_becomes_choices(render: Render) -> None:
    assert one(render("{{ ui.field(f) }}", f=sample().answer), "fieldset").attributes["id"] == "answer"


def test_chosen_answers_stay_chosen(render: Render) -> None:
    form = Sample(form_data({"answer": "nein", "topics": "m"}))

    tree = render("{{ ui.choices(f) }}{{ ui.choices(g) }}", f=form.answer, g=form.topics)

    assert [node.attributes["value"] for node in tree.css("input[checked]")] == ["nein", "m"]


def test_combobox_is_a_plain_list_without_scripts(render: Render) -> None:
    tree = render("{{ ui.combobox(f) }}", f=sample().place)

    assert one(tree, "select").attributes["data-island"] == "combobox"
    assert [words_of(option) for option in tree.css("option")] == ["Bitte wählen", "Babenhausen", "Ottobeuren"]


def test_error_summary_leads_to_every_field(render: Render) -> None:
    form = sample(wrong=True)
    form.form_errors = ["Der Zeitraum ist vorbei."]

    tree = render("{{ ui.error_summary(form) }}{% for f in form %}{{ ui.field(f) }}{% endfor %}", form=form)

    assert one(tree, ".error-summary").attributes["role"] == "alert"
    assert "Der Zeitraum ist vorbei." in [words_of(node) for node in tree.css(".error-summary li")]
    targets = [(node.attributes["href"] or "").removeprefix("#") for node in tree.css(".error-summary a")]
    assert targets == ["words", "name", "place", "answer", "topics", "agrees", "photo"]
    assert all(tree.css(f'[id="{target}"]') for target in targets)


def test_error_summary_is_silent_without_errors(render: Render) -> None:
    assert render("{{ ui.error_summary(form) }}", form=sample()).css(".error-summary") == []


def test_hidden_fields_carry_token_and_key(render: Render) -> None:
    form = sample()

    tree = render('<form method="post">{{ ui.form_token() }}{{ ui.submission_key(form) }}</form>', form=form)

    assert one(tree, "input[name=form_token]").attributes["value"]
    assert one(tree, "input[name=submission_key]").attributes["value"] == str(form.key)


@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "danger"])
def test_button_says_what_it_does(render: Render, kind: str) -> None:
    tree = render(
        "{{ ui.button('Weiterleiten', kind, name='decision', value='forward', icon='send', key='w', attrs=asks) }}",
        asks={"data-confirm": "Wirklich?"},
        kind=kind,
    )
    button = one(tree, "button")

    assert (button.attributes["type"], button.attributes["name"], button.attributes["value"]) == (
        "submit",
        "decision",
        "forward",
    )
    assert button.attributes["aria-keyshortcuts"] == "w"
    assert button.attributes["data-confirm"] == "Wirklich?"
    assert words_of(one(tree, ".kern-label")) == "Weiterleiten"


def test_everything_people_typed_is_escaped(render: Render) -> None:
    """Components print texts of residents; none of them may become markup."""
    source = """
    {{ ui.card(t, "/", meta=t, kicker=t) }}{{ ui.badge(t) }}{{ ui.status(t) }}{{ ui.tell(t, "danger", title=t) }}
    {{ ui.empty(t, t) }}{{ ui.quote(t, t) }}{{ ui.definition([(t, t)]) }}{{ ui.figure(t, t) }}
    {{ ui.timeline([{"title": t, "text": t}], level=2) }}{{ ui.conflict(t, t ~ " neu") }}{{ ui.row(t, meta=t) }}
    {{ ui.code(t) }}{{ ui.phone(t) }}{{ ui.copy(t) }}{{ ui.crumbs([(t, None)]) }}{{ ui.tabs([(t, "/")], "/") }}
    {{ ui.stepper([t], 1) }}{{ ui.progress(1, 2, t) }}{{ ui.count(1, t, t) }}{{ ui.kbd(t) }}
    {{ ui.button(t, attrs={"data-x": t}) }}{{ ui.link_button(t, "/") }}{{ ui.contact(t, t, t) }}
    {{ ui.qr("https://example.org", t) }}
    {% call ui.dialog("d", t) %}{{ t }}{% endcall %}{% call ui.disclosure(t) %}{{ t }}{% endcall %}
    """

    tree = render(source, t=NASTY)

    assert tree.css("b") == []
    assert tree.css("[onclick]") == []


def test_table_cells_name_themselves_on_phones(render: Render) -> None:
    tree = render(
        """{% call ui.table("Bedarfe", headers, body_id="need-rows") %}
        <tr><th scope="row">Bus</th><td class="number" data-label="Zahl">3</td><td></td></tr>{% endcall %}""",
        headers=["Bedarf", {"label": "Zahl", "number": True}, {"label": "Aktion", "hidden": True}],
    )

    assert words_of(one(tree, "caption")) == "Bedarfe"
    assert [words_of(node) for node in tree.css("thead th[scope=col]")] == ["Bedarf", "Zahl", "Aktion"]
    assert one(tree, "tbody").attributes["id"] == "need-rows"


@pytest.mark.parametrize(
    ("tone", "role"), [("info", "status"), ("success", "status"), ("warning", "status"), ("danger", "alert")]
)
def test_only_what_went_wrong_interrupts(render: Render, tone: str, role: str) -> None:
    assert one(render("{{ ui.tell('Gespeichert', tone) }}", tone=tone), ".tell").attributes["role"] == role


def test_pager_shows_the_way_only_when_there_is_more(render: Render) -> None:
    more, end = KeysetPage((), "a b"), KeysetPage((), None)

    tree = render("{{ ui.pager(more, '/?q=bus') }}{{ ui.pager(end, '/') }}", more=more, end=end)

    assert one(tree, "a").attributes["href"] == "/?q=bus&after=a%20b"


def test_filter_bar_offers_all_only_when_filtered(render: Render) -> None:
    source = "{% call ui.filter_bar(form, '/') %}{{ ui.field(form.name) }}{% endcall %}"

    def offers_all(form: Sample) -> bool:
        return bool(render(source, form=form).css(".filter-bar__reset"))

    plain, filtered = Sample(data={"submission_key": ""}), Sample(form_data({"name": "Bus"}))
    assert (offers_all(plain), offers_all(filtered)) == (False, True)


@dataclass
class Entry:
    title: str
    at: date | datetime | None = None
    text: str = ""
    tone: str = ""


def test_timeline_reads_in_order_with_machine_readable_times(render: Render) -> None:
    entries = [
        Entry("Eingegangen", datetime(2026, 3, 2, 8, 0, tzinfo=UTC)),
        Entry("Sitzung", date(2026, 4, 1)),
        Entry("Offen"),
    ]

    tree = render("{{ ui.timeline(entries, level=2) }}", entries=entries)

    assert [words_of(node) for node in tree.css("ol > li h2")] == ["Eingegangen", "Sitzung", "Offen"]
    assert [words_of(node) for node in tree.css("time")] == ["2. März 2026, 09:00", "1. April 2026"]


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("08261 995-0", "tel:+4982619950"),
        ("+49 8261 9950", "tel:+4982619950"),
        ("0049 8261 9950", "tel:004982619950"),
        ("115", "tel:115"),
    ],
)
def test_phone_numbers_can_be_tapped(render: Render, written: str, dialled: str) -> None:
    link = one(render("{{ ui.phone(number) }}", number=written), "a")

    assert (link.attributes["href"], words_of(link)) == (dialled, written)


def test_tabs_and_crumbs_mark_where_one_is(render: Render) -> None:
    tree = render(
        "{{ ui.tabs([('Alle', '/', 1200), ('Neu', '/glossar')], '/glossar') }}{{ ui.crumbs([('Orte', '/'), ('Türkheim', None)]) }}"
    )

    assert [words_of(node) for node in tree.css("[aria-current=page]")] == ["Neu", "Türkheim"]
    assert words_of(one(tree, ".tabs__count")) == "1.200"


def test_dialog_works_as_a_fold_out_without_scripts(render: Render) -> None:
    tree = render("{% call ui.dialog('weiter', 'Weiterleiten', key='w') %}<p>Wohin?</p>{% endcall %}")

    fold = one(tree, "details#weiter")
    assert words_of(one(tree, "summary .kern-label")) == "Weiterleiten"
    assert "Wohin?" in words_of(fold)


def test_qr_code_says_where_it_leads(render: Render) -> None:
    tree = render("{{ ui.qr('https://example.org/anliegen', 'QR-Code zum Formular') }}")

    assert one(tree, "[role=img]").attributes["aria-label"] == "QR-Code zum Formular"


def test_differences_are_marked_on_both_sides() -> None:
    theirs, mine = differences("Der Bus fährt <b>", "Der Bürgerbus fährt <b> auch")

    assert str(theirs) == "Der <del>Bus </del>fährt <del>&lt;b&gt;</del>"
    assert str(mine) == "Der <ins>Bürgerbus </ins>fährt <ins>&lt;b&gt; auch</ins>"


def test_equal_texts_have_no_marks() -> None:
    assert [str(side) for side in differences("Gleich\nviel", "Gleich\nviel")] == ["Gleich\nviel"] * 2


def test_gallery_shows_every_component(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)

    page = client.page("/arbeit/bausteine")

    assert page.text("h1") == "Bausteine"


def test_gallery_is_for_administrators(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)

    client.page("/arbeit/bausteine", status=404)


@pytest.mark.parametrize(("choice", "theme"), [("dunkel", "dark"), ("hell", "light"), ("auto", None), ("bunt", None)])
def test_chosen_appearance_is_kept(client: PickyClient, choice: str, theme: str | None) -> None:
    client.page(f"/glossar?darstellung={choice}")

    assert client.page("/glossar").one("html").attributes.get("data-kern-theme") == theme


def test_appearance_goes_back_to_what_the_device_wants(client: PickyClient) -> None:
    client.page("/glossar?darstellung=dunkel")
    client.page("/glossar?darstellung=auto")

    assert "data-kern-theme" not in client.page("/glossar").one("html").attributes


def test_every_public_page_names_a_way_to_ask(client: PickyClient) -> None:
    for url in ("/glossar", "/gibt-es-nicht"):
        page = client.page(url, status=404 if "gibt" in url else 200)

        assert page.has(".help-line")
        assert page.has('a[href="/barrierefreiheit"]')

"""Loading the example county: through real actions, once, wherever it was interrupted, and never over a real county."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, DateTime, RowMapping, Table, delete, func, insert, select
from sqlalchemy.orm import Session

from portal.accounts.actions import create_account
from portal.accounts.queries import account_by_email
from portal.consultations.models import Consultation
from portal.consultations.terms import ConsultationState
from portal.contributions.models import Contribution, ModerationEntry
from portal.contributions.terms import ContributionKind, ModerationState
from portal.county.actions import set_up
from portal.county.queries import county
from portal.demo import queries
from portal.demo.actions import NotHere, Outcome, load_example_county, loading
from portal.demo.actions.scenes import Scene
from portal.demo.story import book
from portal.demo.story.connections import CONNECTIONS
from portal.demo.story.measures import MEASURES
from portal.demo.story.minutes import EVENINGS
from portal.demo.story.people import PASSWORD, PEOPLE
from portal.demo.story.pinmaps import MAPS, WALKS
from portal.demo.story.shape import Fate
from portal.demo.story.surveys import SURVEYS, WISHES
from portal.demo.story.walls import WALLS
from portal.demo.story.workshops import WORKSHOPS
from portal.feed.models.addresses import FeedAddress
from portal.feed.models.clients import ApiClient
from portal.feed.models.webhooks import Webhook
from portal.feed.queries import open_data, webhooks
from portal.feed.terms.open_data import NEW_CONTRIBUTIONS, Dataset
from portal.feed.terms.webhooks import PauseReason
from portal.kernel import audit, clock
from portal.kernel.db import Base, unit_of_work
from portal.kernel.mail import MailState, OutgoingMail
from portal.kernel.policy import SYSTEM, Role
from portal.needs.models import Need, PublicAnswer, Telling, TriageItem
from portal.needs.queries.counting import full_tally, kept_tally
from portal.needs.queries.promises import PromiseFilter, page_of_promises
from portal.needs.terms import NeedStatus, TriageOutcome, TriageState
from portal.needs.terms.telling import TellingChannel, TellingState, mails_leave
from portal.surveys.models import Survey, SurveyRelease, SurveyResponse
from portal.surveys.terms import Channel, SurveyState


def keep_photo(file: Path) -> Any:
    from werkzeug.datastructures import FileStorage

    from portal.web.uploads import keep_photo as keep

    with file.open("rb") as source:
        return keep(FileStorage(source, filename=file.name))


#: A county loaded at any moment tells the same story.
EPOCH = datetime(2026, 11, 22, 12, tzinfo=UTC)
#: What is pinned and found in the story.
PINS = sum(len(go.pins) for told in MAPS for go in told.goes)
FINDINGS = sum(len(told.findings) for told in WALKS)
#: Cards of Zukunftswerkstätten: criticism, the wish it was turned into, dreams, offers.
WORKSHOP_CARDS = {
    told.key: sum(len(one.cards) + 1 for one in told.critique) + len(told.dreams) + len(told.offers)
    for told in WORKSHOPS
}
WORKSHOP_CARDS_WAITING = sum(WORKSHOP_CARDS[told.key] for told in WORKSHOPS if told.released is None)
#: Pins of the map that nobody has decided about yet, and those that came after the last release.
PINS_WAITING = sum(len(go.pins) for told in MAPS for go in told.goes if told.decided is None)
PINS_UNREAD = sum(
    len(go.pins) for told in MAPS for go in told.goes if go.at.resolve(EPOCH) > told.released.resolve(EPOCH)
)
#: What hangs on walls, and what of it nobody has decided about yet.
CARDS = sum(len(told.cards) for told in WALLS)
CARDS_WAITING = sum(
    bool(card.cluster) and card.cluster not in (told.for_need or ()) for told in WALLS for card in told.cards
)
#: Moments that may lie ahead: when something ends or begins.
LIES_AHEAD = {"expires_at", "closes_at", "starts_at", "ends_at"}
#: Bedarfe written down at evenings of the Runder Tisch; all of them wait in the inbox.
NOTED_NEEDS = sum(one.kind == "need" for told in EVENINGS for one in told.notes)
#: What people wrote when they were asked whether a Maßnahme had helped.
REMARKS = [told.remark for told in MEASURES if told.remark]


def load() -> Outcome:
    return load_example_county(keep_photo=keep_photo).outcome


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    session.rollback()
    connection: Connection = session.connection()
    return {
        table.name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
        for table in Base.metadata.sorted_tables
    }


def counts(session: Session) -> dict[str, int]:
    return {name: len(rows) for name, rows in everything(session).items()}


#: What the first load of this process wrote, so that the tests which only read it need not wait for another.
_written: list[tuple[Table, Sequence[RowMapping]]] = []


@pytest.fixture
def loaded(app: Flask, session: Session) -> None:
    """The example county in the database."""
    if not _written:
        assert load() is Outcome.LOADED
        _written.extend(
            (table, session.execute(select(table)).mappings().all()) for table in Base.metadata.sorted_tables
        )
        return
    with unit_of_work() as unit:
        for table in reversed(Base.metadata.sorted_tables):
            if table.info.get("shipped"):
                unit.execute(delete(table))
        for table, rows in _written:
            if rows:
                unit.execute(insert(table), parents_first(table, [dict(row) for row in rows]))


def parents_first(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in an order in which each comes after those of the same table that it points to."""
    inner = [
        (column.name, key.column.name)
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table is table
    ]
    placed: list[dict[str, Any]] = []
    while rows:
        known = {(target, row[target]) for row in placed for _, target in inner}
        ready = [
            row for row in rows if all(row[name] is None or (target, row[name]) in known for name, target in inner)
        ]
        assert ready, f"{table.name} points in a circle"
        placed += ready
        rows = [row for row in rows if row not in ready]
    return placed


@pytest.mark.usefixtures("loaded")
def test_a_second_load_changes_nothing(session: Session) -> None:
    before = everything(session)

    assert load() is Outcome.THERE_ALREADY
    assert everything(session) == before


@pytest.mark.usefixtures("app")
def test_a_load_that_was_killed_goes_on_where_it_stopped(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    play = loading.play
    played: list[Scene] = []

    def dies_now_and_then(scene: Scene, at: Any) -> None:
        if len(played) in {0, 1, 14, 60, 61, 200}:
            played.append(scene)
            raise KeyboardInterrupt
        play(scene, at)
        played.append(scene)

    monkeypatch.setattr(loading, "play", dies_now_and_then)
    outcome = None
    while outcome is None:
        try:
            outcome = load()
        except KeyboardInterrupt:
            continue
    interrupted = counts(session)

    assert outcome is Outcome.CONTINUED
    said = len(book.VOICES) + len(WISHES) + PINS + FINDINGS + CARDS + sum(WORKSHOP_CARDS.values())
    assert interrupted["contribution"] == said + NOTED_NEEDS + len(REMARKS)
    assert interrupted["pin"] == PINS
    assert interrupted["survey_response"] == sum(kind.people for told in SURVEYS for kind in told.kinds)
    assert interrupted["need"] == len(book.NEEDS)
    assert interrupted["account"] == len(PEOPLE)
    assert queries.is_told()


@pytest.mark.usefixtures("loaded")
def test_everybody_said_what_the_story_says(session: Session) -> None:
    spoken = select(Contribution).where(Contribution.kind == ContributionKind.CONCERN)
    stored = {row.submission_key: row.text for row in session.scalars(spoken)}
    told = {queries.submission_key(voice.key): "" if voice.withdrawn else voice.text for voice in book.VOICES}

    assert {key: stored.pop(key) for key in told} == told
    assert list(stored.values()) == REMARKS


@pytest.mark.usefixtures("loaded")
def test_every_voice_has_the_fate_of_the_story(session: Session) -> None:
    for voice in book.VOICES:
        item = queries.entry(voice.key)
        match voice.decision.fate:
            case Fate.OPEN:
                wanted = (TriageState.DECIDED, TriageOutcome.WITHDRAWN) if voice.withdrawn else (TriageState.OPEN, None)
            case Fate.SPLIT:
                wanted = (TriageState.SPLIT, TriageOutcome.SPLIT)
            case fate:
                wanted = (TriageState.DECIDED, TriageOutcome(fate.value))
        assert (item.state, item.outcome) == wanted, voice.key
        if voice.hidden_because:
            assert queries.contribution(voice.key).moderation is ModerationState.HIDDEN


@pytest.mark.usefixtures("loaded")
def test_needs_stand_in_each_status_and_the_tally_is_right(session: Session) -> None:
    assert set(session.scalars(select(Need.status))) == set(NeedStatus)
    assert kept_tally() == full_tally()
    late = select(func.count()).select_from(Need).where(Need.due_on < clock.today())
    assert session.scalar(late) == 2


@pytest.mark.usefixtures("loaded")
def test_one_promise_waits_too_long() -> None:
    [forgotten] = page_of_promises(queries.person("planung"), PromiseFilter(), after=None).rows

    assert forgotten.title == "Offene Toilette am Wochenmarkt in Mindelheim"
    assert forgotten.public_sentence.startswith("Die Stadt prüft")


@pytest.mark.usefixtures("loaded")
def test_answers_were_mailed_on_the_evenings_of_their_days(session: Session) -> None:
    """Nobody gets half a year at once; what came after the last evening waits for the next."""
    told = session.execute(
        select(PublicAnswer.at, Telling.at)
        .join(Telling)
        .where(Telling.channel == TellingChannel.MAIL)
        .where(Telling.state == TellingState.TOLD)
    ).all()

    assert len(told) > 20
    assert [answered for answered, told_at in told if told_at != mails_leave(answered)] == []


@pytest.mark.usefixtures("loaded")
def test_something_waits_for_everybody(session: Session) -> None:
    waiting = select(func.count()).select_from(TriageItem).where(TriageItem.state == TriageState.OPEN)
    held = select(func.count()).select_from(Contribution).where(Contribution.moderation == ModerationState.HELD)

    of_meetings = CARDS_WAITING + WORKSHOP_CARDS_WAITING + NOTED_NEEDS
    assert session.scalar(waiting) == 15 + len(WISHES) + PINS_WAITING + FINDINGS + of_meetings + len(REMARKS)
    assert session.scalar(held) == 2 + len(WISHES) + PINS_UNREAD + FINDINGS
    assert set(session.scalars(select(Consultation.state))) == set(ConsultationState)


@pytest.mark.usefixtures("loaded")
def test_one_survey_runs_and_one_is_over_with_its_result(session: Session) -> None:
    states = {survey.title: survey.state for survey in session.scalars(select(Survey))}
    wished = select(Contribution.text).where(Contribution.kind == ContributionKind.ANSWER)
    channels = select(SurveyResponse.channel).distinct()

    assert states == {told.title: SurveyState.CLOSED if told.closed else SurveyState.PUBLISHED for told in SURVEYS}
    assert sorted(session.scalars(wished)) == sorted(WISHES)
    assert set(session.scalars(channels)) == {Channel.ONLINE, Channel.PAPER, Channel.PHONE}
    assert session.scalar(select(func.count()).select_from(SurveyRelease)) == 1


@pytest.mark.usefixtures("loaded")
def test_the_past_is_written_as_if_it_had_happened(session: Session) -> None:
    now = clock.now() + timedelta(seconds=5)
    ahead = []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(getattr(column.type, "impl", column.type), DateTime):
                newest = session.scalar(select(func.max(column)))
                if newest is not None and newest > now and column.name not in LIES_AHEAD:
                    ahead.append(f"{table.name}.{column.name}")

    assert ahead == []
    first, last = session.execute(select(func.min(Contribution.received_at), func.max(Contribution.received_at))).one()
    assert timedelta(weeks=20) < last - first < timedelta(weeks=27)
    steps = session.scalars(select(ModerationEntry.at)).all()
    assert max(steps) - min(steps) > timedelta(weeks=2)


@pytest.mark.usefixtures("loaded")
def test_the_audit_log_holds_and_mails_were_kept(session: Session) -> None:
    assert audit.verify().holds
    assert set(session.scalars(select(OutgoingMail.state))) == {MailState.KEPT}
    addresses = set(session.scalars(select(OutgoingMail.to_address)))
    assert {address.partition("@")[2] for address in addresses} == {"example.org"}


@pytest.mark.usefixtures("loaded")
def test_connected_systems_are_marked_and_nothing_is_sent_to_them(session: Session) -> None:
    systems = {row.name for row in session.scalars(select(ApiClient))}
    [webhook] = session.scalars(select(Webhook)).all()
    [address] = session.scalars(select(FeedAddress)).all()

    assert systems == {told.name for told in CONNECTIONS}
    assert [name for name in systems if not name.endswith("(Beispiel)")] == []
    assert webhook.pause_reason is PauseReason.BY_HAND
    assert webhooks.waiting(webhook).count > 0
    assert webhooks.due_webhooks(clock.now(), is_failing=False) == []
    assert address.is_open


@pytest.mark.usefixtures("loaded")
def test_everybody_reads_open_data_and_the_next_stand_is_possible() -> None:
    [stand] = open_data.public_releases()
    filled = {one for one in Dataset if open_data.rows_of(stand.id, one)}

    assert filled == set(Dataset)
    assert open_data.due().new >= NEW_CONTRIBUTIONS


@pytest.mark.usefixtures("loaded")
def test_every_role_can_sign_in(session: Session) -> None:
    from portal.accounts.actions.passwords import matches

    for person in PEOPLE:
        account = account_by_email(person.email)
        assert account is not None
        assert matches(account.password_hash, PASSWORD)
        assert account.holds(Role(person.role))


@pytest.mark.usefixtures("loaded")
def test_the_county_says_that_it_is_an_example() -> None:
    assert county().is_example
    assert "Alle Personen, Wortmeldungen, Antworten und Zahlen sind erfunden" in county().imprint


@pytest.mark.usefixtures("app")
def test_a_real_county_is_never_touched(session: Session) -> None:
    with unit_of_work():
        set_up(name="Landkreis Beispiel", short_name="Beispiel", ags="09999", by=SYSTEM)
    before = everything(session)

    with pytest.raises(NotHere):
        load()

    assert everything(session) == before


@pytest.mark.usefixtures("app")
def test_a_county_that_is_being_set_up_is_never_touched() -> None:
    with unit_of_work():
        create_account(email="chefin@example.org", name="Chefin", password="noch-ein-langes-Wort", by=SYSTEM)

    with pytest.raises(NotHere):
        load()


def test_a_portal_that_sends_mails_does_not_take_it(make_app: Callable[..., Flask]) -> None:
    with make_app(mail_mode="smtp").app_context(), pytest.raises(NotHere):
        load()


def test_the_command_prints_the_logins_and_says_when_nothing_was_done(app: Flask) -> None:
    from portal.demo.cli import group

    first = app.test_cli_runner().invoke(group, ["load"])
    again = app.test_cli_runner().invoke(group, ["load"])

    assert "ist geladen" in first.output
    assert "ist schon da, nichts wurde geändert" in again.output
    for output in (first.output, again.output):
        assert PASSWORD in output
        assert [person.email for person in PEOPLE if person.email not in output] == []

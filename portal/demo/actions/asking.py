"""The Umfragen of the story: drafted from a template, answered on screen, on paper and by telephone, closed, shown."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, time
from functools import partial

from sqlalchemy import select

from portal.demo import queries
from portal.demo.actions import consulting
from portal.demo.actions.scenes import Scene
from portal.demo.story.shape import BERLIN, day_from
from portal.demo.story.surveys import SURVEYS, Kind, SurveyStory
from portal.kernel.db import session
from portal.surveys.actions import drafting, paper, publishing, releasing
from portal.surveys.actions.storing import store_response
from portal.surveys.models import Survey
from portal.surveys.terms import Answer, Channel
from portal.surveys.terms.templates import template

THRESHOLD = 5
#: Every how manyth person of a kind writes a reason.
_REASON_EVERY = 3


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """What happens to each Umfrage; answers come in as many goes as the story names moments."""
    for told in SURVEYS:
        yield Scene(told.drafted.resolve(loaded_at), told.key, partial(draft, told, loaded_at))
        yield Scene(told.published.resolve(loaded_at), told.key, partial(publish, told))
        for turn, moment in enumerate(told.answered):
            yield Scene(moment.resolve(loaded_at), told.key, partial(answer, told, turn))
        if told.closed:
            yield Scene(told.closed.resolve(loaded_at), told.key, partial(close, told))
        if told.released:
            yield Scene(told.released.resolve(loaded_at), told.key, partial(release, told))


def draft(told: SurveyStory, loaded_at: datetime) -> None:
    """Take the template, say when and who may be asked."""
    chosen = template(told.template)
    assert chosen is not None, f"there is no template {told.template}"
    consultation = consulting.found(told.consultation)
    written = drafting.SurveySettings(
        titles={"de": told.title},
        purposes=chosen.purpose,
        consultation_id=consultation.id,
        opens_at=datetime.combine(day_from(loaded_at, told.opens_in_days), time(8), tzinfo=BERLIN),
        closes_at=datetime.combine(day_from(loaded_at, told.closes_in_days), time(20), tzinfo=BERLIN),
        audience="Die Antworten lesen nur die Sozialplanung im Landratsamt und Ihre Gemeinde.",
        contact_name=consultation.contact_name,
        contact_phone=consultation.contact_phone,
        contact_email=consultation.contact_email,
        return_address="Rathaus, Briefkasten am Eingang",
    )
    drafting.create(written, chosen.questionnaire, place=queries.place(told.place), by=queries.person("planung"))


def publish(told: SurveyStory) -> None:
    """Look at the paper version, try it, let everybody answer."""
    survey, by = found(told), queries.person("planung")
    paper.paper_was_seen(survey, version=survey.version, by=by)
    publishing.note_tried(survey, by=by)
    session().refresh(survey)
    publishing.publish(survey, by=by)


def answer(told: SurveyStory, turn: int) -> None:
    """Everybody whose turn it is sends a form."""
    survey = found(told)
    assert survey.current_version_id is not None
    everybody = [(kind, within) for kind in told.kinds for within in range(kind.people)]
    for number, (kind, within) in list(enumerate(everybody))[turn :: len(told.answered)]:
        store_response(
            survey,
            version_id=survey.current_version_id,
            answers=answers_of(told, kind, number, within),
            submission=hashlib.sha256(f"{told.key}-{number}".encode()).digest(),
            channel=Channel(kind.channel),
            by=queries.person(None if kind.channel == "online" else "planung"),
        )


def close(told: SurveyStory) -> None:
    """Take nothing more."""
    publishing.close(found(told), by=queries.person("planung"))


def release(told: SurveyStory) -> None:
    """Show everybody what came out."""
    releasing.release_result(found(told), codes=told.shown, threshold=THRESHOLD, by=queries.person("planung"))


def answers_of(told: SurveyStory, kind: Kind, number: int, within: int) -> dict[str, Answer]:
    """What the person of this number answers: like the others of its kind, with a difference here and there."""
    given = {code: Answer(chosen=(choices[within % len(choices)],)) for code, choices in kind.answers.items()}
    for code, several in kind.several.items():
        given[code] = Answer(chosen=several[: len(several) - within % 2] or several)
    given["place"] = Answer(place=queries.place(told.homes[number % len(told.homes)]).id)
    for code in ("living_here", "getting_about"):
        grade = given[code].chosen[0] if code in given else ""
        reasons = told.reasons.get(grade, ())
        if reasons and within % _REASON_EVERY == 0:
            given[code] = Answer(chosen=(grade,), text=reasons[within % len(reasons)])
    if number % 13 == 5 and number // 13 < len(told.wishes):
        given["wish"] = Answer(text=told.wishes[number // 13])
    return given


def found(told: SurveyStory) -> Survey:
    """The Umfrage of the story."""
    return session().scalars(select(Survey).where(Survey.titles["de"].as_string() == told.title)).one()

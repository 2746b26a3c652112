"""Finding surveys and the questionnaires of their versions."""

import re
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload

from portal.kernel import clock, slugs
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.places import queries as places
from portal.surveys.models import Survey, SurveyResponse, SurveyVersion
from portal.surveys.policy import EDITORS
from portal.surveys.terms import Questionnaire, Requirement, SurveyState, questionnaire_from_json, said

#: How a survey is called in addresses. Nothing else reaches the database: PostgreSQL takes no NUL.
SLUG = re.compile(r"[a-z0-9-]+")
#: Addresses beneath `/umfragen/` that are pages of their own.
_TAKEN_BY_PAGES = frozenset({"weiter"})
_MOST_KEPT = 64
_kept: dict[UUID, Questionnaire] = {}


def survey(id: UUID) -> Survey:
    """One survey. Raises `NotFound`."""
    found = session().get(Survey, id)
    if found is None:
        raise NotFound
    return found


def get_many(ids: Collection[UUID]) -> list[Survey]:
    """Those of these surveys that there are, with their place. One query."""
    chosen = select(Survey).where(Survey.id.in_(ids)).options(joinedload(Survey.sozialraum))
    return list(session().scalars(chosen.order_by(Survey.id)))


def public_survey(slug: str) -> Survey | None:
    """The published or closed survey of an address; None for anything else, drafts included."""
    if not SLUG.fullmatch(slug):
        return None
    return session().scalar(select(Survey).where(Survey.slug == slug, Survey.state != SurveyState.DRAFT))


def own_surveys(viewer: Actor, *, state: SurveyState | None = None) -> Select[Survey]:
    """The surveys of the Sozialräume in which this person holds an editing role: the only door for lists of the staff."""
    chosen = select(Survey).where(in_scope(viewer.scope_of(*EDITORS)))
    return chosen.where(Survey.state == state) if state is not None else chosen


def newest_page(chosen: Select[Survey], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of a list, the newest first."""
    return page_by_key(chosen, keys=(Survey.id.desc(),), after=after, limit=limit)


def published(*, consultation_id: UUID | None = None, limit: int = 200) -> list[Survey]:
    """What everybody may see, those that end first at the front, closed ones at the end; optionally of one Verfahren."""
    ended = or_(Survey.state == SurveyState.CLOSED, Survey.closes_at <= clock.now())
    chosen = select(Survey).where(Survey.state != SurveyState.DRAFT)
    if consultation_id is not None:
        chosen = chosen.where(Survey.consultation_id == consultation_id)
    return list(session().scalars(chosen.order_by(ended, Survey.closes_at, Survey.id).limit(limit)))


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """The German titles of these surveys, by id. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(Survey.id, Survey.titles).where(Survey.id.in_(ids)))
    return {row.id: said(row.titles, "de") for row in rows}


def version(id: UUID) -> SurveyVersion:
    """One published version. Raises `NotFound`."""
    found = session().get(SurveyVersion, id)
    if found is None:
        raise NotFound
    return found


def versions_of(survey_id: UUID) -> list[SurveyVersion]:
    """All versions of a survey, the first one first."""
    chosen = select(SurveyVersion).where(SurveyVersion.survey_id == survey_id)
    return list(session().scalars(chosen.order_by(SurveyVersion.number)))


def questionnaire_of(version_id: UUID) -> Questionnaire:
    """The questionnaire of a version, read once per process: versions never change. Raises `NotFound`."""
    found = _kept.get(version_id)
    if found is None:
        found = questionnaire_from_json(version(version_id).definition)
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[version_id] = found
    return found


def draft_of(survey: Survey) -> Questionnaire:
    """The questionnaire its authors are working on."""
    return questionnaire_from_json(survey.draft)


def response_count(survey_id: UUID) -> int:
    """How many Teilnahmen there are. For anonymous surveys show it in steps only (`terms.states`)."""
    return session().scalar(select(func.count()).where(SurveyResponse.survey_id == survey_id)) or 0


def missing_for_publication(survey: Survey) -> list[Requirement]:
    """What the checklist still asks for; empty when it may be published."""
    draft = draft_of(survey)
    fulfilled = {
        Requirement.TITLE: bool(survey.titles.get("de") and survey.purposes.get("de")),
        Requirement.QUESTIONS: not draft.problems(),
        Requirement.PERIOD: bool(survey.opens_at and survey.closes_at and survey.closes_at > clock.now()),
        Requirement.PRIVACY: bool(survey.audience),
        Requirement.CONTACT: bool(survey.contact_name and survey.contact_phone),
        Requirement.PAPER: survey.paper_seen_at is not None,
        Requirement.TRIED: survey.tried_at is not None,
    }
    return [requirement for requirement, there in fulfilled.items() if not there]


def free_slug(wanted: str, *, besides: UUID | None = None) -> str:
    """`wanted`, or with a number behind it when another survey has it."""
    return slugs.free_slug(Survey.slug, wanted, besides=besides, reserved=_TAKEN_BY_PAGES)


def in_scope(scope: frozenset[UUID] | None) -> ColumnElement[bool]:
    """Whether a survey lies in one of these Sozialräume or beneath; everywhere for None."""
    return true() if scope is None else Survey.sozialraum_id.in_(places.subtree_ids(sorted(scope)))

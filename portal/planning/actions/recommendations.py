"""Writing Handlungsempfehlungen and their options, and moving them on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.accounts import queries as accounts
from portal.kernel import audit, clock
from portal.kernel.db import next_number, session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, Role, allows, ensure
from portal.kernel.text import N_
from portal.needs.models import Need
from portal.needs.policy import NeedPermission
from portal.places.models import Sozialraum
from portal.planning.models import CouncilPaper, OptionEffect, Recommendation, RecommendationOption
from portal.planning.policy.council import RecommendationPermission
from portal.planning.terms.papers import PaperState
from portal.planning.terms.recommendations import (
    MOST_NEEDS,
    MOST_OPTIONS,
    RECOMMENDATION_TRANSITIONS,
    Effect,
    RecommendationState,
)

MOVED = audit.kind(
    "planning.recommendation-moved", N_("Stand einer Handlungsempfehlung geändert"), keys=("recommendation_id", "state")
)


@dataclass(frozen=True, kw_only=True)
class RecommendationDraft:
    """What is written about a Handlungsempfehlung."""

    title: str
    place: Sozialraum
    needs: Sequence[Need]
    body: str = ""
    responsible_id: UUID | None = None

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.place.lineage


@dataclass(frozen=True, kw_only=True)
class OptionDraft:
    """What is written about one option. Amounts are Euro; None means that they are not known."""

    title: str
    body: str = ""
    pros: str = ""
    cons: str = ""
    cost_once: Decimal | None = None
    cost_yearly: Decimal | None = None
    cost_note: str = ""
    #: By Grunddaseinsfunktion; one that is left out was not judged.
    effects: Mapping[UUID, Effect] = field(default_factory=dict)


def add_recommendation(draft: RecommendationDraft, *, submission_key: UUID | None = None, by: Actor) -> Recommendation:
    """Begin a Handlungsempfehlung as a draft. The same key again answers the one that is there already."""
    ensure(RecommendationPermission.PUT, by, draft)
    if submission_key is not None:
        there = session().scalar(select(Recommendation).where(Recommendation.submission_key == submission_key))
        if there is not None:
            return there
    year = clock.today().year
    row = Recommendation(
        seq=next_number("recommendation"),
        number=f"E-{year}-{next_number(f'recommendation-{year}'):04}",
        state=RecommendationState.DRAFT,
        created_by=by.id,
        submission_key=submission_key,
        needs=[],
        options=[],
    )
    _write(row, draft, by)
    session().add(row)
    session().flush()
    return row


def edit_recommendation(row: Recommendation, draft: RecommendationDraft, *, version: int, by: Actor) -> None:
    """Change its words and Bedarfe. Raises `Conflict` when somebody saved since `version`."""
    _ensure_written(row, by)
    ensure(RecommendationPermission.PUT, by, draft)
    if row.version != version:
        raise Conflict
    _write(row, draft, by)
    row.updated_at = clock.now()  # also who changed only the Bedarfe must not be overwritten unseen
    session().flush()


def _write(row: Recommendation, draft: RecommendationDraft, by: Actor) -> None:
    if not draft.title:
        raise InvalidInput(
            "recommendation.no-title", N_("Bitte schreiben Sie in einer Zeile, was Sie empfehlen."), field="title"
        )
    if not draft.needs:
        raise InvalidInput("recommendation.no-need", N_("Bitte wählen Sie mindestens einen Bedarf."), field="need_ids")
    if len(draft.needs) > MOST_NEEDS:
        raise InvalidInput("recommendation.needs", N_("Bitte wählen Sie höchstens 50 Bedarfe."), field="need_ids")
    kept = {one.id for one in row.needs}
    if any(one.id not in kept and not allows(NeedPermission.EDIT, by, one) for one in draft.needs):
        raise InvalidInput(
            "recommendation.foreign-need",
            N_("Einen der Bedarfe gibt es nicht mehr, oder Sie sind nicht für ihn zuständig. Bitte wählen Sie neu."),
            field="need_ids",
        )
    planners = {one.id for one in accounts.holders(Role.PLANNER, within=draft.lineage)}
    if draft.responsible_id not in {None, row.responsible_id, *planners}:
        raise InvalidInput(
            "recommendation.responsible",
            N_("Diese Person arbeitet hier nicht (mehr) in der Sozialplanung."),
            field="responsible_id",
        )
    row.title, row.body = draft.title, draft.body
    row.sozialraum_id, row.responsible_id = draft.place.id, draft.responsible_id
    row.needs = list(draft.needs)


def add_option(row: Recommendation, draft: OptionDraft, *, by: Actor) -> RecommendationOption:
    """Add a way in which it could be done; the first one is proposed until another is chosen."""
    _ensure_written(row, by)
    if len(row.options) >= MOST_OPTIONS:
        raise InvalidInput("option.most", N_("Mehr als acht Optionen kann kein Gremium vergleichen."), field="title")
    option = RecommendationOption(
        position=max((one.position for one in row.options), default=0) + 1, is_chosen=not row.options, effects=[]
    )
    _write_option(option, draft)
    row.options.append(option)
    row.updated_at = clock.now()
    session().flush()
    return option


def edit_option(
    row: Recommendation, option: RecommendationOption, draft: OptionDraft, *, version: int, by: Actor
) -> None:
    """Change an option. `version` is that of the Handlungsempfehlung: its options are compared as one."""
    _ensure_written(row, by)
    if row.version != version:
        raise Conflict
    _write_option(option, draft)
    row.updated_at = clock.now()
    session().flush()


def remove_option(row: Recommendation, option: RecommendationOption, *, by: Actor) -> None:
    """Leave an option out. Was it the proposed one, none is until another is chosen."""
    _ensure_written(row, by)
    row.options.remove(option)
    _back_to_draft(row)
    session().flush()


def choose_option(row: Recommendation, option: RecommendationOption, *, by: Actor) -> None:
    """Propose this option."""
    _ensure_written(row, by)
    for one in row.options:
        one.is_chosen = False
    session().flush()
    option.is_chosen = True
    row.updated_at = clock.now()
    session().flush()


def _write_option(option: RecommendationOption, draft: OptionDraft) -> None:
    if not draft.title:
        raise InvalidInput("option.no-title", N_("Bitte geben Sie der Option einen Namen."), field="title")
    for name in ("title", "body", "pros", "cons", "cost_once", "cost_yearly", "cost_note"):
        setattr(option, name, getattr(draft, name))
    there = {one.basic_function_id: one for one in option.effects}
    option.effects = [
        there.get(key) or OptionEffect(basic_function_id=key, effect=effect) for key, effect in draft.effects.items()
    ]
    for one in option.effects:
        one.effect = draft.effects[one.basic_function_id]


def _ensure_written(row: Recommendation, by: Actor) -> None:
    ensure(RecommendationPermission.MOVE, by, row)
    if not row.state.is_written:
        raise InvalidTransition(
            "recommendation.fixed",
            N_("Diese Handlungsempfehlung liegt einem Gremium vor. Ihre Worte stehen fest."),
        )


def _back_to_draft(row: Recommendation) -> None:
    if row.state is RecommendationState.READY and row.chosen_option is None:
        row.state = RecommendationState.DRAFT
    row.updated_at = clock.now()


def move_recommendation(row: Recommendation, to: RecommendationState, *, by: Actor) -> None:
    """Say that it is ready, a draft again, or withdrawn. Into the council and out of it it goes with its papers.

    Ready needs a chosen option. Withdrawn takes its papers along, except those that were decided.
    """
    ensure(RecommendationPermission.MOVE, by, row)
    RECOMMENDATION_TRANSITIONS.check(row.state, to)
    if to in (RecommendationState.IN_COUNCIL, RecommendationState.DECIDED):
        raise InvalidTransition
    if to is RecommendationState.READY and row.chosen_option is None:
        raise InvalidInput(
            "recommendation.no-option",
            N_("Bitte beschreiben Sie erst mindestens eine Option und wählen Sie, welche Sie vorschlagen."),
        )
    if to is RecommendationState.WITHDRAWN:
        _withdraw_papers(row)
    set_state(row, to, by)


def set_state(row: Recommendation, to: RecommendationState, by: Actor) -> None:
    """Write the state and note who did it."""
    if row.state is not to:
        RECOMMENDATION_TRANSITIONS.check(row.state, to)
        row.state = to
        session().flush()
        audit.log(MOVED, by=by, recommendation_id=row.id, state=to)


def _withdraw_papers(row: Recommendation) -> None:
    open_papers = select(CouncilPaper).where(
        CouncilPaper.recommendation_id == row.id,
        CouncilPaper.state.in_([PaperState.DRAFT, PaperState.SUBMITTED]),
    )
    for paper in session().scalars(open_papers):
        paper.state = PaperState.WITHDRAWN

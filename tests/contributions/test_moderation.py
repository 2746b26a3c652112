"""Release, hold, hide: with a reason the person reads, and every step kept."""

import pytest
from sqlalchemy.orm import Session

from portal.contributions import actions, queries
from portal.contributions.models import Contribution
from portal.contributions.terms import MODERATION, ModerationState
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput, InvalidTransition
from portal.kernel.policy import ANONYMOUS, SYSTEM, Actor, Role
from tests.factories.accounts import make_account
from tests.factories.contributions import FakePhoto, make_contribution
from tests.factories.places import make_place

HELD, RELEASED, HIDDEN = ModerationState.HELD, ModerationState.RELEASED, ModerationState.HIDDEN


def moderate(
    stored: Contribution, to: ModerationState, reason: str = "Nennt eine Nachbarin beim Namen.", by: Actor = SYSTEM
) -> None:
    with unit_of_work():
        actions.moderate(queries.contribution(stored.id), to=to, reason=reason, by=by)


@pytest.mark.parametrize("before", list(ModerationState))
@pytest.mark.parametrize("after", list(ModerationState))
def test_each_step_is_in_the_table_or_refused(
    session: Session, before: ModerationState, after: ModerationState
) -> None:
    stored = make_contribution()
    if before is not RELEASED:
        moderate(stored, before)

    if MODERATION.allows(before, after):
        moderate(stored, after)
        assert queries.contribution(stored.id).moderation is after
    else:
        with pytest.raises(InvalidTransition):
            moderate(stored, after)
        assert queries.contribution(stored.id).moderation is before


def test_the_steps_are_kept_and_the_words_stay(session: Session) -> None:
    place = make_place()
    moderator = make_account(Role.MODERATOR, place)
    stored = make_contribution("Die Frau Maier schimpft.", place=place)

    moderate(stored, HIDDEN, "Nennt eine Nachbarin.", moderator)
    moderate(stored, RELEASED, "", moderator)

    steps = queries.moderation_history(stored.id)
    assert [(step.before, step.after, step.reason, step.by) for step in steps] == [
        ("released", HIDDEN, "Nennt eine Nachbarin.", moderator.id),
        ("hidden", RELEASED, "", moderator.id),
    ]
    now = queries.contribution(stored.id)
    assert (now.text, now.moderation_reason) == ("Die Frau Maier schimpft.", "")


@pytest.mark.parametrize("to", [HELD, HIDDEN])
def test_holding_back_needs_a_reason(session: Session, to: ModerationState) -> None:
    stored = make_contribution()

    with pytest.raises(InvalidInput) as refused:
        moderate(stored, to, "")

    assert refused.value.field == "reason"
    assert queries.contribution(stored.id).moderation is RELEASED


def test_a_photo_is_moderated_apart_from_the_words(session: Session) -> None:
    stored = make_contribution(photo=FakePhoto())
    photo = queries.photos_of(stored.id)[0]

    with unit_of_work():
        actions.moderate_photo(queries.photo(photo.id), to=HIDDEN, reason="Zeigt ein Kennzeichen.", by=SYSTEM)

    assert queries.photo(photo.id).moderation is HIDDEN
    assert queries.contribution(stored.id).moderation is RELEASED
    assert [step.photo_id for step in queries.moderation_history(stored.id)] == [photo.id]


def test_strangers_moderate_nothing(session: Session) -> None:
    stored = make_contribution(place=make_place(), photo=FakePhoto())
    stranger = make_account(Role.MODERATOR, make_place("Kammlach"))

    for actor in (stranger, ANONYMOUS):
        with pytest.raises(Forbidden):
            moderate(stored, HIDDEN, by=actor)
        with pytest.raises(Forbidden), unit_of_work():
            actions.moderate_photo(queries.photos_of(stored.id)[0], to=HIDDEN, reason="so", by=actor)

"""Doing the Startcheck, once for each day."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.planning.actions import protocol
from portal.planning.models.startcheck import StartCheck
from portal.planning.policy.startcheck import StartCheckPermission
from portal.planning.terms.startcheck import QUESTIONS, Reply
from portal.planning.terms.targets import OLDEST_YEAR


def answer_check(
    place: Sozialraum, *, answers: Mapping[str, Reply], checked_on: date, remark: str = "", by: Actor
) -> StartCheck:
    """Keep the answers of a day. One Startcheck for each Sozialraum and day."""
    ensure(StartCheckPermission.ADD_HERE, by, place)
    kept = _checked(answers, checked_on)
    there = select(StartCheck.id).where(StartCheck.sozialraum_id == place.id, StartCheck.checked_on == checked_on)
    if session().scalar(there) is not None:
        raise InvalidInput(
            "check.twice",
            N_("Für diesen Tag gibt es schon einen Startcheck. Öffnen und ändern Sie ihn."),
            field="checked_on",
        )
    made = StartCheck(sozialraum_id=place.id, checked_on=checked_on, answers=kept, remark=remark, created_by=by.id)
    session().add(made)
    session().flush()
    return made


def edit_check(check: StartCheck, *, answers: Mapping[str, Reply], remark: str, version: int, by: Actor) -> None:
    """Replace the answers of its day; the day stays. Raises `Conflict` when somebody saved since `version`."""
    ensure(StartCheckPermission.EDIT, by, check)
    if check.version != version:
        raise Conflict
    check.answers, check.remark = _checked(answers, check.checked_on), remark
    session().flush()


def delete_check(check: StartCheck, *, by: Actor) -> None:
    """Delete one that was done by mistake."""
    ensure(StartCheckPermission.EDIT, by, check)
    audit.log(protocol.START_CHECK_DELETED, by=by, check_id=check.id)
    session().delete(check)
    session().flush()


def _checked(answers: Mapping[str, Reply], checked_on: date) -> dict[str, str]:
    if missing := sum(one.key not in answers for one in QUESTIONS):
        raise InvalidInput("check.open", N_("Es fehlen noch %(missing)s Antworten."), missing=missing)
    if checked_on > clock.today() or checked_on.year < OLDEST_YEAR:
        raise InvalidInput("check.day", N_("Der Tag darf nicht in der Zukunft liegen."), field="checked_on")
    return {one.key: answers[one.key].value for one in QUESTIONS}

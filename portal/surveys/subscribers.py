"""What comes round for surveys: forgetting once a day."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from portal.kernel.db import session, unit_of_work
from portal.kernel.jobs import periodic
from portal.surveys.actions import forgetting, registering


@periodic("surveys.forget-order", every=timedelta(days=1))
def forget_order() -> None:
    """Anonymous surveys: nothing joins codes to answers, not even the order of rows."""
    _each(forgetting.anonymous_surveys(), forgetting.rewrite_in_random_order)


@periodic("surveys.forget-unfinished", every=timedelta(days=1))
def forget_unfinished() -> None:
    """Forms nobody came back to."""
    with unit_of_work():
        forgetting.forget_unfinished()


@periodic("surveys.forget-answers", every=timedelta(days=1))
def forget_answers() -> None:
    """Answers that were kept for as many months as everybody was told."""
    _each(forgetting.overdue_surveys(), forgetting.forget_answers)


@periodic("surveys.register-collections", every=timedelta(days=1))
def register_collections() -> None:
    """The Erhebungskalender knows them all, and which of them have begun or ended."""
    with unit_of_work():
        registering.register_all()


def _each(surveys: Iterable[UUID], forget: Callable[[UUID], int]) -> None:
    """Each in a unit of work of its own; one that cannot be done today keeps no other from its turn.

    Raises an `ExceptionGroup` at the end, so that the duty does not pass for done.
    """
    failed: list[Exception] = []
    for survey_id in surveys:
        try:
            with unit_of_work():
                forget(survey_id)
        except Exception as error:
            session().rollback()
            failed.append(error)
    if failed:
        raise ExceptionGroup("some surveys could not forget", failed)

"""Telling a need on without the person."""

from uuid import UUID

from portal.cases import queries
from portal.cases.actions.entries import write_entry
from portal.cases.models import Case
from portal.cases.policy import CasePermission
from portal.cases.terms import LONGEST_NEED, EntryKind, names_person, seems_to_name
from portal.contributions import actions as contributions
from portal.contributions.actions import Receipt
from portal.contributions.terms import Channel, ContributionKind
from portal.kernel.clock import today
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum


def report_need(
    case: Case,
    text: str,
    *,
    place: Sozialraum,
    action_field_id: UUID | None = None,
    checked: bool = False,
    submission_key: UUID,
    by: Actor,
) -> Receipt:
    """Give the need as an anonymous Wortmeldung to the inbox. Sent again with the same key it returns the first receipt.

    Nothing in it leads back: it has a day and no moment, always the same channel, and nothing of the Fall. Raises
    `InvalidInput` ("cases.names-person") for words that hold the name, number or address of the person, or that seem to name
    anybody else, unless somebody has `checked` them. Note it on the Fall with `note_reported`, in a unit of work of its own:
    one transaction for both would lead from one to the other.
    """
    ensure(CasePermission.REPORT, by, case)
    ensure(CasePermission.OPEN_HERE, by, place)
    _ensure_length(text)
    if not checked:
        _ensure_nameless(text, case)
    return contributions.accept(
        submission_key=submission_key,
        kind=ContributionKind.CASE,
        text=text,
        channel=Channel.IN_PERSON,
        sozialraum_id=place.id,
        action_field_id=action_field_id,
        by_day=True,
        by=by,
    )


def note_reported(case: Case, *, by: Actor) -> None:
    """Note that a need was told on today; nothing says which. A day is noted once."""
    ensure(CasePermission.REPORT, by, case)
    told = [entry.told for entry in queries.entries_of(case.id)]
    if not any(one.kind is EntryKind.REPORTED and one.on == today() for one in told):
        write_entry(case, EntryKind.REPORTED, by=by)


def _ensure_length(text: str) -> None:
    if not text:
        raise InvalidInput("cases.no-need", N_("Bitte schreiben Sie, was fehlt oder gebraucht wird."), field="text")
    if len(text) > LONGEST_NEED:
        raise InvalidInput("cases.too-long", N_("Dieser Text ist zu lang."), field="text")


def _ensure_nameless(text: str, case: Case) -> None:
    if names_person(text, name=case.name, contact=case.contact):
        raise InvalidInput(
            "cases.names-person",
            N_(
                "In diesem Text steht ein Name, eine Nummer oder eine Adresse aus dem Fall. Bitte schreiben Sie ohne die Person."
            ),
            field="text",
        )
    if seems_to_name(text):
        raise InvalidInput(
            "cases.names-person",
            N_("Hier scheint ein Name oder eine Hausnummer zu stehen. Bitte schreiben Sie ohne die Person."),
            field="text",
        )

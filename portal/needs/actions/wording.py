"""The county's own ready sentences for public answers."""

from uuid import UUID

from sqlalchemy import func, select

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs.actions import protocol
from portal.needs.actions.answering import check_mark
from portal.needs.models import TextModule
from portal.needs.policy import NeedPermission
from portal.needs.terms import SENTENCE_LONGEST, NeedStatus
from portal.needs.terms.telling import NOT_IN_SIMPLE_WORDS, Simple

MOST_PER_STATUS = 12


def add_text_module(status: NeedStatus, *, text: str, simple: Simple = NOT_IN_SIMPLE_WORDS, by: Actor) -> TextModule:
    """Add a ready sentence, in Leichte Sprache too if there is one.

    From the first own one on, the portal's own sentences of that status are no longer offered. Raises `InvalidInput` for a check by
    nobody or on no day.
    """
    ensure(NeedPermission.EDIT_TEXT_MODULES, by)
    if not text or len(text) > SENTENCE_LONGEST:
        raise InvalidInput(
            "text-module.length", N_("Bitte schreiben Sie einen Satz mit höchstens 1.000 Zeichen."), field="text"
        )
    if len(simple.text) > SENTENCE_LONGEST:
        raise InvalidInput(
            "text-module.simple-long",
            N_("Der Text in Leichter Sprache ist zu lang, möglich sind 1.000 Zeichen."),
            field="simple_text",
        )
    check_mark(simple)
    there = select(func.count()).where(TextModule.status == status, TextModule.is_active)
    number = session().scalar(there) or 0
    if number >= MOST_PER_STATUS:
        raise InvalidInput(
            "text-module.many", N_("Zwölf Sätze je Status sind genug. Entfernen Sie zuerst einen."), field="text"
        )
    row = TextModule(
        status=status,
        text=text,
        simple_text=simple.text,
        simple_checked_by=simple.checked_by,
        simple_checked_on=simple.checked_on,
        position=number,
    )
    session().add(row)
    session().flush()
    audit.log(protocol.TEXT_MODULE_CHANGED, by=by, module_id=row.id, change="added")
    return row


def remove_text_module(module_id: UUID, *, by: Actor) -> TextModule:
    """No longer offer a sentence. Raises `NotFound`."""
    ensure(NeedPermission.EDIT_TEXT_MODULES, by)
    found = session().get(TextModule, module_id)
    if found is None or not found.is_active:
        raise NotFound
    found.is_active = False
    audit.log(protocol.TEXT_MODULE_CHANGED, by=by, module_id=found.id, change="removed")
    return found

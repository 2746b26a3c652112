"""Public answers: a new status with one sentence for everybody behind the Bedarf."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_
from portal.needs.actions import protocol
from portal.needs.actions.keeping import changing, remember
from portal.needs.actions.making import ensure_version
from portal.needs.events import NeedStatusChanged
from portal.needs.models import Need, PublicAnswer
from portal.needs.policy import NeedPermission
from portal.needs.terms import SENTENCE_LONGEST, TRANSITIONS, EntryKind, NeedStatus
from portal.needs.terms.telling import CHECKER_LONGEST, NOT_IN_SIMPLE_WORDS, Simple

#: A place in a ready sentence that somebody still has to fill: "[Name der Stelle]".
GAP = re.compile(r"\[[^\]\n]{1,80}\]")


@dataclass(frozen=True)
class Answered:
    """What answering many Bedarfe at once did."""

    done: tuple[Need, ...]
    #: Bedarfe from whose status the step is not possible, or that this person may not answer.
    skipped: tuple[Need, ...]


def answer(
    need: Need,
    *,
    status: NeedStatus,
    sentence: str,
    simple: Simple = NOT_IN_SIMPLE_WORDS,
    version: int | None = None,
    by: Actor,
) -> PublicAnswer:
    """Give a Bedarf a new status with the sentence that everybody behind it reads and, if they want, gets by mail.

    `simple` is the same sentence in Leichte Sprache and stands beside it wherever it is read. With the status it already has it is
    an interim report. Raises `InvalidTransition` when the status cannot follow, `Conflict`
    ("need.changed") when somebody saved since `version`, `InvalidInput` for an empty sentence or one with open gaps.
    """
    with changing(need):
        ensure(NeedPermission.ANSWER, by, need)
        if version is not None:
            ensure_version(need, version)
        if status is not need.status:
            TRANSITIONS.check(need.status, status)
        audit.log(protocol.ANSWERED, by=by, need_id=need.id)
        return say(need, status=status, sentence=sentence, simple=simple, by=by)


def answer_many(needs: Sequence[Need], *, status: NeedStatus, sentence: str, by: Actor) -> Answered:
    """Give several Bedarfe the same status and sentence; those for which it is not possible are left as they are."""
    check_sentence(sentence)
    done: list[Need] = []
    skipped: list[Need] = []
    for need in needs:
        possible = TRANSITIONS.allows(need.status, status) and allows(NeedPermission.ANSWER, by, need)
        if possible:
            answer(need, status=status, sentence=sentence, by=by)
        (done if possible else skipped).append(need)
    if not done:
        raise InvalidTransition(
            "need.none-possible",
            N_("Bei keinem der ausgewählten Bedarfe ist dieser Schritt möglich. Es wurde nichts geändert."),
        )
    return Answered(tuple(done), tuple(skipped))


def say(
    need: Need, *, status: NeedStatus, sentence: str, simple: Simple = NOT_IN_SIMPLE_WORDS, by: Actor
) -> PublicAnswer:
    """Write the sentence into an open change of the Bedarf and let it be told."""
    check_sentence(sentence)
    check_simple(simple)
    before, need.status = need.status, status
    need.public_title = need.public_title or need.title
    at = clock.now()
    need.public_sentence = sentence
    need.answered_at = need.last_word_at = at
    row = PublicAnswer(
        need_id=need.id,
        status=status,
        sentence=sentence,
        simple_text=simple.text,
        simple_checked_by=simple.checked_by,
        simple_checked_on=simple.checked_on,
        at=at,
        by_id=by.id,
    )
    session().add(row)
    session().flush()
    remember(need, EntryKind.ANSWERED, by, answer=row.id, before=before.value, after=status.value)
    record(NeedStatusChanged(need_id=need.id, answer_id=row.id, status=status.value, sentence=sentence))
    return row


def check_sentence(sentence: str) -> None:
    """Raises `InvalidInput` for a sentence nobody should read."""
    if not sentence:
        raise InvalidInput(
            "answer.empty", N_("Bitte schreiben Sie einen Satz für alle, die sich gemeldet haben."), field="sentence"
        )
    if len(sentence) > SENTENCE_LONGEST:
        raise InvalidInput("answer.too-long", N_("Der Satz ist zu lang, möglich sind 1.000 Zeichen."), field="sentence")
    gap = GAP.search(sentence)
    if gap:
        raise InvalidInput(
            "answer.gap",
            N_("Bitte füllen Sie die Lücke %(gap)s aus, bevor andere den Satz lesen."),
            field="sentence",
            gap=gap.group(),
        )


def check_simple(simple: Simple) -> None:
    """Raises `InvalidInput` for a text in Leichte Sprache nobody should read, or a check without its day or its name."""
    if len(simple.text) > SENTENCE_LONGEST:
        raise InvalidInput(
            "answer.simple-too-long", N_("Der Text ist zu lang, möglich sind 1.000 Zeichen."), field="simple_text"
        )
    gap = GAP.search(simple.text)
    if gap:
        raise InvalidInput(
            "answer.simple-gap",
            N_("Bitte füllen Sie auch in der Leichten Sprache die Lücke %(gap)s aus."),
            field="simple_text",
            gap=gap.group(),
        )
    check_mark(simple)


def check_mark(simple: Simple) -> None:
    """Raises `InvalidInput` when the mark "geprüft von … am …" is only half there or cannot be true."""
    if (simple.checked_by or simple.checked_on) and not simple.text:
        raise InvalidInput(
            "simple.nothing-checked", N_("Ohne Text in Leichter Sprache gibt es nichts zu prüfen."), field="simple_text"
        )
    if bool(simple.checked_by) is not bool(simple.checked_on):
        raise InvalidInput(
            "simple.half-checked",
            N_("Zur Prüfung gehören beide Angaben: wer geprüft hat und wann."),
            field="simple_checked_on" if simple.checked_by else "simple_checked_by",
        )
    if len(simple.checked_by) > CHECKER_LONGEST:
        raise InvalidInput(
            "simple.checker-long", N_("Bitte höchstens 120 Zeichen schreiben."), field="simple_checked_by"
        )
    if simple.checked_on and not clock.today() - timedelta(days=3650) <= simple.checked_on <= clock.today():
        raise InvalidInput(
            "simple.checked-when",
            N_("Der Tag der Prüfung liegt in der Zukunft oder mehr als zehn Jahre zurück."),
            field="simple_checked_on",
        )

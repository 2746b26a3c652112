"""What happens to the Bedarfe of the story: who minds them, answers, notes, Belege, merging and splitting."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from portal.demo import queries
from portal.demo.actions.scenes import Scene, later
from portal.demo.actions.speaking import draft_of
from portal.demo.story import book
from portal.demo.story.answering import CHECKERS
from portal.demo.story.shape import NeedStory, Note, Reason, Step, day_from
from portal.kernel.clock import today
from portal.needs import actions as needs
from portal.needs.terms import EvidenceKind, NeedStatus, Stance
from portal.needs.terms.telling import NOT_IN_SIMPLE_WORDS, Simple


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """Everything after a Bedarf has come into being."""
    for told in book.NEEDS.values():
        begins = birth(told.key, loaded_at)
        if told.responsible:
            yield Scene(later(begins, 2), told.key, partial(assign, told))
        for step in told.steps:
            yield Scene(step.at.resolve(loaded_at), told.key, partial(answer, told, step))
        for note in told.notes:
            yield Scene(note.at.resolve(loaded_at), told.key, partial(leave, told, note))
        for reason in told.reasons:
            yield Scene(reason.at.resolve(loaded_at), told.key, partial(prove, told, reason))
        if told.due_in_days is not None:
            last = max([begins, *(step.at.resolve(loaded_at) for step in told.steps)])
            yield Scene(later(last, 3), told.key, partial(set_due, told, loaded_at))
        if told.splitting:
            yield Scene(told.splitting.at.resolve(loaded_at), told.key, partial(split, told))
            yield Scene(later(told.splitting.at.resolve(loaded_at), 2), told.key, partial(reword, told))
        if told.merged_at:
            yield Scene(told.merged_at.resolve(loaded_at), told.key, partial(merge, told))


def birth(key: str, loaded_at: datetime) -> datetime:
    """When a Bedarf of the story comes into being."""
    founding = book.FOUNDED.get(key)
    if founding is None:
        return book.SPLIT_OFF[key].at.resolve(loaded_at)
    voice = next(voice for voice in book.VOICES if voice.key == founding.voice)
    assert voice.decided is not None, f"{voice.key} makes a Bedarf but nobody decides"
    return later(voice.decided.resolve(loaded_at), 0 if founding.passage is None else 1 + founding.passage)


def assign(told: NeedStory) -> None:
    """Somebody becomes responsible."""
    minder = queries.person(told.responsible)
    needs.assign([queries.need(told.key)], to=minder.id, by=minder)


def set_due(told: NeedStory, loaded_at: datetime) -> None:
    """Until when the next step is to be done, counted from the day of the load."""
    assert told.due_in_days is not None
    by = queries.person(told.responsible)
    needs.set_due([queries.need(told.key)], on=day_from(loaded_at, told.due_in_days), by=by)


def answer(told: NeedStory, step: Step) -> None:
    """A new status with the sentence for everybody."""
    need = queries.need(told.key)
    simple = Simple(step.simple, CHECKERS, today()) if step.simple else NOT_IN_SIMPLE_WORDS
    by = queries.person(step.by)
    needs.answer(need, status=NeedStatus(step.status), sentence=step.sentence, simple=simple, by=by)


def leave(told: NeedStory, note: Note) -> None:
    """A note for colleagues."""
    needs.note(queries.need(told.key), text=note.text, by=queries.person(note.by))


def prove(told: NeedStory, reason: Reason) -> None:
    """A document, figure, statement or finding."""
    needs.add_evidence(
        queries.need(told.key),
        kind=EvidenceKind(reason.kind),
        quote=reason.text,
        source=reason.source,
        stance=Stance.AGAINST if reason.against else Stance.FOR,
        by=queries.person(reason.by),
    )


def split(told: NeedStory) -> None:
    """Part of the Belege becomes a Bedarf of its own."""
    assert told.splitting is not None
    origin = queries.need(told.key)
    chosen = queries.evidence_of(origin, told.splitting.voices)
    draft = draft_of(book.NEEDS[told.splitting.into])
    needs.split_need(origin, evidence_ids=chosen, draft=draft, by=queries.person(told.splitting.by))


def reword(told: NeedStory) -> None:
    """What stayed gets words that fit it."""
    assert told.splitting is not None
    need = queries.need(told.key)
    draft = draft_of(told, title=told.splitting.title, description=told.splitting.description)
    needs.edit_need(
        need, draft=draft, version=need.version, public_title=draft.title, by=queries.person(told.splitting.by)
    )


def merge(told: NeedStory) -> None:
    """It goes into another Bedarf."""
    assert told.merged_into is not None
    into = queries.need(told.merged_into)
    needs.merge_needs(queries.need(told.key), into=into, sentence=told.merged_sentence, by=queries.person("planung"))

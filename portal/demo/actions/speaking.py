"""What people say, and what is decided about it at the inbox."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from portal.contributions import actions as contributions
from portal.contributions.terms import (
    Channel,
    ContactDetails,
    ContributionKind,
    ModerationState,
    ObserverKind,
    PhotoFile,
)
from portal.county.models import ActionField, BasicFunction, TargetGroup
from portal.demo import queries
from portal.demo.actions import consulting
from portal.demo.actions.scenes import Scene, later
from portal.demo.actions.setting import DATA
from portal.demo.story import book
from portal.demo.story.shape import Decision, Fate, NeedStory, Sender, Voice
from portal.kernel.policy import ANONYMOUS
from portal.needs import actions as needs
from portal.needs.terms import Stance
from portal.needs.terms.passages import cut

KeepPhoto = Callable[[Path], PhotoFile]


def scenes(loaded_at: datetime, keep_photo: KeepPhoto) -> Iterator[Scene]:
    """Each voice with everything that happens to it."""
    for voice in book.VOICES:
        yield Scene(voice.said.resolve(loaded_at), voice.key, partial(say, voice, keep_photo))
        if voice.released:
            yield Scene(voice.released.resolve(loaded_at), voice.key, partial(release, voice))
        if voice.withdrawn:
            yield Scene(voice.withdrawn.resolve(loaded_at), voice.key, partial(withdraw, voice))
        if voice.decided:
            yield from _decisions(voice, voice.decided.resolve(loaded_at))


def say(voice: Voice, keep_photo: KeepPhoto) -> None:
    """Accept a Wortmeldung as the page of its channel would."""
    everywhere = voice.place == "Landkreis"
    contributions.accept(
        submission_key=queries.submission_key(voice.key),
        kind=ContributionKind.CONCERN,
        text=voice.text,
        sozialraum_id=None if everywhere else queries.place(voice.place).id,
        place_text=voice.place_text,
        channel=Channel(voice.channel),
        language=voice.language,
        contact=_contact(voice.sender) if voice.sender else None,
        photo=keep_photo(DATA / "photos" / voice.photo) if voice.photo else None,
        consultation_id=consulting.found(voice.consultation).id if voice.consultation else None,
        reported_as=ObserverKind(voice.observer) if voice.observer else None,
        by=queries.person(voice.recorded_by),
    )


def release(voice: Voice) -> None:
    """Let others see what was held."""
    row = queries.contribution(voice.key)
    contributions.moderate(row, to=ModerationState.RELEASED, by=queries.person("kuemmerer"))


def hide(voice: Voice) -> None:
    """Hide it with the reason that the person reads."""
    by = queries.person(voice.decided_by)
    row = queries.contribution(voice.key)
    contributions.moderate(row, to=ModerationState.HIDDEN, reason=voice.hidden_because, by=by)


def withdraw(voice: Voice) -> None:
    """The person takes it back with the Rückmelde-Code."""
    contributions.withdraw(queries.contribution(voice.key), by=ANONYMOUS)


def split(voice: Voice) -> None:
    """Take it apart into the passages of the story; every other word is set aside."""
    item = queries.entry(voice.key)
    parts = cut(needs.words_of(item), [passage.text for passage in voice.passages])
    assert not parts.foreign, f"{voice.key}: a passage does not stand in the text"
    aside = [type(part)(part.start, part.stop, aside=True) for part in parts.left_over]
    needs.split_item(item, passages=[*parts.found, *aside], by=queries.person(voice.decided_by))


def decide(voice: Voice, decision: Decision, passage: int | None = None) -> None:
    """Decide about a Wortmeldung, or one passage of it."""
    by, item = queries.person(voice.decided_by), queries.entry(voice.key, passage)
    stance = Stance.AGAINST if decision.against else Stance.FOR
    match decision.fate:
        case Fate.NEW_NEED:
            needs.create_need_from([item], draft=draft_of(_told(decision)), stance=stance, by=by)
        case Fate.ADDED:
            needs.add_to_need([item], need=queries.need(_told(decision).key), stance=stance, by=by)
        case Fate.NO_NEED:
            needs.decline([item], reason=decision.reason, by=by)
        case Fate.OPEN | Fate.SPLIT:
            raise ValueError(f"{voice.key}: nothing to decide here")


def draft_of(told: NeedStory, *, title: str = "", description: str = "") -> needs.NeedDraft:
    """What a planner writes about a Bedarf of the story, with other words where they are given."""
    return needs.NeedDraft(
        title=title or told.title,
        description=description or told.description,
        sozialraum_id=queries.place(told.place).id,
        action_field_id=next(iter(queries.terms(ActionField, (told.action_field,)))),
        target_group_ids=queries.terms(TargetGroup, told.target_groups),
        basic_function_ids=queries.terms(BasicFunction, told.basic_functions),
    )


def _decisions(voice: Voice, at: datetime) -> Iterator[Scene]:
    if voice.hidden_because:
        yield Scene(at, voice.key, partial(hide, voice))
    if voice.decision.fate is Fate.SPLIT:
        yield Scene(at, voice.key, partial(split, voice))
        for number, passage in enumerate(voice.passages):
            yield Scene(
                later(at, 1 + number),
                voice.key,
                partial(decide, voice, passage.decision, number),
            )
    else:
        yield Scene(at, voice.key, partial(decide, voice, voice.decision))


def _told(decision: Decision) -> NeedStory:
    assert decision.need is not None
    return book.NEEDS[decision.need]


def _contact(sender: Sender) -> ContactDetails:
    return ContactDetails(
        email=sender.email or "",
        phone=sender.phone or "",
        name=sender.name or "",
        wants_updates=sender.wants_updates,
        address=sender.address or "",
    )

"""The story makes sense: everything follows in time, nobody real can be rung, every thread is complete."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from portal.demo.actions.minding import birth
from portal.demo.story import book, county
from portal.demo.story.consultations import CONSULTATIONS
from portal.demo.story.people import PEOPLE
from portal.demo.story.shape import Fate, Moment, Voice, day_from, on
from portal.kernel.policy import Role
from portal.needs.terms import TRANSITIONS, NeedStatus

#: A Monday shortly after midnight and a Sunday evening, in summer and in winter time.
LOADS = (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), datetime(2026, 6, 28, 20, 0, tzinfo=UTC))
#: What the Bundesnetzagentur keeps for film and television.
NOBODY_ANSWERS = re.compile(
    r"0176 04069 \d{3}|030 23125 \d{3}|040 66969 \d{3}|069 90009 \d{3}|0221 4710 \d{3}|089 99998 \d{3}"
)
LOOKS_LIKE_A_PHONE = re.compile(r"\b0\d{2,4}[ /-]?\d{3,}[ \d]*\d")


@pytest.fixture(params=LOADS, ids=["monday", "sunday"])
def loaded_at(request: pytest.FixtureRequest) -> datetime:
    moment: datetime = request.param
    return moment


def decisions() -> Iterator[tuple[Voice, str]]:
    """Each voice with a Bedarf it went to."""
    for voice in book.VOICES:
        for decision in (voice.decision, *(passage.decision for passage in voice.passages)):
            if decision.need:
                yield voice, decision.need


def strings(thing: Any) -> Iterator[str]:
    """Every text in a piece of the story."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from strings(getattr(thing, field.name))
    elif isinstance(thing, (tuple, list)):
        for part in thing:
            yield from strings(part)
    elif isinstance(thing, dict):
        yield from strings([*thing, *thing.values()])


def whole_story() -> list[str]:
    legal = [county.text(name) for name in ("imprint", "privacy", "accessibility")]
    told = [book.CHAPTERS, CONSULTATIONS, PEOPLE, county.PLACES, county.CONTACT_PHONE, county.CONTACT_EMAIL, legal]
    return list(strings(told))


def test_nobody_is_decided_about_before_speaking(loaded_at: datetime) -> None:
    early = [
        voice.key
        for voice in book.VOICES
        for moment in (voice.decided, voice.released, voice.withdrawn)
        if moment and moment.resolve(loaded_at) <= voice.said.resolve(loaded_at)
    ]

    assert early == []


def test_nothing_joins_a_need_before_it_is_there(loaded_at: datetime) -> None:
    early = [
        (voice.key, need)
        for voice, need in decisions()
        if voice.decided and voice.decided.resolve(loaded_at) + timedelta(minutes=3) < birth(need, loaded_at)
    ]

    assert early == []


def test_the_steps_of_a_need_follow_each_other(loaded_at: datetime) -> None:
    for need in book.NEEDS.values():
        born = birth(need.key, loaded_at)
        moments = [step.at.resolve(loaded_at) for step in need.steps]
        others = [note.at.resolve(loaded_at) for note in need.notes]
        others += [reason.at.resolve(loaded_at) for reason in need.reasons]

        assert moments == sorted(moments), need.key
        assert all(born + timedelta(minutes=2) < moment for moment in moments + others), need.key
        if need.merged_at and need.merged_into:
            merged = need.merged_at.resolve(loaded_at)
            assert merged > max([born, birth(need.merged_into, loaded_at), *moments]), need.key


def test_nothing_joins_a_need_after_it_was_merged(loaded_at: datetime) -> None:
    late = [
        (voice.key, key)
        for voice, key in decisions()
        if (merged := book.NEEDS[key].merged_at)
        and voice.decided
        and voice.decided.resolve(loaded_at) > merged.resolve(loaded_at)
    ]

    assert late == []


def test_every_status_may_follow_the_one_before() -> None:
    for need in book.NEEDS.values():
        status = NeedStatus.NEW
        for step in need.steps:
            assert TRANSITIONS.allows(status, NeedStatus(step.status)), (need.key, step.status)
            status = NeedStatus(step.status)


def test_nothing_lies_in_the_future(loaded_at: datetime) -> None:
    told: tuple[Any, ...] = (*book.VOICES, *book.NEEDS.values(), *CONSULTATIONS)
    moments = [
        value.resolve(loaded_at)
        for thing in told
        for field in fields(thing)
        if isinstance(value := getattr(thing, field.name), Moment)
    ]

    assert max(moments) <= loaded_at


def test_offices_work_on_working_days() -> None:
    decided = [voice.decided for voice in book.VOICES if voice.decided]
    stepped = [
        moment
        for need in book.NEEDS.values()
        for moment in (*(s.at for s in need.steps), *(n.at for n in need.notes), *(r.at for r in need.reasons))
    ]

    assert {moment.weekday for moment in decided + stepped} <= {"Mo", "Di", "Mi", "Do", "Fr"}


def test_voices_speak_while_their_consultation_runs(loaded_at: datetime) -> None:
    by_key = {told.key: told for told in CONSULTATIONS}
    for voice in book.VOICES:
        if voice.consultation:
            told = by_key[voice.consultation]
            said = voice.said.resolve(loaded_at).date()
            assert told.published is not None, told.key
            assert told.published.resolve(loaded_at) < voice.said.resolve(loaded_at), voice.key
            assert day_from(loaded_at, told.opens_in_days) <= said <= day_from(loaded_at, told.closes_in_days), (
                voice.key
            )


def test_keys_are_unique_and_passages_stand_in_the_words() -> None:
    keys = [voice.key for voice in book.VOICES]

    assert len(keys) == len(set(keys))
    assert [v.key for v in book.VOICES for passage in v.passages if passage.text not in v.text] == []


def test_every_need_comes_from_somewhere_and_every_decision_goes_somewhere() -> None:
    assert set(book.FOUNDED) | set(book.SPLIT_OFF) == set(book.NEEDS)
    assert {need for _, need in decisions()} <= set(book.NEEDS)
    assert [v.key for v in book.VOICES if (v.decided is None) != (v.decision.fate is Fate.OPEN)] == []


def test_every_role_has_a_login() -> None:
    assert {Role(person.role) for person in PEOPLE} == set(Role)


def test_every_status_and_every_channel_occurs() -> None:
    reached = {NeedStatus(need.steps[-1].status) if need.steps else NeedStatus.NEW for need in book.NEEDS.values()}
    merged = {need.key for need in book.NEEDS.values() if need.merged_into}

    assert reached | ({NeedStatus.MERGED} if merged else set()) == set(NeedStatus)
    assert {voice.channel for voice in book.VOICES} == {"online", "phone", "paper", "in_person", "email", "observer"}
    assert len(book.VOICES) >= 60


def test_nobody_real_can_be_rung_or_written_to() -> None:
    everything = "\n".join(whole_story())
    numbers = {found.group().strip() for found in LOOKS_LIKE_A_PHONE.finditer(everything)}

    assert {number for number in numbers if not NOBODY_ANSWERS.fullmatch(number)} == set()
    addresses = set(re.findall(r"[\w.+-]+@[\w.-]+\w", everything)) - {"bitv@bayern.de"}
    assert {address for address in addresses if not address.endswith("@example.org")} == set()


def test_a_moment_of_this_week_is_refused() -> None:
    with pytest.raises(ValueError, match="current week"):
        on(0, "Mo", "09:00")

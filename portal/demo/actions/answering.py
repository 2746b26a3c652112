"""Telling everybody of the answers of the story who has no e-mail."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.answering import ROUNDS, WHAT_FOR, RoundStory
from portal.needs import actions as needs
from portal.needs import queries as need_queries
from portal.needs.models import Need, PublicAnswer
from portal.needs.terms.telling import TellingState


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """Letters, calls and sheets of each round."""
    for told in ROUNDS:
        if told.letters and told.posted:
            yield Scene(told.letters.resolve(loaded_at), told.need, partial(print_letters, told))
            yield Scene(told.posted.resolve(loaded_at), told.need, partial(post_letters, told))
        for call in told.calls:
            for at, result in call.tries:
                yield Scene(at.resolve(loaded_at), told.need, partial(ring, told, call.voice, result))
        if told.hung:
            yield Scene(told.hung.resolve(loaded_at), told.need, partial(hang_up, told))


def print_letters(told: RoundStory) -> None:
    """Everybody with an address and without e-mail gets a letter."""
    need, answer = _answer(told)
    needs.make_letters(need, answer, reason=WHAT_FOR, by=queries.person(told.by))


def post_letters(told: RoundStory) -> None:
    """The letters go to the post."""
    need, answer = _answer(told)
    needs.letters_posted(need, answer, by=queries.person(told.by))


def ring(told: RoundStory, voice: str, result: str) -> None:
    """Somebody who has only a telephone is rung."""
    need, answer = _answer(told)
    by, contribution_id = queries.person(told.by), queries.contribution(voice).id
    seen = need_queries.call_of(answer, by, contribution_id).seen
    needs.note_call(need, answer, contribution_id, result=TellingState(result), seen=seen, by=by)


def hang_up(told: RoundStory) -> None:
    """The sheets hang."""
    need, answer = _answer(told)
    for place, where in told.sheets:
        needs.hang_up(need, answer, queries.place(place).id, where=where, by=queries.person(told.by))


def _answer(told: RoundStory) -> tuple[Need, PublicAnswer]:
    need = queries.need(told.need)
    return need, need_queries.answers(need)[0]

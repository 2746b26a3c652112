"""The whole book: all chapters in their order, and ways to find something in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.demo.story import access, health, inbox, mobility, supply, together, young
from portal.demo.story.shape import Fate, NeedSplitting, NeedStory, Voice

CHAPTERS = (
    mobility.CHAPTER,
    supply.CHAPTER,
    health.CHAPTER,
    access.CHAPTER,
    together.CHAPTER,
    young.CHAPTER,
    inbox.CHAPTER,
)

VOICES: tuple[Voice, ...] = tuple(voice for chapter in CHAPTERS for voice in chapter.voices)
NEEDS: dict[str, NeedStory] = {need.key: need for chapter in CHAPTERS for need in chapter.needs}


@dataclass(frozen=True)
class Founding:
    """Where a Bedarf comes from: a voice, and which of its passages when it was taken apart."""

    voice: str
    passage: int | None = None


def foundings() -> Iterator[tuple[str, Founding]]:
    """Each Bedarf that came straight out of the inbox, with the voice it was made of."""
    for voice in VOICES:
        if voice.decision.fate is Fate.NEW_NEED and voice.decision.need:
            yield voice.decision.need, Founding(voice.key)
        for number, passage in enumerate(voice.passages):
            if passage.decision.fate is Fate.NEW_NEED and passage.decision.need:
                yield passage.decision.need, Founding(voice.key, number)


FOUNDED: dict[str, Founding] = dict(foundings())
#: Each Bedarf that was split off another one, with the step that made it.
SPLIT_OFF: dict[str, NeedSplitting] = {need.splitting.into: need.splitting for need in NEEDS.values() if need.splitting}

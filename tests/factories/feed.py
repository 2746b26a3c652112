"""Systems with a key, and Bedarfe with voices behind them."""

from collections.abc import Collection
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from portal.contributions.actions import accept
from portal.contributions.terms import Channel, ContactDetails, ContributionKind
from portal.feed.actions.clients import Terms, create_client
from portal.feed.actions.files import declare_file
from portal.feed.models.clients import ApiClient
from portal.feed.models.files import NightlyFile
from portal.feed.queries.files import nightly_file
from portal.feed.terms.clients import READING, ApiRight
from portal.feed.terms.exports import ExportFormat
from portal.feed.terms.files import Dataset
from portal.kernel import outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Actor
from portal.needs import actions
from portal.needs.actions import NeedDraft
from portal.needs.models import Need, TriageItem
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from tests.support.picky import PickyClient

_numbers = count(1)


def make_client(
    place: Sozialraum | None = None,
    *,
    name: str | None = None,
    rights: Collection[ApiRight] = READING,
    **terms: Any,
) -> tuple[ApiClient, str]:
    """A system and its key; for the whole county without a place. It reads everything but names unless told otherwise."""
    if ApiRight.READ_NAMES in rights:
        terms.setdefault("names_reason", "Für die Telefonliste im Haus.")
    with unit_of_work():
        return create_client(
            submission_key=uuid4(),
            name=name or f"System {next(_numbers)}",
            place=place,
            terms=Terms(rights=rights, **terms),
            by=SYSTEM,
        )


def make_nightly_file(
    place: Sozialraum,
    dataset: Dataset = Dataset.NEEDS,
    format: ExportFormat = ExportFormat.JSON,
    *,
    keep_days: int = 14,
    by: Actor = SYSTEM,
) -> NightlyFile:
    """A file of the night whose first version is written."""
    with unit_of_work():
        made = declare_file(
            submission_key=uuid4(), dataset=dataset, format=format, place=place, keep_days=keep_days, by=by
        )
    outbox.drain()
    session().expire_all()
    return nightly_file(made.id)


def make_need(place: Sozialraum, title: str | None = None, *, description: str = "", **draft: Any) -> Need:
    """A Bedarf without voices."""
    with unit_of_work():
        return actions.create_need(
            NeedDraft(
                title=title or f"Bedarf {next(_numbers)}", sozialraum_id=place.id, description=description, **draft
            ),
            by=SYSTEM,
        )


def add_voice(
    need: Need, text: str, *, channel: Channel = Channel.ONLINE, contact: ContactDetails | None = None
) -> UUID:
    """Somebody says something, and it is added to this Bedarf."""
    with unit_of_work():
        receipt = accept(
            submission_key=uuid4(),
            kind=ContributionKind.CONCERN,
            text=text,
            channel=channel,
            contact=contact,
            by=SYSTEM,
        )
        said = receipt.contribution.id
    with unit_of_work():
        item = session().scalars(select(TriageItem).where(TriageItem.contribution_id == said)).one()
        actions.add_to_need([item], need=session().get_one(Need, need.id), by=SYSTEM)
    return said


def rename(need: Need, title: str) -> None:
    """Change a Bedarf, so that it gets a new change number."""
    with unit_of_work():
        current = session().get_one(Need, need.id)
        draft = NeedDraft(title=title, sozialraum_id=current.sozialraum_id, description=current.description)
        actions.edit_need(current, draft=draft, version=current.version, by=SYSTEM)


def move(need: Need, to: Sozialraum) -> None:
    """Have a Bedarf lie somewhere else."""
    with unit_of_work():
        current = session().get_one(Need, need.id)
        draft = NeedDraft(title=current.title, sozialraum_id=to.id, description=current.description)
        actions.edit_need(current, draft=draft, version=current.version, by=SYSTEM)


def merge(need: Need, into: Need) -> None:
    """Let one Bedarf go into another."""
    with unit_of_work() as unit:
        actions.merge_needs(
            unit.get_one(Need, need.id), into=unit.get_one(Need, into.id), sentence="Das gehört zusammen.", by=SYSTEM
        )


def delete(need: Need) -> None:
    """Delete a Bedarf; its tombstone stays."""
    with unit_of_work() as unit:
        actions.delete_need(unit.get_one(Need, need.id), reason="War ein Versehen.", by=SYSTEM)


def give_status(need: Need, status: NeedStatus, sentence: str = "Wir kümmern uns darum.") -> None:
    """Answer in public."""
    with unit_of_work() as unit:
        actions.answer(unit.get_one(Need, need.id), status=status, sentence=sentence, by=SYSTEM)


class Reader:
    """A system that asks the interface with its key."""

    def __init__(self, client: PickyClient, key: str) -> None:
        self._client = client
        self.headers = {"Authorization": f"Bearer {key}"}

    def get(self, url: str, **headers: str) -> Any:
        """The whole answer."""
        return self._client.get(url, headers=self.headers | {k.replace("_", "-"): v for k, v in headers.items()})

    def json(self, url: str, *, status: int = 200) -> Any:
        """The body, with the status expected."""
        answer = self.get(url)
        assert answer.status_code == status, f"{url}: {answer.status_code} {answer.get_data(as_text=True)[:500]}"
        return answer.get_json(force=True)

    def pull(self, url: str = "/api/v1/needs?limit=2") -> list[dict[str, Any]]:
        """Everything, page by page."""
        found: list[dict[str, Any]] = []
        following: str | None = url
        while following:
            page = self.json(following.replace("http://localhost", ""))
            found += page["items"]
            following = page["next"]
        return found

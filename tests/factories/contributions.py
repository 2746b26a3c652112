"""Wortmeldungen for tests, made by the action that makes real ones."""

import io
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from PIL import Image

from portal.contributions import actions
from portal.contributions.actions import Receipt
from portal.contributions.models import Contribution
from portal.contributions.terms import Channel, ContactDetails, ContributionKind
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places.models import Sozialraum


@dataclass(frozen=True)
class FakePhoto:
    """A photo of which only the name exists."""

    file_name: str = "0" * 32 + ".jpg"
    width: int = 800
    height: int = 600
    digest: bytes = b"pixels"


def accepted(
    text: str = "Am Bahnhof fehlt eine Bank.",
    *,
    place: Sozialraum | None = None,
    channel: Channel = Channel.ONLINE,
    email: str = "",
    phone: str = "",
    **values: Any,
) -> Receipt:
    """The receipt of a new Anliegen."""
    contact = ContactDetails(email=email, phone=phone)
    given: dict[str, Any] = {
        "submission_key": uuid4(),
        "kind": ContributionKind.CONCERN,
        "text": text,
        "channel": channel,
        "sozialraum_id": place.id if place else None,
        "contact": contact,
        "by": SYSTEM,
    }
    with unit_of_work():
        return actions.accept(**(given | values))


def make_contribution(text: str = "Am Bahnhof fehlt eine Bank.", **values: Any) -> Contribution:
    """A stored Anliegen; arguments as for `accepted`."""
    return accepted(text, **values).contribution


def image_bytes(
    kind: str = "JPEG", *, size: tuple[int, int] = (640, 480), colour: str = "steelblue", mode: str = "RGB", **save: Any
) -> bytes:
    """A picture file of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **save)
    return out.getvalue()

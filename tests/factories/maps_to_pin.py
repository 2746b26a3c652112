"""Nadelkarten of one Verfahren on which people set pins. As a program it puts them into the database of the environment:

python -m tests.factories.maps_to_pin
"""

from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import CommentRule, ModerationRule
from tests.factories.consultations import make_consultation
from tests.factories.pinmaps import make_map

GROUPS = ("Unter 60 Jahre", "60 Jahre und älter")


def maps_to_pin() -> list[PinMap]:
    """One that asks everything, one that needs to know why, one that shows no pins of others."""
    consultation = make_consultation("Gut alt werden im Landkreis")
    return [
        make_map(
            "Unsere Lieblingsorte",
            slug="lieblingsorte",
            question="Wo sind Sie gern, und wo fehlt Ihnen etwas?",
            groups=GROUPS,
            with_photo=True,
            consultation_id=consultation.id,
        ),
        make_map(
            "Barrieren",
            slug="barrieren",
            question="Wo kommen Sie schlecht durch?",
            labels=("Stufe oder Kante", "Engstelle", "Querung"),
            comment=CommentRule.REQUIRED,
            moderation=ModerationRule.BEFORE,
            consultation_id=consultation.id,
        ),
        make_map(
            "Treffpunkte",
            slug="treffpunkte",
            question="Wo treffen Sie andere?",
            labels=("Treffpunkt",),
            comment=CommentRule.NONE,
            shows_pins=False,
            pins_per_person=3,
        ),
    ]


if __name__ == "__main__":
    from portal.app import create_app

    with create_app(worker=False).app_context():
        maps_to_pin()

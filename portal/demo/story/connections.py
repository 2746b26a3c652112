"""The systems of the example county that are connected to the portal. None of them is there: nobody has their keys."""

from dataclasses import dataclass

from portal.demo.story.shape import Moment, on
from portal.feed.terms.clients import ApiRight


@dataclass(frozen=True)
class ConnectionStory:
    """A system with a key of its own."""

    key: str
    name: str
    purpose: str
    made: Moment
    rights: tuple[ApiRight, ...]
    #: Where what happens to Bedarfe would be sent, if the webhook were not paused; "" for none.
    webhook: str = ""
    webhook_for: str = ""
    #: For how many days an address for time series is given out; 0 for none.
    address_days: int = 0


CONNECTIONS = (
    ConnectionStory(
        key="gis",
        name="QGIS im Landratsamt (Beispiel)",
        purpose=(
            "Bedarfe, Maßnahmen und Befunde von Ortsbegehungen auf den Karten der Kreisentwicklung. Den Schlüssel kennt "
            "niemand: Zum Ausprobieren legen Sie unten einen neuen an."
        ),
        made=on(8, "Mi", "13:20"),
        rights=(ApiRight.READ_NEEDS, ApiRight.READ_MEASURES, ApiRight.READ_FINDINGS),
    ),
    ConnectionStory(
        key="platform",
        name="Datenplattform (Beispiel)",
        purpose="Holt jede Stunde, was sich geändert hat, und legt es neben die Zahlen der anderen Ämter.",
        made=on(7, "Do", "10:10"),
        rights=(ApiRight.READ_NEEDS, ApiRight.READ_MEASURES, ApiRight.READ_DECISIONS, ApiRight.READ_INDICATORS),
        webhook="https://datenplattform.example.org/miteinander",
        webhook_for="Angehalten: Diese Adresse gibt es nicht, sie ist nur ein Beispiel.",
    ),
    ConnectionStory(
        key="kommonitor",
        name="KomMonitor (Beispiel)",
        purpose="Zeitreihen der Bedarfe und Kennzahlen je Gemeinde.",
        made=on(6, "Di", "09:40"),
        rights=(ApiRight.READ_NEEDS, ApiRight.READ_INDICATORS),
        address_days=365,
    ),
)
#: When the webhook was made, and paused a moment later.
WEBHOOK_MADE = on(2, "Mo", "09:15")
#: When the planners published a Stand of the open data: long enough ago for the next one to be possible.
OPEN_DATA = on(5, "Mi", "11:30")

"""Fälle of the example county: what a Kümmerin hears in a winter. The people are invented, and each says that it is an example."""

from dataclasses import dataclass

EXAMPLE = "Beispiel"


@dataclass(frozen=True)
class EntryStory:
    """What was written so many days after the Fall was noted."""

    days_later: int
    text: str
    #: From the day of the entry; None for no further look.
    look_again_in_days: int | None = None


@dataclass(frozen=True)
class CaseStory:
    """One Fall from the first question to where it stands."""

    days_ago: int
    concern: str
    name: str = ""
    contact: str = ""
    way: str = "phone"
    #: Name of the Zielgruppe; empty for none.
    group: str = ""
    guidance: str = "open"
    guided_to: str = ""
    entries: tuple[EntryStory, ...] = ()
    #: What came of it; empty while it runs.
    result: str = ""
    closed_after_days: int = 0


SENIORS, CARERS, FAMILIES = "Seniorinnen und Senioren", "Pflegende Angehörige", "Familien"

CASES = (
    CaseStory(
        150,
        "Fragt, wer nach der Knie-OP die ersten Wochen einkaufen kann. Kinder wohnen in München.",
        f"Walburga Schorer ({EXAMPLE})",
        "089 99998 311",
        group=SENIORS,
        guidance="volunteers",
        guided_to="Nachbarschaftshilfe Markt Rettenbach",
        entries=(EntryStory(2, "Nachbarschaftshilfe angerufen, Einkauf dienstags und freitags.", 14),),
        result="Zwei Monate Einkaufshilfe, danach wieder selbstständig.",
        closed_after_days=60,
    ),
    CaseStory(
        96,
        "Pflegt den Mann mit Demenz seit vier Jahren allein, schläft kaum noch. Weiß nicht, was ihr zusteht.",
        f"Hedwig Miller ({EXAMPLE})",
        "089 99998 312, am besten vormittags",
        way="home_visit",
        group=CARERS,
        guidance="care",
        guided_to="Pflegestützpunkt Unterallgäu",
        entries=(
            EntryStory(1, "Termin beim Pflegestützpunkt vereinbart, Hausbesuch in zwei Wochen.", 16),
            EntryStory(18, "Entlastungsbetrag ist beantragt. Tagespflege hat Warteliste bis Sommer.", 100),
        ),
    ),
    CaseStory(
        71,
        "Kommt mit dem Bus nicht mehr vom Facharzt in Memmingen zurück, letzte Fahrt um 15 Uhr.",
        f"Alfons Zettler ({EXAMPLE})",
        "wohnt im Unterdorf, kein Telefon",
        way="at_the_door",
        group=SENIORS,
        guidance="volunteers",
        guided_to="Fahrdienst im Aufbau",
        entries=(EntryStory(7, "Nachbar fährt im Januar. Auf Dauer braucht es den Fahrdienst.", 75),),
    ),
    CaseStory(
        40,
        "Alleinerziehend, sucht Betreuung für die Herbstferien; Großeltern sind weggezogen.",
        way="on_the_way",
        group=FAMILIES,
        guidance="municipality",
        guided_to="Gemeinde, Frau im Bürgerbüro",
        result="Platz in der Ferienbetreuung der Nachbargemeinde.",
        closed_after_days=12,
    ),
    CaseStory(
        21,
        "Badewanne zu hoch, traut sich nicht mehr hinein. Vermieter reagiert nicht.",
        f"Josef Rauch ({EXAMPLE})",
        "089 99998 313",
        way="office_hour",
        group=SENIORS,
        guidance="counselling",
        guided_to="Wohnberatung des Landkreises",
        entries=(EntryStory(3, "Unterlagen zur Wohnberatung geschickt.", 17),),
    ),
    CaseStory(
        4,
        "Tochter ruft aus Augsburg an: Die Mutter vergisst die Herdplatte. Möchte zuerst nur reden.",
        way="somebody_else",
        group=SENIORS,
        entries=(EntryStory(0, "Rückruf vereinbart.", 5),),
    ),
)

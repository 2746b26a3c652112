"""Two ways through the Gremien: the Rufbus that was decided, and the places in day care that still wait."""

from dataclasses import dataclass

from portal.demo.story.shape import Moment, on


@dataclass(frozen=True)
class CommitteeStory:
    """A Gremium with who sits there; all names are invented."""

    name: str
    kind: str
    task: str
    place: str = ""
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class OptionStory:
    """An option with its costs in Euro and what it does to the Grunddaseinsfunktionen."""

    title: str
    body: str
    pros: str
    cons: str
    once: str | None = None
    yearly: str | None = None
    note: str = ""
    #: (name of the Grunddaseinsfunktion, effect).
    effects: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class StationStory:
    """One session of the Beratungsfolge, and what came out of it."""

    committee: str
    #: When it meets; the clock is its beginning.
    meets: Moment | None
    role: str
    agenda_item: str
    result: str | None = None
    votes: tuple[int, int, int] | None = None
    remark: str = ""
    #: When the result is noted.
    noted: Moment | None = None
    #: Weeks after the session until it is looked at again; only for a Beschluss.
    review_weeks: int | None = None
    #: Days after the load, for a session that lies ahead.
    in_days: int | None = None


@dataclass(frozen=True)
class WayStory:
    """A Handlungsempfehlung with its Beschlussvorlage."""

    key: str
    needs: tuple[str, ...]
    place: str
    title: str
    body: str
    written: Moment
    submitted: Moment
    options: tuple[OptionStory, ...]
    facts: str
    evidence: str
    costs: str
    proposal: str
    stations: tuple[StationStory, ...]
    outside_number: str = ""


BEGUN = on(24, "Di", "09:00")

COMMITTEES = (
    CommitteeStory(
        "Kreisausschuss",
        "county_committee",
        "Entscheidet über Vorhaben bis zu der Höhe, die die Geschäftsordnung nennt, und bereitet den Kreistag vor.",
        members=(("Dr. Ulrike Sedlmair", "Vorsitz"), ("Johann Wölfle", "Mitglied"), ("Renate Aigner", "Mitglied")),
    ),
    CommitteeStory(
        "Gemeinderat Pfaffenhausen",
        "municipal_council",
        "Entscheidet über die Angelegenheiten des Marktes.",
        place="Pfaffenhausen",
        members=(("Max Dollinger", "Erster Bürgermeister"),),
    ),
    CommitteeStory(
        "Steuerungsgruppe Sozialplanung",
        "steering",
        "Leitung, Fachplanungen und Gemeinden stimmen ab, was als Nächstes geprüft und vorgeschlagen wird.",
    ),
)

WAYS = (
    WayStory(
        key="rufbus",
        needs=("rufbus",),
        place="VG Pfaffenhausen",
        title="Rufbus im mittleren Mindeltal für ein Jahr auf Probe",
        body=(
            "Ein Rufbus schließt die Lücken am frühen Morgen, am Abend und am Wochenende. Wir empfehlen ein Jahr auf Probe "
            "und danach eine Auswertung mit den Gemeinden."
        ),
        written=on(15, "Do", "09:30"),
        submitted=on(15, "Do", "15:00"),
        options=(
            OptionStory(
                "Rufbus auf Probe",
                "Ein Fahrzeug mit Rampe, Bestellung per Telefon oder im Internet, eine Stunde vorher.",
                "Fährt nur, wenn jemand fährt; auch für Menschen im Rollstuhl.",
                "Wer spontan los will, muss trotzdem warten.",
                once="18000.00",
                yearly="96000.00",
                note="Förderung des Landes beantragt, Anteil der Gemeinden ein Fünftel",
                effects=(
                    ("am Verkehr teilnehmen", "much_better"),
                    ("arbeiten", "better"),
                    ("sich versorgen", "better"),
                    ("in Gemeinschaft leben", "better"),
                ),
            ),
            OptionStory(
                "Zwei Fahrten mehr auf der Linie",
                "Eine Fahrt am Morgen und eine am Abend, montags bis freitags.",
                "Im Fahrplan leicht zu finden.",
                "Hilft am Wochenende niemandem.",
                yearly="61000.00",
                effects=(("am Verkehr teilnehmen", "better"), ("arbeiten", "better")),
            ),
            OptionStory(
                "So lassen, wie es ist",
                "Der Fahrplan bleibt.",
                "Kostet nichts.",
                "Lehrstellen bleiben unbesetzt, Ältere bleiben zu Hause.",
                yearly="0.00",
                effects=(("am Verkehr teilnehmen", "same"), ("arbeiten", "worse")),
            ),
        ),
        facts=(
            "Zwischen Pfaffenhausen, Breitenbrunn, Oberrieden und Salgen fährt vor 6:52 Uhr und nach 19:04 Uhr kein Bus, "
            "sonntags gar keiner. Aus allen vier Gemeinden kamen dazu Wortmeldungen."
        ),
        evidence="Der Fahrplan und die Ausbildungsberatung bestätigen, was die Menschen sagen.",
        costs="Einmalig 18.000 € für die Einrichtung, im Jahr 96.000 €. Mittel stehen im Haushalt des Nahverkehrs bereit.",
        proposal=(
            "Der Kreisausschuss beschließt, im mittleren Mindeltal für ein Jahr einen Rufbus auf Probe einzurichten. "
            "Die Verwaltung berichtet nach einem halben Jahr Betrieb."
        ),
        outside_number="KA/2026/041",
        stations=(
            StationStory(
                "Ausschuss für Verkehr",
                on(14, "Do", "14:00"),
                "preparing",
                "3",
                result="unanimous",
                votes=(11, 0, 0),
                noted=on(14, "Fr", "09:00"),
            ),
            StationStory(
                "Kreisausschuss",
                on(13, "Mi", "08:30"),
                "deciding",
                "5.1",
                result="majority",
                votes=(9, 3, 0),
                remark="Drei Mitglieder wünschten zuerst eine Zählung der Fahrgäste.",
                noted=on(13, "Mi", "09:45"),
                review_weeks=26,
            ),
        ),
    ),
    WayStory(
        key="tagespflege",
        needs=("pflege",),
        place="VG Bad Grönenbach",
        title="Vierzehn Plätze in der Tagespflege im Süden des Landkreises",
        body=(
            "Wer zu Hause pflegt, braucht freie Tage. "
            "Wir empfehlen, mit einem Träger eine Tagespflege in Bad Grönenbach aufzubauen."
        ),
        written=on(5, "Mo", "10:00"),
        submitted=on(4, "Mi", "11:00"),
        options=(
            OptionStory(
                "Tagespflege im früheren Gasthof",
                "Ein Träger richtet vierzehn Plätze ein, der Landkreis gibt einen Zuschuss zum Umbau.",
                "Mitten im Ort, mit Garten, barrierefrei zu machen.",
                "Der Umbau dauert anderthalb Jahre.",
                once="240000.00",
                note="Zuschuss des Landkreises; die übrigen Kosten trägt der Träger",
                effects=(
                    ("sich versorgen", "much_better"),
                    ("in Gemeinschaft leben", "better"),
                    ("arbeiten", "better"),
                    ("wohnen", "better"),
                ),
            ),
            OptionStory(
                "Gäste in den bestehenden Heimen",
                "Zwei Heime nehmen tagsüber je vier Gäste auf.",
                "Schnell möglich.",
                "Acht Plätze reichen nicht; für die Heime fehlt Personal.",
                yearly="36000.00",
                effects=(("sich versorgen", "better"),),
            ),
        ),
        facts=(
            "Im Raum Bad Grönenbach und Legau gibt es 22 Plätze in der Tagespflege. Nach der Pflegebedarfsplanung wären 36 nötig. "
            "Die Wartelisten sind lang."
        ),
        evidence="Die Zahlen der Pflegebedarfsplanung stimmen mit dem überein, was pflegende Familien berichten.",
        costs="Zuschuss von einmalig 240.000 €, verteilt auf zwei Haushaltsjahre. Die Deckung ist noch zu klären.",
        proposal=(
            "Der Ausschuss für Soziales empfiehlt dem Kreistag, den Zuschuss in die Haushalte der nächsten zwei Jahre "
            "aufzunehmen."
        ),
        outside_number="SOZ/2026/019",
        stations=(
            StationStory(
                "Ausschuss für Soziales",
                on(2, "Do", "14:00"),
                "deciding",
                "2",
                result="adjourned",
                remark="Vertagt, weil das verbindliche Angebot des Trägers noch fehlt.",
                noted=on(2, "Fr", "08:45"),
            ),
            StationStory("Ausschuss für Soziales", None, "deciding", "1", in_days=20),
        ),
    ),
)

#: (Gremium, days after the load, clock, where) of further sessions ahead.
AHEAD = (
    ("Kreistag", 34, "09:00", "Großer Sitzungssaal im Landratsamt"),
    ("Kreisausschuss", 13, "08:30", "Kleiner Sitzungssaal im Landratsamt"),
    ("Gemeinderat Pfaffenhausen", 9, "19:30", "Rathaus Pfaffenhausen"),
    ("Jugendhilfeausschuss", 27, "14:00", "Großer Sitzungssaal im Landratsamt"),
)
VENUE = "Großer Sitzungssaal im Landratsamt"

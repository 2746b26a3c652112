"""Three Quartiersprojekte of the example county: one in its second year, one that builds up, one that has just begun.

Days are counted back from the load, at least twelve: the projects were entered in the week before it. Places are real, people
and decisions are invented.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DoneStory:
    """A step that is done: its title, how many days ago, and what was noted."""

    title: str
    days_ago: int
    note: str = ""
    proof: str = ""


@dataclass(frozen=True)
class EntryStory:
    """An entry of the diary."""

    days_ago: int
    text: str
    hours: str = ""


@dataclass(frozen=True)
class GateStory:
    """A gate that was passed."""

    days_ago: int
    reference: str


@dataclass(frozen=True)
class ProjectStory:
    """One project with everything that happened in it."""

    key: str
    name: str
    places: tuple[str, ...]
    begun_days_ago: int
    aim: str
    by: str
    is_public: bool = False
    contact_name: str = ""
    contact_phone: str = ""
    responsible: tuple[str, ...] = ()
    gates: tuple[GateStory, ...] = ()
    #: Every step of the phases before the present one is done, except those named in `still_open`.
    still_open: tuple[str, ...] = ()
    done: tuple[DoneStory, ...] = ()
    #: Steps of the present phase that fall away, each with the reason.
    waived: tuple[tuple[str, str], ...] = ()
    diary: tuple[EntryStory, ...] = ()
    question: str = ""


PROJECTS = (
    ProjectStory(
        key="rettenbach",
        name="Daheim in Markt Rettenbach",
        places=("Markt Rettenbach",),
        begun_days_ago=1000,
        aim="Wer in Markt Rettenbach alt wird, soll im eigenen Dorf bleiben können: mit Fahrdienst, Mittagstisch und "
        "jemandem, der weiterweiß.",
        by="kuemmerer",
        is_public=True,
        contact_name="Maria Stiegeler",
        contact_phone="0176 04069 130",
        responsible=("kuemmerer",),
        gates=(
            GateStory(820, "Gemeinderat, öffentlicher Teil, TOP 6, 13 : 2 Stimmen"),
            GateStory(430, "Quartierskonzept vom Gemeinderat gebilligt, Bescheid SeLA liegt vor"),
        ),
        still_open=("Ergebnisse an alle zurückgeben",),
        done=(
            DoneStory(
                "Kümmerin oder Kümmerer einstellen und einarbeiten",
                400,
                "Maria Stiegeler, 20 Stunden, Büro im alten Schulhaus",
            ),
            DoneStory(
                "Vorstellungsrunde in allen Ortsteilen", 360, "Elf Abende. Am besten besucht: Frauenbund und Feuerwehr."
            ),
            DoneStory(
                "Sprechzeiten und Anlaufstelle eröffnen",
                345,
                "Dienstag 9 bis 12 und Donnerstag 15 bis 18 Uhr",
                "Gemeindeblatt",
            ),
            DoneStory("Verzeichnis der Angebote aufbauen", 300, "43 Angebote, alle angerufen"),
            DoneStory("Erstes Teilprojekt starten", 250, "Mittagstisch im Pfarrheim, 24 Gäste beim ersten Mal"),
            DoneStory(
                "Kreis der Ehrenamtlichen aufbauen",
                240,
                "17 Personen, alle über die Gemeinde versichert",
                "Liste im Büro",
            ),
            DoneStory("Steuerungsgremium tagt halbjährlich", 230, "", "Protokoll"),
        ),
        diary=(
            EntryStory(
                250,
                "Erster Mittagstisch im Pfarrheim: 24 Gäste, drei davon zum ersten Mal seit Jahren aus dem Haus.",
                "6",
            ),
            EntryStory(
                181, "Zwei neue Fahrerinnen für den Fahrdienst gewonnen. Fahrtenbuch liegt jetzt im Rathaus.", "2,5"
            ),
            EntryStory(
                92,
                "Gespräch mit der Hausarztpraxis: Sie legt unsere Karte aus und ruft an, wenn jemand allein nicht zurechtkommt.",
                "1",
            ),
            EntryStory(
                33, "Ortsrundgang mit dem Bauhof: Die zwei Bänke am Friedhofsweg kommen noch im Frühjahr.", "1,5"
            ),
            EntryStory(13, "Wohnberatung des Landkreises angefragt, Termin steht noch aus.", "0,5"),
        ),
    ),
    ProjectStory(
        key="babenhausen",
        name="Gut älter werden in Babenhausen",
        places=("Babenhausen",),
        begun_days_ago=330,
        aim="Beteiligung, Konzept und Förderantrag für ein Quartiersmanagement im Markt.",
        by="planung",
        is_public=True,
        gates=(GateStory(130, "Marktgemeinderat, öffentlicher Teil, TOP 4, einstimmig"),),
        done=(
            DoneStory(
                "Planungsbüro beauftragen",
                112,
                "Nach Bescheid des Landkreises",
                "Auftrag vom Bürgermeister unterschrieben",
            ),
            DoneStory(
                "Steuerungsgremium einberufen",
                105,
                "Neun Personen, auch zwei aus dem Seniorenbeirat",
                "Protokoll der ersten Sitzung",
            ),
            DoneStory("Auftakt für alle im Ort", 75, "Rund 80 Menschen im Pfarrsaal. Viele Fragen zum Fahrdienst."),
        ),
        waived=(
            (
                "Orte auf der Nadelkarte sammeln",
                "Der Seniorenbeirat hat die Orte voriges Jahr selbst abgelaufen; seine Liste liegt im Rathaus.",
            ),
        ),
        diary=(
            EntryStory(
                75,
                "Auftakt im Pfarrsaal mit rund 80 Menschen. Die Mikrofonanlage war zu leise, nächstes Mal früher prüfen.",
                "5",
            ),
            EntryStory(20, "Fragebogen mit dem Büro abgestimmt; er soll vor den Sommerferien in die Haushalte.", "2"),
        ),
        question="Das Büro will schon im Mai befragen, die Jugendhilfe aber auch: Wer stimmt das ab?",
    ),
    ProjectStory(
        key="guenztal",
        name="Zusammen im Günztal",
        places=("Erkheim", "Kammlach"),
        begun_days_ago=60,
        aim="Zwei Gemeinden prüfen, ob sie sich eine Kümmerin teilen.",
        by="planung2",
        done=(
            DoneStory(
                "Erstgespräch zwischen Gemeinde und Landkreis", 50, "Beide Bürgermeister dabei", "Gesprächsvermerk"
            ),
            DoneStory("Feste Ansprechperson in der Verwaltung benennen", 44),
        ),
        diary=(
            EntryStory(50, "Erstes Gespräch in Erkheim. Offene Frage: Wo steht das Büro, und wer vertritt?", "1,5"),
        ),
    ),
)

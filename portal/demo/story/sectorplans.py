"""Who keeps which Fachplanung in the example county, which figures they work with, and what is asked of whom this year and next."""

from dataclasses import dataclass

from portal.demo.story.words import People


@dataclass(frozen=True)
class PlanStory:
    """A proposed Fachplanung after its desk has filled it in."""

    key: str
    #: Who has a login and keeps it.
    responsible: str | None = None
    contact: tuple[str, str, str] = ("", "", "")
    #: Months before the load in which the present version was decided.
    updated_months_ago: int | None = None
    #: (name, source) of its figures.
    indicators: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CollectionStory:
    """An Erhebung entered by hand; months are counted from that of the load."""

    title: str
    months: tuple[int, int]
    places: tuple[str, ...]
    groups: tuple[People, ...]
    by: str
    contact: tuple[str, str]
    #: Key of the Fachplanung that asks, or the name of somebody else.
    plan: str = ""
    runner: str = ""
    is_external: bool = False
    method: str = "online"
    state: str = "planned"
    subject: str = ""
    #: Keys of Fachplanungen that work with it too.
    used_by: tuple[str, ...] = ()


_STATISTICS = "Bayerisches Landesamt für Statistik, Gemeindedaten"

PLANS = (
    PlanStory(
        "senioren",
        responsible="fachplanung",
        updated_months_ago=59,
        indicators=(
            ("Einwohner ab 65 Jahren", _STATISTICS),
            ("Einwohner ab 80 Jahren", _STATISTICS),
            ("Altenquotient", _STATISTICS),
            ("Pflegebedürftige nach Pflegegrad", "Pflegestatistik des Landesamts für Statistik"),
            ("Plätze in der Kurzzeitpflege", "eigene Abfrage bei den Einrichtungen"),
        ),
    ),
    PlanStory(
        "jugendhilfe",
        contact=("Sandra Kirchmann", "089 99998 125", "kirchmann.jugend@example.org"),
        updated_months_ago=30,
        indicators=(
            ("Kinder und Jugendliche unter 18 Jahren", _STATISTICS),
            ("Betreuungsquote unter 3 Jahren", "Kinder- und Jugendhilfestatistik"),
            ("SGB-II-Quote", "Bundesagentur für Arbeit"),
        ),
    ),
    PlanStory(
        "teilhabe",
        contact=("Uwe Brandl", "089 99998 126", "brandl.teilhabe@example.org"),
        updated_months_ago=44,
        indicators=(
            ("Menschen mit Schwerbehinderung", "Zentrum Bayern Familie und Soziales"),
            ("Barrierefreie Haltestellen", "eigene Begehung"),
        ),
    ),
    PlanStory(
        "bildung",
        contact=("Elke Wagenhuber", "089 99998 127", "wagenhuber.bildung@example.org"),
        updated_months_ago=20,
        indicators=(
            ("Kinder und Jugendliche unter 18 Jahren", "Einwohnermelderegister der Gemeinden"),
            ("Übertritte auf weiterführende Schulen", "Schulstatistik"),
        ),
    ),
    PlanStory("gesundheit", contact=("Dr. Petra Zeller", "089 99998 128", "zeller.gesundheit@example.org")),
    PlanStory(
        "schule",
        contact=("Elke Wagenhuber", "089 99998 127", "wagenhuber.bildung@example.org"),
        updated_months_ago=50,
        indicators=(("Übertritte auf weiterführende Schulen", "Schulstatistik"),),
    ),
    PlanStory(
        "nahverkehr",
        contact=("Rainer Mohr", "089 99998 129", "mohr.verkehr@example.org"),
        updated_months_ago=38,
        indicators=(("Barrierefreie Haltestellen", "Verkehrsverbund"), ("Einwohner je Haltestelle", "eigene Zählung")),
    ),
    PlanStory("armut", updated_months_ago=61, indicators=(("SGB-II-Quote", "Bundesagentur für Arbeit"),)),
)

_ENDRES = ("Tobias Endres", "089 99998 120")
_KIRCHMANN = ("Sandra Kirchmann", "089 99998 125")
_BRANDL = ("Uwe Brandl", "089 99998 126")
_WAGENHUBER = ("Elke Wagenhuber", "089 99998 127")
_ZELLER = ("Dr. Petra Zeller", "089 99998 128")
_MOHR = ("Rainer Mohr", "089 99998 129")

COLLECTIONS = (
    CollectionStory(
        "Befragung der über 65-Jährigen: Wohnen, Pflege, Nachbarschaft", (2, 4), ("Landkreis",), (People.SENIORS,),
        "fachplanung", _ENDRES, plan="senioren", used_by=("gesundheit",),
        subject="Wie ältere Menschen wohnen wollen, wer ihnen hilft und was ihnen fehlt. Stichprobe von 4.000 Personen.",
    ),
    CollectionStory(
        "Gesundheit im Alter: Wege zu Arzt und Apotheke", (3, 3), ("Landkreis",), (People.SENIORS, People.CARERS),
        "planung", _ZELLER, plan="gesundheit", method="phone",
        subject="Telefonische Befragung: Wie weit ist es zur nächsten Praxis, und wer fährt?",
    ),
    CollectionStory(
        "Seniorenbefragung Markt Rettenbach", (3, 5), ("Markt Rettenbach",), (People.SENIORS,), "kuemmerer",
        ("Maria Stiegeler", "0176 04069 130"), runner="Markt Rettenbach", method="paper",
        subject="Fragebogen im Mitteilungsblatt: Fahrdienst, Mittagstisch, Wohnen im Ort.",
    ),
    CollectionStory(
        "Jugendbefragung: Freizeit und Mitreden", (-2, 0), ("Landkreis",), (People.YOUTH,), "planung", _KIRCHMANN,
        plan="jugendhilfe", state="running", used_by=("bildung",),
    ),
    CollectionStory(
        "Schulwege und Ganztag", (0, 1), ("Landkreis",), (People.FAMILIES, People.YOUTH), "planung", _WAGENHUBER,
        plan="schule", state="running",
    ),
    CollectionStory(
        "Kita-Bedarf im übernächsten Jahr", (1, 2), ("Landkreis",), (People.FAMILIES,), "planung", _KIRCHMANN,
        plan="jugendhilfe", method="records",
    ),
    CollectionStory(
        "Abfrage freier Plätze in der Pflege", (-1, -1), ("Landkreis",), (People.CARERS,), "fachplanung", _ENDRES,
        plan="senioren", method="records", state="done",
    ),
    CollectionStory(
        "Barrieren an Haltestellen", (-5, -3), ("Landkreis",), (People.DISABILITY,), "planung", _BRANDL,
        plan="teilhabe", method="observation", state="done", used_by=("nahverkehr",),
    ),
    CollectionStory(
        "Fahrgastbefragung im Linienverkehr", (-4, -3), ("Landkreis",), (), "planung", _MOHR, plan="nahverkehr",
        method="interview", state="done",
    ),
    CollectionStory(
        "Haushaltsbefragung zum Dorfladen", (-3, -2), ("Babenhausen",), (), "planung", ("Rathaus Babenhausen", "089 99998 170"),
        runner="Babenhausen", method="paper", state="done",
    ),
    CollectionStory(
        "Studie „Älterwerden auf dem Land“", (4, 6), ("Markt Rettenbach", "Ottobeuren", "Erkheim"), (People.SENIORS,),
        "planung", ("Prof. Dr. Ina Holler", "089 99998 180"), runner="Hochschule Kempten", is_external=True,
        method="interview", subject="Zwanzig Gespräche je Gemeinde über Hilfe in der Nachbarschaft.",
    ),
    CollectionStory(
        "Familien mit wenig Geld: Gespräche in den Tafeln", (5, 6), ("Landkreis",), (People.POOR, People.SINGLE_PARENTS),
        "planung", ("Katrin Lechner", "089 99998 110"), plan="armut", method="interview",
    ),
    CollectionStory(
        "Pflegende Angehörige: Was entlastet Sie?", (6, 7), ("Landkreis",), (People.CARERS,), "fachplanung", _ENDRES,
        plan="senioren",
    ),
    CollectionStory(
        "Zuzug und Ankommen", (5, 7), ("Mindelheim",), (People.MIGRATION,), "planung", ("Stadt Mindelheim", "089 99998 171"),
        runner="Mindelheim", method="interview",
    ),
    CollectionStory(
        "Werkstatt Spielplätze", (-6, -6), ("Ottobeuren",), (People.CHILDREN, People.FAMILIES), "planung",
        ("Rathaus Ottobeuren", "089 99998 172"), runner="Ottobeuren", method="workshop", state="done",
    ),
    CollectionStory(
        "Bürgerbefragung zum Radverkehr", (1, 2), ("Landkreis",), (), "planung", _MOHR, plan="nahverkehr",
        state="cancelled", subject="Abgesagt: Die Ergebnisse der Fahrgastbefragung reichen.",
    ),
    CollectionStory(
        "Inklusion im Verein", (7, 8), ("Landkreis",), (People.DISABILITY, People.YOUTH), "planung", _BRANDL,
        plan="teilhabe",
    ),
)  # fmt: skip

"""The Angebote of the example county: kinds of help such places really have, invented names, numbers that ring nowhere."""

from dataclasses import dataclass

from portal.demo.story.words import Field, People


@dataclass(frozen=True)
class OfferStory:
    """One Angebot. `hours` are written as on its page: weekday (0 is Monday) → "9–12, 14–18"."""

    name: str
    kind: str
    place: str
    what: str
    phone: str = ""
    address: str = ""
    email: str = ""
    website: str = ""
    hours: tuple[tuple[int, str], ...] = ()
    by_appointment: bool = False
    hours_note: str = ""
    costs: str = ""
    barrier_free: str = "unknown"
    also: tuple[str, ...] = ()
    groups: tuple[People, ...] = ()
    fields: tuple[Field, ...] = ()
    #: How many days before the load somebody last made sure; more than a year makes it due.
    checked_days_ago: int = 60
    rhythm: int = 12
    state: str = "shown"
    by: str = "planung"


@dataclass(frozen=True)
class ReportStory:
    """What a reader found wrong, so many hours before the load."""

    offer: str
    text: str
    contact: str = ""
    hours_ago: int = 20


_SENIORS = (People.SENIORS,)
_WORKDAYS = (*((day, "8–12, 13–16") for day in range(4)), (4, "8–12"))
_MORNINGS = tuple((day, "8–12") for day in range(5))

OFFERS = (
    OfferStory(
        "Pflegestützpunkt Unterallgäu",
        "advice",
        "Landkreis",
        "Kostenlose Beratung rund um Pflege: Welche Hilfe gibt es, wer bezahlt sie, wie stelle ich den Antrag? Wir kommen auch "
        "nach Hause.",
        "089 99998 301",
        "Landratsamt, Bad Wörishofer Straße 33\n87719 Mindelheim",
        "pflegestuetzpunkt@example.org",
        "www.example.org/pflege",
        _WORKDAYS,
        costs="kostenlos",
        barrier_free="yes",
        groups=(People.SENIORS, People.CARERS),
        fields=(Field.COUNSELLING, Field.CARERS),
        rhythm=6,
    ),
    OfferStory(
        "Wohnberatung des Landkreises",
        "housing",
        "Landkreis",
        "Wir schauen uns Ihre Wohnung mit Ihnen an: Wo fehlt ein Griff, wo stört eine Schwelle? Wir helfen auch beim Zuschuss "
        "für den Umbau.",
        "089 99998 302",
        email="wohnberatung@example.org",
        by_appointment=True,
        costs="kostenlos",
        groups=(People.SENIORS, People.DISABILITY),
        fields=(Field.HOUSING,),
    ),
    OfferStory(
        "Schuldnerberatung",
        "advice",
        "Landkreis",
        "Wenn die Rechnungen über den Kopf wachsen: Wir ordnen mit Ihnen die Unterlagen und verhandeln mit den Gläubigern.",
        "089 99998 303",
        "Donaustraße 1\n87700 Memmingen",
        hours=((0, "9–12"), (1, "9–12"), (3, "14–17")),
        by_appointment=True,
        costs="kostenlos",
        barrier_free="partly",
        groups=(People.POOR,),
        fields=(Field.COUNSELLING,),
        checked_days_ago=410,
    ),
    OfferStory(
        "Krisentelefon Schwaben",
        "emergency",
        "Landkreis",
        "Wenn es nicht mehr geht: Tag und Nacht hört Ihnen jemand zu und hilft weiter, auch anonym.",
        "089 99998 304",
        hours=tuple((day, "0–24") for day in range(7)),
        costs="kostenlos",
        groups=(People.EVERYBODY,),
        rhythm=3,
        checked_days_ago=40,
    ),
    OfferStory(
        "Fahrdienst der Nachbarschaftshilfe Markt Rettenbach",
        "transport",
        "Markt Rettenbach",
        "Ehrenamtliche fahren Sie zum Arzt, zum Einkaufen und wieder nach Hause. Rufen Sie einen Tag vorher an.",
        "0176 04069 310",
        hours=((0, "8–12"), (1, "8–12"), (2, "8–12"), (3, "8–12"), (4, "8–12")),
        hours_note="Gefahren wird Montag bis Freitag, an Feiertagen nicht.",
        costs="0,30 € je Kilometer",
        barrier_free="partly",
        groups=_SENIORS,
        fields=(Field.PARTICIPATION, Field.VOLUNTEERING),
        by="kuemmerer",
        checked_days_ago=30,
    ),
    OfferStory(
        "Sprechstunde der Kümmerin",
        "advice",
        "Markt Rettenbach",
        "Maria Stiegeler hört zu, kennt alle Hilfen im Ort und füllt mit Ihnen Anträge aus. Sie kommt auch nach Hause.",
        "0176 04069 130",
        "Rathaus, Zimmer 3\n87733 Markt Rettenbach",
        hours=((1, "9–12"), (3, "14–17")),
        costs="kostenlos",
        barrier_free="yes",
        groups=(People.EVERYBODY,),
        fields=(Field.COUNSELLING,),
        by="kuemmerer",
        checked_days_ago=20,
    ),
    OfferStory(
        "Mittagstisch im Pfarrheim",
        "meals",
        "Markt Rettenbach",
        "Gemeinsam essen statt allein: Jeden Mittwoch kocht eine Gruppe für alle, die kommen. Bitte bis Montag anmelden.",
        "0176 04069 311",
        "Pfarrheim, Kirchplatz 2\n87733 Markt Rettenbach",
        hours=((2, "11:30–13:30"),),
        hours_note="nicht in den Schulferien",
        costs="7 € je Essen",
        barrier_free="yes",
        groups=(People.SENIORS, People.SINGLE_PARENTS),
        fields=(Field.PARTICIPATION,),
        by="kuemmerer",
        checked_days_ago=395,
    ),
    OfferStory(
        "Besuchsdienst „Zeit für dich“",
        "everyday_help",
        "Markt Rettenbach",
        "Jemand kommt einmal in der Woche vorbei: zum Reden, Spazierengehen oder Vorlesen.",
        "0176 04069 312",
        by_appointment=True,
        costs="kostenlos",
        groups=_SENIORS,
        fields=(Field.VOLUNTEERING, Field.CARERS),
        by="kuemmerer",
        checked_days_ago=372,
    ),
    OfferStory(
        "Repair-Café Engetried",
        "meeting_place",
        "Engetried",
        "Wir reparieren gemeinsam, was kaputt ist: Toaster, Rad, Hose. Kaffee und Kuchen gibt es auch.",
        "0176 04069 313",
        "Altes Schulhaus, Engetried",
        hours=((5, "14–17"),),
        hours_note="jeden ersten Samstag im Monat",
        costs="Spende",
        barrier_free="no",
        by="kuemmerer",
        checked_days_ago=100,
    ),
    OfferStory(
        "Seniorengymnastik des TSV",
        "club",
        "Markt Rettenbach",
        "Bewegung im Sitzen und im Stehen, in Ihrem Tempo. Schauen Sie einfach vorbei.",
        "0176 04069 314",
        "Turnhalle an der Schule",
        hours=((0, "15–16"),),
        costs="3 € je Stunde",
        groups=_SENIORS,
        state="draft",
        by="kuemmerer",
    ),
    OfferStory(
        "Bürgerbus Babenhausen",
        "transport",
        "VG Babenhausen",
        "Der kleine Bus fährt dienstags und freitags alle Orte der Verwaltungsgemeinschaft an. Sie steigen ein, wo Sie wohnen.",
        "089 99998 320",
        hours=((1, "8–17"), (4, "8–13")),
        costs="2 € je Fahrt",
        barrier_free="yes",
        groups=(People.EVERYBODY,),
        by="gemeinde",
        checked_days_ago=50,
    ),
    OfferStory(
        "Tagespflege am Fuggerweiher",
        "care",
        "Babenhausen",
        "Ältere Menschen verbringen den Tag in Gesellschaft, mit Essen, Bewegung und Pflege. Ein Fahrdienst holt sie ab.",
        "089 99998 321",
        "Am Weiher 5\n87727 Babenhausen",
        hours=tuple((day, "8–16:30") for day in range(5)),
        costs="je nach Pflegegrad; die Pflegekasse zahlt mit",
        barrier_free="yes",
        groups=(People.SENIORS, People.CARERS),
        fields=(Field.CARE, Field.CARERS),
        by="gemeinde",
        checked_days_ago=380,
    ),
    OfferStory(
        "Bürgerbüro Babenhausen",
        "authority",
        "VG Babenhausen",
        "Ausweis, Anmeldung, Wohngeld, Parkausweis für Menschen mit Behinderung.",
        "089 99998 150",
        "Marktplatz 1\n87727 Babenhausen",
        hours=(*_MORNINGS[:3], (3, "8–12, 14–18"), (4, "8–12")),
        barrier_free="yes",
        groups=(People.EVERYBODY,),
        by="gemeinde",
        checked_days_ago=90,
    ),
    OfferStory(
        "Gemeindebücherei Ottobeuren",
        "education",
        "Ottobeuren",
        "Bücher, Hörbücher und Spiele für alle. Wer nicht kommen kann, bekommt Bücher nach Hause.",
        "089 99998 330",
        "Luitpoldstraße 8\n87724 Ottobeuren",
        hours=((1, "15–18"), (3, "15–19"), (5, "10–12")),
        costs="Jahresausweis 10 €, Kinder frei",
        barrier_free="yes",
    ),
    OfferStory(
        "Hausarztpraxis am Kurpark",
        "health",
        "Bad Wörishofen",
        "Hausärztliche Versorgung, auch Hausbesuche. Neue Patientinnen und Patienten bitte vorher anrufen.",
        "089 99998 340",
        "Parkstraße 4\n86825 Bad Wörishofen",
        hours=((0, "8–12, 15–18"), (1, "8–12"), (2, "8–12"), (3, "8–12, 15–18"), (4, "8–12")),
        barrier_free="yes",
        groups=(People.EVERYBODY,),
        checked_days_ago=370,
    ),
    OfferStory(
        "Familienstützpunkt Mindelheim",
        "children",
        "Mindelheim",
        "Offener Treff für Familien, Beratung bei Sorgen mit der Erziehung, Spielgruppen für die Kleinsten.",
        "089 99998 350",
        "Georgenstraße 2\n87719 Mindelheim",
        hours=((0, "9–12"), (2, "14–17"), (4, "9–12")),
        costs="kostenlos",
        barrier_free="partly",
        groups=(People.FAMILIES, People.CHILDREN, People.SINGLE_PARENTS),
        fields=(Field.FAMILIES,),
    ),
    OfferStory(
        "Asylhelferkreis: Deutsch im Café",
        "education",
        "Mindelheim",
        "Zusammen Deutsch sprechen, Briefe verstehen, Menschen kennenlernen.",
        "0176 04069 351",
        "Café am Maristenkolleg",
        hours=((3, "18–20"),),
        costs="kostenlos",
        groups=(People.MIGRATION,),
        fields=(Field.INTEGRATION,),
        also=("Apfeltrach", "Stetten"),
    ),
    OfferStory(
        "Dorfladen Kammlach",
        "meals",
        "Kammlach",
        "Lebensmittel, Brot und Post im Ort. Auf Anruf bringen wir den Einkauf am Freitag nach Hause.",
        "089 99998 360",
        "Dorfplatz 1\n87754 Kammlach",
        hours=(*((day, "7–12:30, 14:30–18") for day in range(5)), (5, "7–12")),
        barrier_free="yes",
    ),
)

REPORTS = (
    ReportStory(
        "Mittagstisch im Pfarrheim",
        "Das Essen kostet jetzt 8 Euro, und anmelden muss man sich schon am Freitag vorher.",
        hours_ago=30,
    ),
    ReportStory("Bürgerbus Babenhausen", "Freitags fährt der Bus seit September bis 15 Uhr.", "0176 04069 321", 8),
)

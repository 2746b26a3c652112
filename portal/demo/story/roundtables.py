"""The Runder Tisch of Markt Rettenbach: who sits at it, three evenings that were, and one that comes."""

from dataclasses import dataclass, field

from portal.demo.story.shape import Moment, on


@dataclass(frozen=True)
class TableMember:
    """Somebody who sits at the table."""

    name: str
    organisation: str
    function: str
    #: "mail", "letter" or "phone".
    way: str
    email: str = ""
    phone: str = ""
    address: str = ""
    may_be_named: bool = False


@dataclass(frozen=True)
class TableMeeting:
    """One evening: what about, when it is invited to and held, and what people answered."""

    number: int
    title: str
    template: str
    invited: Moment
    #: When it is held; None for the one that comes, `in_days` after the load.
    held: Moment | None = None
    in_days: int = 0
    capacity: int | None = None
    #: Names of those who say yes and no; a word behind a colon is what they need.
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    substitutes: dict[str, str] = field(default_factory=dict)


TABLE_TITLE = "Runder Tisch Älterwerden in Markt Rettenbach"
TABLE_PLACE = "Markt Rettenbach"
TABLE_PURPOSE = (
    "Gemeinde, Kirche, Vereine und Pflege sitzen an einem Tisch, damit man in Markt Rettenbach und seinen Ortsteilen gut alt "
    "werden kann. Wir hören, was fehlt, und verabreden, wer was bis wann tut."
)
TABLE_VENUE = "Sitzungssaal im Rathaus, Ottobeurer Straße 3, Markt Rettenbach"
SET_UP = on(18, "Mo", "10:00")

TABLE_MEMBERS = (
    TableMember("Maria Stiegeler", "Markt Rettenbach", "Kümmerin", "mail", "kuemmerer@example.org", may_be_named=True),
    TableMember(
        "Pfarrer Georg Ehrle", "Pfarrei St. Jakobus", "Pfarrer", "mail", "ehrle@example.org", may_be_named=True
    ),
    TableMember("Rosmarie Dodel", "VdK-Ortsverband", "Vorsitzende", "mail", "dodel@example.org", may_be_named=True),
    TableMember("Hans Schorer", "Freiwillige Feuerwehr", "Kommandant", "mail", "schorer@example.org"),
    TableMember(
        "Claudia Heel", "Sozialstation Mindeltal", "Pflegedienstleitung", "mail", "heel@example.org", may_be_named=True
    ),
    TableMember("Birgit Negele", "Dorfladen Rettenbach", "Geschäftsführung", "mail", "negele@example.org"),
    TableMember(
        "Anton Waldmann",
        "Seniorenkreis",
        "Leitung",
        "letter",
        address="Kirchweg 7\n87733 Markt Rettenbach",
        phone="089 99998 411",
    ),
    TableMember(
        "Theresia Fackler", "Nachbarschaftshilfe", "Sprecherin", "phone", phone="089 99998 412", may_be_named=True
    ),
    TableMember("Dr. Stefan Mayr", "Hausarztpraxis", "Hausarzt", "mail", "mayr@example.org"),
)

TABLE_MEETINGS = (
    TableMeeting(
        number=1,
        title="Wer sind wir, und was brauchen wir?",
        template="first",
        invited=on(17, "Di", "11:00"),
        held=on(15, "Mi", "18:30"),
        yes=(
            "Maria Stiegeler",
            "Pfarrer Georg Ehrle",
            "Rosmarie Dodel:hearing",
            "Hans Schorer",
            "Claudia Heel",
            "Anton Waldmann",
        ),
        no=("Dr. Stefan Mayr",),
    ),
    TableMeeting(
        number=2,
        title="Wie kommen wir zum Arzt?",
        template="regular",
        invited=on(11, "Mo", "09:30"),
        held=on(9, "Mi", "18:30"),
        yes=(
            "Maria Stiegeler",
            "Rosmarie Dodel:hearing",
            "Claudia Heel",
            "Birgit Negele",
            "Theresia Fackler",
            "Dr. Stefan Mayr",
        ),
        no=("Hans Schorer",),
        substitutes={"Claudia Heel": "Nadine Kerler"},
    ),
    TableMeeting(
        number=3,
        title="Treffpunkt im alten Lagerhaus?",
        template="theme",
        invited=on(5, "Mo", "09:30"),
        held=on(3, "Mi", "18:30"),
        yes=(
            "Maria Stiegeler",
            "Pfarrer Georg Ehrle",
            "Rosmarie Dodel:hearing",
            "Hans Schorer",
            "Birgit Negele",
            "Anton Waldmann",
        ),
    ),
    TableMeeting(
        number=4,
        title="Was der Winter braucht: Besuch, Einkauf, Schneeräumen",
        template="regular",
        invited=on(1, "Mi", "10:00"),
        in_days=12,
        capacity=16,
        yes=("Maria Stiegeler", "Rosmarie Dodel:hearing", "Claudia Heel:childcare", "Theresia Fackler"),
        no=("Dr. Stefan Mayr",),
    ),
)

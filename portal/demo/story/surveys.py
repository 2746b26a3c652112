"""Two Umfragen: one among older people that runs, one on getting about that is over and whose result everybody can read."""

from dataclasses import dataclass, field

from portal.demo.story.shape import Moment, on


@dataclass(frozen=True)
class Kind:
    """People who answer alike. Each question gets the first listed answer mostly, the others now and then."""

    people: int
    channel: str
    answers: dict[str, tuple[str, ...]]
    #: Questions with several answers: all of these.
    several: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class SurveyStory:
    """An Umfrage from its draft to what came of it."""

    key: str
    template: str
    title: str
    place: str
    consultation: str
    drafted: Moment
    published: Moment
    opens_in_days: int
    closes_in_days: int
    kinds: tuple[Kind, ...]
    #: When answers came, in turn.
    answered: tuple[Moment, ...]
    #: Where those who answer live, in turn.
    homes: tuple[str, ...]
    #: What some wrote to the open question; each becomes a Wortmeldung.
    wishes: tuple[str, ...] = ()
    #: What some wrote to "Warum?", by their grade.
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    closed: Moment | None = None
    released: Moment | None = None
    #: The questions whose answers everybody can read.
    shown: tuple[str, ...] = ()


SURVEYS = (
    SurveyStory(
        key="umfrage-mobil",
        template="mobilitaet",
        title="Unterwegs im mittleren Mindeltal",
        place="VG Pfaffenhausen",
        consultation="mobil",
        drafted=on(24, "Mi", "09:00"),
        published=on(24, "Do", "10:00"),
        opens_in_days=-165,
        closes_in_days=-112,
        closed=on(15, "Mo", "10:00"),
        released=on(14, "Di", "11:00"),
        shown=(
            "way",
            "getting_about",
            "hard_to_reach",
            "staying_home",
            "bus_use",
            "bus_missing",
            "improve_first",
            "age",
        ),
        answered=(on(23, "Mo", "18:10"), on(22, "Mi", "09:40"), on(20, "Fr", "19:05"), on(18, "Di", "10:15")),
        homes=("Pfaffenhausen", "Salgen", "Breitenbrunn", "Oberrieden"),
        reasons={"2": ("Am Abend kommt man nicht mehr heim.",), "1": ("Ohne Auto geht hier nichts.",)},
        kinds=(
            Kind(
                people=14,
                channel="online",
                answers={
                    "getting_about": ("4", "3", "4"),
                    "staying_home": ("rarely", "never"),
                    "bus_use": ("never", "rarely"),
                    "bus_quality": ("3",),
                    "age": ("45-59", "30-44", "60-69"),
                    "gender": ("female", "male"),
                },
                several={
                    "way": ("car", "bicycle"),
                    "hard_to_reach": ("leisure",),
                    "bus_missing": ("times", "goal"),
                    "improve_first": ("cycleways", "more_buses", "lifts"),
                },
            ),
            Kind(
                people=16,
                channel="paper",
                answers={
                    "getting_about": ("2", "3", "1"),
                    "staying_home": ("monthly", "weekly"),
                    "bus_use": ("rarely", "monthly"),
                    "bus_quality": ("2", "3"),
                    "age": ("70-79", "80+"),
                    "gender": ("female", "female", "male"),
                },
                several={
                    "way": ("foot", "lift"),
                    "hard_to_reach": ("doctor", "shop"),
                    "bus_missing": ("stop", "boarding", "booking"),
                    "improve_first": ("call_bus", "benches", "walkways"),
                },
            ),
            Kind(
                people=6,
                channel="online",
                answers={
                    "getting_about": ("2", "1"),
                    "staying_home": ("weekly", "monthly"),
                    "bus_use": ("weekly",),
                    "bus_quality": ("2", "3"),
                    "age": ("0-17", "18-29"),
                    "gender": ("male", "female"),
                },
                several={
                    "way": ("bus", "bicycle"),
                    "hard_to_reach": ("work", "friends", "leisure"),
                    "bus_missing": ("times",),
                    "improve_first": ("more_buses", "cycleways", "call_bus"),
                },
            ),
        ),
    ),
    SurveyStory(
        key="umfrage-rettenbach",
        template="senioren",
        title="Gut älter werden in Markt Rettenbach: die Umfrage",
        place="Markt Rettenbach",
        consultation="rettenbach",
        drafted=on(5, "Do", "09:30"),
        published=on(4, "Mo", "08:30"),
        opens_in_days=-30,
        closes_in_days=40,
        answered=(
            on(4, "Mi", "10:20"),
            on(3, "Di", "18:45"),
            on(3, "Do", "14:30"),
            on(2, "Mi", "11:05"),
            on(1, "Mo", "17:50"),
        ),
        homes=("Markt Rettenbach", "Engetried", "Markt Rettenbach"),
        wishes=(
            "Einmal in der Woche ein Verkaufswagen mit Brot und Milch, der auch in die kleinen Ortsteile fährt.",
            "Dass mich jemand zum Augenarzt nach Memmingen mitnimmt und dort auf mich wartet.",
            "Eine Bank auf halber Strecke zum Friedhof. Den Weg schaffe ich sonst nicht mehr.",
        ),
        reasons={
            "5": ("Man kennt sich und hilft einander.",),
            "2": ("Seit der Laden zu ist, komme ich kaum noch unter Leute.",),
        },
        kinds=(
            Kind(
                people=15,
                channel="online",
                answers={
                    "living_here": ("4", "5", "4"),
                    "household": ("partner", "partner", "alone"),
                    "health": ("4", "3"),
                    "needs_help": ("no",),
                    "contacts": ("weekly", "daily"),
                    "age": ("60-69",),
                    "gender": ("female", "male"),
                },
                several={
                    "within_walk": ("stop", "meeting"),
                    "way": ("car", "bicycle"),
                    "more_support": ("technology",),
                    "offers_used": ("club", "course"),
                    "informed": ("bulletin", "internet"),
                },
            ),
            Kind(
                people=19,
                channel="paper",
                answers={
                    "living_here": ("3", "4", "2"),
                    "household": ("alone", "partner"),
                    "health": ("3", "2"),
                    "needs_help": ("yes", "no"),
                    "contacts": ("weekly", "monthly"),
                    "age": ("70-79", "80+"),
                    "gender": ("female", "male", "female"),
                },
                several={
                    "within_walk": ("meeting",),
                    "way": ("foot", "lift"),
                    "helpers": ("children", "neighbours"),
                    "more_support": ("rides", "shopping", "household"),
                    "offers_used": ("church", "seniors"),
                    "informed": ("bulletin", "people", "notice"),
                },
            ),
            Kind(
                people=6,
                channel="phone",
                answers={
                    "living_here": ("2", "3"),
                    "household": ("alone",),
                    "health": ("2",),
                    "needs_help": ("yes",),
                    "contacts": ("rarely", "monthly"),
                    "age": ("80+",),
                    "gender": ("female",),
                },
                several={
                    "within_walk": ("nothing",),
                    "way": ("lift", "call_bus"),
                    "helpers": ("children", "service"),
                    "more_support": ("rides", "company", "forms"),
                    "offers_used": ("none",),
                    "informed": ("bulletin", "nowhere"),
                },
            ),
        ),
    ),
)
#: Wortmeldungen that the answers bring into the inbox.
WISHES = tuple(wish for survey in SURVEYS for wish in survey.wishes)

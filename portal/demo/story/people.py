"""The people with a demo login: one for each role, and a second planner for the work between two desks."""

from portal.demo.story.shape import Person

#: One password for all of them. It is only ever set for accounts of the example county.
PASSWORD = "Miteinander-im-Beispiel"

PEOPLE = (
    Person(
        key="administratorin",
        email="administratorin@example.org",
        name="Renate Vogler",
        task="Verwaltung des Portals, Landratsamt",
        role="admin",
        phone="089 99998 100",
    ),
    Person(
        key="planung",
        email="planung@example.org",
        name="Katrin Lechner",
        task="Sozialplanung, Landratsamt",
        role="planner",
        phone="089 99998 110",
    ),
    Person(
        key="planung2",
        email="planung2@example.org",
        name="Florian Seitz",
        task="Sozialplanung, Landratsamt",
        role="planner",
        phone="089 99998 111",
    ),
    Person(
        key="fachplanung",
        email="fachplanung@example.org",
        name="Tobias Endres",
        task="Seniorenfachplanung, Landratsamt",
        role="sector_planner",
        phone="089 99998 120",
    ),
    Person(
        key="kuemmerer",
        email="kuemmerer@example.org",
        name="Maria Stiegeler",
        task="Kümmerin in Markt Rettenbach",
        role="kuemmerer",
        place="Markt Rettenbach",
        phone="0176 04069 130",
    ),
    Person(
        key="moderation",
        email="moderation@example.org",
        name="Jonas Reitmeier",
        task="Moderation der Beteiligungsverfahren",
        role="moderator",
        phone="0176 04069 140",
    ),
    Person(
        key="gemeinde",
        email="gemeinde@example.org",
        name="Sabine Kugler",
        task="Verwaltungsgemeinschaft Babenhausen",
        role="municipality",
        place="VG Babenhausen",
        phone="089 99998 150",
    ),
    Person(
        key="beobachter",
        email="beobachter@example.org",
        name="Alois Zeller",
        task="Seniorenbeauftragter in Ottobeuren",
        role="observer",
        place="Ottobeuren",
        phone="0176 04069 160",
        observer_kind="topic_guardian",
    ),
    Person(
        key="sozialverband",
        email="sozialverband@example.org",
        name="Erna Wachter",
        task="Sozialverband, Ortsgruppe Babenhausen",
        role="observer",
        place="VG Babenhausen",
        phone="0176 04069 161",
        observer_kind="process_observer",
    ),
    Person(
        key="helferkreis",
        email="helferkreis@example.org",
        name="Ingrid Thoma",
        task="Helferkreis Asyl in Mindelheim",
        role="observer",
        place="Mindelheim",
        phone="0176 04069 162",
        observer_kind="process_observer",
    ),
)

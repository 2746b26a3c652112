"""The Akteure of the example county: real kinds of organisations in real places, invented people, numbers that ring nowhere."""

from portal.demo.story.network_places import OF_PLACES
from portal.demo.story.network_shape import ContactStory, SeenStory, StakeholderStory, envelope
from portal.demo.story.words import Field

#: Akteure that work in the whole county.
OF_THE_COUNTY = (
    StakeholderStory(
        "Caritasverband Memmingen-Unterallgäu",
        "welfare",
        "Landkreis",
        website="www.example.org",
        contacts=(
            ContactStory(
                "Bettina Kohler",
                "Fachdienst Senioren",
                "kohler.caritas@example.org",
                "089 99998 220",
                envelope("Donaustraße 1", "87700 Memmingen"),
                consent="mail",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(5, 5, "supports", "Gemeinsame Beratungstage in den Gemeinden planen", 14),
        fields=(Field.COUNSELLING, Field.CARE, Field.CARERS),
    ),
    StakeholderStory(
        "Diakonie Memmingen",
        "welfare",
        "Landkreis",
        contacts=(
            ContactStory(
                "Ulrich Ammann", "Bereichsleitung", "ammann.diakonie@example.org", "089 99998 221", consent="mail"
            ),
        ),
        seen=SeenStory(4, 4, "supports", "Zur Steuerungsgruppe einladen", 40),
        fields=(Field.COUNSELLING, Field.CARERS),
    ),
    StakeholderStory(
        "BRK Kreisverband Unterallgäu",
        "welfare",
        "Landkreis",
        contacts=(
            ContactStory(
                "Manfred Dietrich",
                "Soziale Dienste",
                "dietrich.brk@example.org",
                "089 99998 222",
                consented_weeks_ago=118,
            ),
        ),
        seen=SeenStory(5, 3, "open", "Hausnotruf: Zahlen je Gemeinde erfragen", 60),
        fields=(Field.CARE, Field.VOLUNTEERING),
    ),
    StakeholderStory(
        "VdK Kreisverband Unterallgäu",
        "welfare",
        "Landkreis",
        contacts=(
            ContactStory(
                "Gertrud Rampp",
                "Kreisvorsitzende",
                "rampp.vdk@example.org",
                "0176 04069 223",
                consented_weeks_ago=130,
                may_be_named=True,
            ),
        ),
        seen=SeenStory(4, 5, "supports"),
        fields=(Field.INCLUSION, Field.COUNSELLING),
    ),
    StakeholderStory(
        "VdK-Kreisverband Unterallgäu e. V.",
        "association",
        "Landkreis",
        contacts=(ContactStory("Gertrud Rampp", "Kreisvorsitzende", "rampp.vdk@example.org"),),
        notes="Aus der alten Excel-Liste der Seniorenfachstelle.",
    ),
    StakeholderStory(
        "Kreisjugendring Unterallgäu",
        "association",
        "Landkreis",
        contacts=(
            ContactStory(
                "Jana Filser",
                "Geschäftsführung",
                "filser.kjr@example.org",
                "089 99998 224",
                consent="mail",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(3, 3, "open", "Jung und Alt: gemeinsames Projekt ausloten", 25),
        fields=(Field.YOUTH, Field.VOLUNTEERING),
    ),
    StakeholderStory(
        "Freiwilligenagentur Unterallgäu",
        "initiative",
        "Landkreis",
        contacts=(
            ContactStory(
                "Isabel Wegele", "Koordination", "wegele.agentur@example.org", "089 99998 225", consent="mail"
            ),
        ),
        seen=SeenStory(3, 5, "supports", "Schulung für Besuchsdienste anbieten", 30),
        fields=(Field.VOLUNTEERING,),
    ),
    StakeholderStory(
        "Pflegestützpunkt Unterallgäu",
        "authority",
        "Landkreis",
        contacts=(
            ContactStory(
                "Sandra Heel",
                "Pflegeberatung",
                "heel.pflege@example.org",
                "089 99998 226",
                consent="mail",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(4, 5, "supports"),
        fields=(Field.CARE, Field.CARERS, Field.COUNSELLING),
    ),
    StakeholderStory(
        "Georg Schindele",
        "officer",
        "Landkreis",
        role="Behindertenbeauftragter des Landkreises",
        is_person=True,
        contacts=(
            ContactStory(
                "Georg Schindele",
                "Behindertenbeauftragter",
                "schindele.inklusion@example.org",
                "0176 04069 227",
                consent="written",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(3, 5, "supports", "Barrieren aus der Ortsbegehung gemeinsam durchgehen", -1),
        fields=(Field.INCLUSION,),
    ),
)

STAKEHOLDERS = (*OF_PLACES, *OF_THE_COUNTY)

"""Akteure of single places."""

from portal.demo.story.network_shape import ContactStory, SeenStory, StakeholderStory, envelope
from portal.demo.story.words import Field

RETTENBACH = "87733 Markt Rettenbach"
BABENHAUSEN = "87727 Babenhausen"

OF_PLACES = (
    StakeholderStory(
        "Gemeinde Markt Rettenbach",
        "municipality",
        "Markt Rettenbach",
        by="kuemmerer",
        contacts=(
            ContactStory(
                "Martin Haslach",
                "Erster Bürgermeister",
                "buergermeister.rettenbach@example.org",
                "089 99998 201",
                envelope("Marktplatz 1", RETTENBACH),
                consent="written",
                may_be_named=True,
            ),
            ContactStory("Petra Sauter", "Vorzimmer", "vorzimmer.rettenbach@example.org", "089 99998 202"),
        ),
        seen=SeenStory(5, 4, "supports", "Termin für die nächste Sitzung des Runden Tisches abstimmen", 20),
        fields=(Field.PLACE, Field.HOUSING),
        notes="Lädt zum Runden Tisch ein. Der Bürgermeister möchte die Tagesordnung eine Woche vorher sehen.",
    ),
    StakeholderStory(
        "Nachbarschaftshilfe Markt Rettenbach",
        "initiative",
        "Markt Rettenbach",
        by="kuemmerer",
        contacts=(
            ContactStory(
                "Hildegard Schorer",
                "Leitung",
                "nachbarschaft.rettenbach@example.org",
                "0176 04069 203",
                envelope("Kirchweg 8", RETTENBACH),
                consent="written",
                may_be_named=True,
            ),
            ContactStory("Anton Weikmann", "Fahrdienst", phone="0176 04069 204", way="phone"),
        ),
        seen=SeenStory(3, 5, "supports", "Fahrdienst mit der Pfarrei zusammenbringen", -3),
        fields=(Field.HOUSING, Field.VOLUNTEERING),
    ),
    StakeholderStory(
        "Kath. Pfarrgemeinde St. Jakobus",
        "church",
        "Markt Rettenbach",
        by="kuemmerer",
        contacts=(
            ContactStory(
                "Pfarrbüro",
                "Pfarrbüro",
                "pfarrbuero.rettenbach@example.org",
                "089 99998 205",
                envelope("Pfarrgasse 2", RETTENBACH),
            ),
            ContactStory(
                "Josefa Lutzenberger",
                "Seniorenkreis",
                address=envelope("Am Anger 5", RETTENBACH),
                way="letter",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(4, 4, "open", "Pfarrsaal für Sitzungen anfragen", 35),
        fields=(Field.PARTICIPATION,),
    ),
    StakeholderStory(
        "Rosmarie Egger",
        "officer",
        "Markt Rettenbach",
        role="Seniorenbeauftragte",
        is_person=True,
        by="kuemmerer",
        contacts=(
            ContactStory(
                "Rosmarie Egger",
                "Seniorenbeauftragte",
                "egger.senioren@example.org",
                "0176 04069 206",
                envelope("Sonnenstraße 14", RETTENBACH),
                consent="written",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(4, 5, "supports", "Gemeinsam die alleinlebenden Hochbetagten besuchen", 10),
        fields=(Field.PARTICIPATION, Field.COUNSELLING),
    ),
    StakeholderStory(
        "Dorfladen Markt Rettenbach",
        "business",
        "Markt Rettenbach",
        by="kuemmerer",
        contacts=(
            ContactStory("Thomas Gropper", "Geschäftsführung", "dorfladen.rettenbach@example.org", "089 99998 207"),
        ),
        seen=SeenStory(3, 2, "waits", "Lieferdienst am Donnerstag vorschlagen", -10),
        fields=(Field.HOUSING,),
    ),
    StakeholderStory(
        "Freiwillige Feuerwehr Engetried",
        "association",
        "Engetried",
        by="kuemmerer",
        contacts=(
            ContactStory(
                "Stefan Maierhofer",
                "Kommandant",
                "feuerwehr.engetried@example.org",
                "0176 04069 208",
                consented_weeks_ago=None,
            ),
        ),
        seen=SeenStory(2, 2, "unknown"),
        fields=(Field.VOLUNTEERING,),
    ),
    StakeholderStory(
        "Katholischer Frauenbund Frechenrieden",
        "association",
        "Frechenrieden",
        by="kuemmerer",
        contacts=(
            ContactStory(
                "Theresia Zettler",
                "Vorsitzende",
                address=envelope("Dorfstraße 22", RETTENBACH),
                phone="0176 04069 209",
                way="letter",
            ),
        ),
        seen=SeenStory(2, 4, "supports"),
        fields=(Field.PARTICIPATION, Field.VOLUNTEERING),
    ),
    StakeholderStory(
        "Hausarztpraxis am Marktplatz",
        "facility",
        "Markt Rettenbach",
        by="kuemmerer",
        contacts=(
            ContactStory(
                "Dr. Claudia Reindl",
                "Hausärztin",
                "praxis.rettenbach@example.org",
                "089 99998 210",
                consented_weeks_ago=None,
            ),
        ),
        seen=SeenStory(4, 2, "open", "Um einen Gesprächstermin nach der Sprechstunde bitten", -21),
        fields=(Field.CARE,),
    ),
    StakeholderStory(
        "Sparkasse, Beratungscenter Mindelheim",
        "business",
        "Mindelheim",
        contacts=(
            ContactStory(
                "Robert Kienle", "Leitung", "kienle.bank@example.org", "089 99998 230", consented_weeks_ago=None
            ),
        ),
        seen=SeenStory(4, 1, "waits", "Über die Stiftung ansprechen", 50),
        fields=(Field.PLACE,),
    ),
    StakeholderStory(
        "Helferkreis Asyl Mindelheim",
        "initiative",
        "Mindelheim",
        contacts=(
            ContactStory(
                "Ingrid Thoma",
                "Sprecherin",
                "thoma.helfer@example.org",
                "0176 04069 162",
                consent="written",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(2, 5, "supports", "Zur Werkstatt einladen", 12),
        fields=(Field.INTEGRATION, Field.VOLUNTEERING),
    ),
    StakeholderStory(
        "Mehrgenerationenhaus Mindelheim",
        "facility",
        "Mindelheim",
        contacts=(
            ContactStory(
                "Melanie Stölzle",
                "Hausleitung",
                "stoelzle.mgh@example.org",
                "089 99998 231",
                envelope("Maximilianstraße 9", "87719 Mindelheim"),
                consent="written",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(3, 5, "supports"),
        fields=(Field.FAMILIES, Field.PARTICIPATION),
    ),
    StakeholderStory(
        "Markt Babenhausen",
        "municipality",
        "Babenhausen",
        contacts=(
            ContactStory(
                "Otto Brugger",
                "Erster Bürgermeister",
                "buergermeister.babenhausen@example.org",
                "089 99998 240",
                consent="written",
            ),
        ),
        seen=SeenStory(5, 2, "waits", "Kosten und Förderung des Quartierskonzepts vorrechnen", -5),
        fields=(Field.PLACE,),
    ),
    StakeholderStory(
        "Sozialverband, Ortsgruppe Babenhausen",
        "welfare",
        "Babenhausen",
        contacts=(
            ContactStory(
                "Erna Wachter",
                "Vorsitzende",
                address=envelope("Fuggerstraße 17", BABENHAUSEN),
                phone="0176 04069 161",
                way="letter",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(2, 5, "supports"),
        fields=(Field.INCLUSION, Field.PARTICIPATION),
    ),
    StakeholderStory(
        "Pflegeheim Haus am Mühlbach",
        "facility",
        "Babenhausen",
        contacts=(
            ContactStory(
                "Kerstin Bader", "Einrichtungsleitung", "bader.muehlbach@example.org", "089 99998 241", consent="mail"
            ),
        ),
        seen=SeenStory(3, 1, "opposes", "Sorge um Konkurrenz im Gespräch klären", 7),
        fields=(Field.CARE,),
    ),
    StakeholderStory(
        "Alois Zeller",
        "officer",
        "Ottobeuren",
        role="Seniorenbeauftragter",
        is_person=True,
        contacts=(
            ContactStory(
                "Alois Zeller",
                "Seniorenbeauftragter",
                address=envelope("Klosterweg 3", "87724 Ottobeuren"),
                phone="0176 04069 160",
                way="letter",
                may_be_named=True,
            ),
        ),
        seen=SeenStory(3, 5, "supports"),
        fields=(Field.PARTICIPATION, Field.HOUSING),
    ),
    StakeholderStory(
        "Kneipp-Verein Bad Wörishofen",
        "association",
        "Bad Wörishofen",
        contacts=(
            ContactStory(
                "Elfriede Holzheu",
                "Vorsitzende",
                "holzheu.kneipp@example.org",
                "0176 04069 250",
                consented_weeks_ago=112,
            ),
        ),
        seen=SeenStory(2, 3, "open", "Bewegungstreff auch in die Nachbargemeinden bringen", 28),
        fields=(Field.PARTICIPATION,),
    ),
    StakeholderStory(
        "Grund- und Mittelschule Türkheim",
        "facility",
        "Türkheim",
        contacts=(
            ContactStory(
                "Verena Scharpf", "Schulleitung", "scharpf.schule@example.org", "089 99998 251", consent="mail"
            ),
        ),
        seen=SeenStory(3, 2, "unknown"),
        fields=(Field.YOUTH, Field.FAMILIES),
    ),
)

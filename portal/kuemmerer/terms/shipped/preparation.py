"""Vorbereitung: from the first talk to the decision of the Gemeinderat."""

from functools import partial

from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.shipped.shape import BUERO, GEMEINDE, LANDKREIS, MONTHS, WEEKS, ShippedStep
from portal.kuemmerer.terms.steps import StepAid

_step = partial(ShippedStep, phase=Phase.PREPARATION)

PREPARATION = (
    _step(
        slug="first-talk",
        title="Erstgespräch zwischen Gemeinde und Landkreis",
        explanation="Bürgermeisterin oder Bürgermeister und Sozialplanung klären Anlass, Erwartungen und was der Landkreis "
        "beitragen kann. Fragen Sie auch, was es im Ort schon gibt und woran es früher gescheitert ist.",
        responsible=LANDKREIS,
        due=(2, WEEKS),
        proof="Gesprächsvermerk",
    ),
    _step(
        slug="contact-in-town-hall",
        title="Feste Ansprechperson in der Verwaltung benennen",
        explanation="Eine Person im Rathaus hält die Fäden, bis es eine Kümmerin oder einen Kümmerer gibt. Sie braucht dafür "
        "Arbeitszeit und eine Vertretung.",
        responsible=GEMEINDE,
        due=(3, WEEKS),
        proof="Name und Vertretung sind dem Landkreis mitgeteilt",
    ),
    _step(
        slug="area",
        title="Gebiet des Quartiers abgrenzen",
        explanation="Ganze Gemeinde, ein Ortsteil, oder mehrere Gemeinden mit einer gemeinsamen Stelle? Fragen Sie, wohin die"
        " Menschen zum Einkaufen, zum Arzt und zum Treffen fahren.",
        responsible=GEMEINDE,
        due=(6, WEEKS),
        proof="Karte oder Liste der Ortsteile",
    ),
    _step(
        slug="first-figures",
        title="Erste Zahlen zusammenstellen",
        explanation="Bevölkerung nach Alter heute und in 15 Jahren, allein Lebende, Pflegebedürftige, vorhandene Angebote. "
        "Zwei Seiten genügen; der Landkreis liefert die Zahlen.",
        responsible=LANDKREIS,
        due=(6, WEEKS),
        proof="Demografie-Steckbrief der Gemeinde",
    ),
    _step(
        slug="stakeholders",
        title="Akteure im Ort sammeln",
        explanation="Pfarreien, Vereine, Nachbarschaftshilfe, Pflegedienst, Arztpraxis, Laden, Seniorenbeauftragte: Wer trägt"
        " mit, wer wartet ab, wer fehlt noch? Holen Sie gleich die Einwilligung, eingeladen zu werden.",
        responsible=GEMEINDE,
        due=(8, WEEKS),
        proof="Mindestens zehn Akteure stehen im Netzwerk",
        aid=StepAid.NETWORK,
    ),
    _step(
        slug="talks-with-key-people",
        title="Gespräche mit Schlüsselpersonen führen",
        explanation="Fünf bis acht Gespräche von einer halben Stunde: Was läuft gut, was fehlt, wen muss man fragen? Hören "
        "Sie zu, versprechen Sie noch nichts.",
        responsible=GEMEINDE,
        due=(3, MONTHS),
        proof="Gesprächsnotizen im Projekttagebuch",
        aid=StepAid.DIARY,
    ),
    _step(
        slug="office-offers",
        title="Angebote von Planungsbüros einholen",
        explanation="Drei Büros mit Erfahrung in der Quartiersentwicklung anfragen. Beschreiben Sie Gebiet, Beteiligung und "
        "erwartetes Ergebnis. Noch keinen Auftrag erteilen: Das wäre ein vorzeitiger Beginn und schadet der "
        "Förderung.",
        responsible=GEMEINDE,
        due=(3, MONTHS),
        proof="Drei vergleichbare Angebote",
    ),
    _step(
        slug="cost-plan",
        title="Kosten- und Finanzierungsplan entwerfen",
        explanation="Personal, Sachkosten und Planungsbüro je Kalenderjahr; Eigenanteil, SeLA-Förderung und Zuschuss des "
        "Landkreises. Rechnen Sie auch das Jahr nach der Förderung.",
        responsible=GEMEINDE,
        due=(4, MONTHS),
        proof="Plan mit Zahlen je Kalenderjahr",
        aid=StepAid.FUNDING,
    ),
    _step(
        slug="county-grant",
        title="Zuschuss des Landkreises zum Planungsbüro beantragen",
        explanation="Den Antrag stellen, bevor das Büro beauftragt ist. Höhe und Anteil stehen beim Förderprogramm.",
        responsible=GEMEINDE,
        due=(4, MONTHS),
        proof="Eingangsbestätigung oder Bescheid",
        aid=StepAid.FUNDING,
    ),
    _step(
        slug="action-plan",
        title="Maßnahmen- und Zeitplan für den Aufbau schreiben",
        explanation="Wer macht was bis wann, welche Formate der Beteiligung, welche Termine im Jahreslauf (Ernte, Ferien, "
        "Feste)?",
        responsible=BUERO,
        due=(5, MONTHS),
        proof="Plan auf höchstens vier Seiten",
    ),
    _step(
        slug="council",
        title="Beschluss im Gemeinderat herbeiführen",
        explanation="Vorlage mit Anlass, Gebiet, Kosten, Förderung und dem, was nach der Förderung bleibt. Laden Sie den "
        "Landkreis zur Sitzung ein. Der Beschluss ist das Tor zur nächsten Phase.",
        responsible=GEMEINDE,
        due=(6, MONTHS),
        proof="Auszug aus der Niederschrift",
    ),
)

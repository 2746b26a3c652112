"""Aufbau: participation, Sozialraumanalyse, concept and application."""

from functools import partial

from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.shipped.shape import BUERO, GEMEINDE, LANDKREIS, MONTHS, WEEKS, ShippedStep
from portal.kuemmerer.terms.steps import StepAid

_step = partial(ShippedStep, phase=Phase.BUILD_UP)

BUILD_UP = (
    _step(
        slug="office-order",
        title="Planungsbüro beauftragen",
        explanation="Erst nach dem Bescheid oder der Erlaubnis zum vorzeitigen Beginn. Halten Sie im Auftrag fest, dass die "
        "Daten der Gemeinde gehören und in welcher Form sie übergeben werden.",
        responsible=GEMEINDE,
        due=(3, WEEKS),
        proof="Unterschriebener Auftrag",
    ),
    _step(
        slug="steering-group",
        title="Steuerungsgremium einberufen",
        explanation="Bürgermeisterin oder Bürgermeister, Verwaltung, Landkreis, zwei bis drei Akteure und jemand, der selbst "
        "betroffen ist. Trifft sich alle zwei bis drei Monate und entscheidet, was in die Umsetzung geht.",
        responsible=GEMEINDE,
        due=(4, WEEKS),
        proof="Protokoll der ersten Sitzung",
        aid=StepAid.ROUND_TABLE,
    ),
    _step(
        slug="kick-off",
        title="Auftakt für alle im Ort",
        explanation="Ein Abend oder Sonntagnachmittag mit Kaffee: worum es geht, wer dabei ist, wie man mitmacht. Fahrdienst "
        "anbieten, Raum ohne Stufen, Mikrofon, gut lesbare Schrift.",
        responsible=GEMEINDE,
        due=(2, MONTHS),
        proof="Einladung, Teilnahmezahl und Foto",
        aid=StepAid.CONSULTATION,
    ),
    _step(
        slug="social-analysis",
        title="Sozialraumanalyse erstellen",
        explanation="Bestand an Angeboten, Wegen, Wohnungen und Treffpunkten gegen das, was gebraucht wird. Gefühlter und "
        "belegter Bedarf stehen nebeneinander.",
        responsible=BUERO,
        due=(4, MONTHS),
        proof="Bericht mit Karten und Quellen",
        aid=StepAid.NEEDS,
    ),
    _step(
        slug="survey",
        title="Haushalte befragen",
        explanation="Kurz, auf Papier und im Internet, an alle ab 60 oder an alle Haushalte. Prüfen Sie vorher im "
        "Erhebungskalender, ob gerade jemand anderes fragt, und sagen Sie, wann es Ergebnisse gibt.",
        responsible=BUERO,
        due=(4, MONTHS),
        proof="Ergebnis mit Rücklaufquote",
        aid=StepAid.SURVEY,
    ),
    _step(
        slug="pin-map",
        title="Orte auf der Nadelkarte sammeln",
        explanation="Wo ist es gut, wo ist es schwierig? Auf dem Markt, beim Seniorennachmittag und in der Schule, digital "
        "und auf der Papierkarte.",
        responsible=BUERO,
        due=(5, MONTHS),
        proof="Ausgewertete Nadelkarte",
        aid=StepAid.PIN_MAP,
    ),
    _step(
        slug="walk",
        title="Ortsbegehung mit Rollator und Kinderwagen",
        explanation="Mit acht bis zwölf Menschen die täglichen Wege gehen: Querungen, Bänke, Licht, Toiletten. Fotos gleich "
        "zum jeweiligen Punkt.",
        responsible=GEMEINDE,
        due=(5, MONTHS),
        proof="Liste der Stellen mit Fotos",
        aid=StepAid.WALK,
    ),
    _step(
        slug="future-workshop",
        title="Zukunftswerkstatt durchführen",
        explanation="Kritik, Fantasie, Umsetzung: ein Tag oder zwei Abende mit 20 bis 40 Menschen. Am Ende stehen Skizzen für"
        " Vorhaben und Namen dahinter.",
        responsible=BUERO,
        due=(6, MONTHS),
        proof="Dokumentation der Werkstatt",
        aid=StepAid.WORKSHOP,
    ),
    _step(
        slug="working-groups",
        title="Drei Arbeitsgruppen bilden",
        explanation="Wohnen und Grundversorgung · Ortsnahe Unterstützung und Pflege · Beratung und soziale Netzwerke. Jede "
        "Gruppe braucht eine Sprecherin oder einen Sprecher aus dem Ort.",
        responsible=GEMEINDE,
        due=(7, MONTHS),
        proof="Mitglieder und erste Termine stehen fest",
        aid=StepAid.ROUND_TABLE,
    ),
    _step(
        slug="measures",
        title="Maßnahmen mit Rang und Zuständigen festlegen",
        explanation="Was geht sofort und ohne Geld, was braucht die Förderung, was gehört dem Landkreis? Lieber sechs "
        "Maßnahmen, die kommen, als zwanzig auf Papier.",
        responsible=BUERO,
        due=(8, MONTHS),
        proof="Maßnahmenliste, vom Steuerungsgremium gebilligt",
        aid=StepAid.WALL,
    ),
    _step(
        slug="concept",
        title="Quartierskonzept schreiben",
        explanation="Ausgangslage, Beteiligung, Bedarfe, Ziele, Maßnahmen, Stelle, Kosten, Verstetigung. Dazu eine Seite in "
        "Leichter Sprache für alle Haushalte.",
        responsible=BUERO,
        due=(9, MONTHS),
        proof="Konzept und Kurzfassung",
    ),
    _step(
        slug="job",
        title="Stelle für das Quartiersmanagement beschreiben",
        explanation="Aufgaben, Stunden, Eingruppierung, Büro mit barrierefreiem Zugang, Fachaufsicht, Vertretung. Eine halbe "
        "Stelle ist das Mindeste.",
        responsible=GEMEINDE,
        due=(9, MONTHS),
        proof="Stellenbeschreibung",
    ),
    _step(
        slug="sela-application",
        title="SeLA-Antrag vor dem nächsten Stichtag stellen",
        explanation="Stichtage sind 31.3., 30.6., 30.9. und 31.12.; der Antrag muss vor dem Beginn der Maßnahme da sein. "
        "Lassen Sie den Landkreis zwei Wochen vorher mitlesen.",
        responsible=GEMEINDE,
        due=(10, MONTHS),
        proof="Eingangsbestätigung mit Datum",
        aid=StepAid.FUNDING,
    ),
    _step(
        slug="council-concept",
        title="Konzept im Gemeinderat billigen lassen",
        explanation="Mit Kostenplan und der Zusage, wie es nach der Förderung weitergeht. Zusammen mit dem Förderbescheid "
        "öffnet das die nächste Phase.",
        responsible=GEMEINDE,
        due=(11, MONTHS),
        proof="Auszug aus der Niederschrift",
    ),
    _step(
        slug="results-back",
        title="Ergebnisse an alle zurückgeben",
        explanation="Wer mitgemacht hat, soll erfahren, was daraus wurde: Gemeindeblatt, Aushang, Abend im Pfarrheim, "
        "Antworten im Portal.",
        responsible=LANDKREIS,
        due=(12, MONTHS),
        proof="Artikel oder Aushang, öffentliche Antworten",
        aid=StepAid.NEEDS,
    ),
)

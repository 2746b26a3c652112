"""Implementierung: four years of Quartiersmanagement."""

from functools import partial

from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.shipped.shape import GEMEINDE, LANDKREIS, MONTHS, WEEKS, ShippedStep
from portal.kuemmerer.terms.steps import StepAid

_step = partial(ShippedStep, phase=Phase.IMPLEMENTATION)

IMPLEMENTATION = (
    _step(
        slug="hire",
        title="Kümmerin oder Kümmerer einstellen und einarbeiten",
        explanation="Vertrag, Schlüssel, Diensthandy, Zugang zum Portal. In den ersten vier Wochen: alle Akteure besuchen und"
        " eine Woche bei einer Kollegin im Landkreis mitlaufen.",
        responsible=GEMEINDE,
        due=(2, MONTHS),
        proof="Dienstbeginn und Einarbeitungsplan",
    ),
    _step(
        slug="office-hours",
        title="Sprechzeiten und Anlaufstelle eröffnen",
        explanation="Feste Zeiten, gut erreichbar, auch Hausbesuche. Die Nummer steht im Gemeindeblatt, am Rathaus und in der"
        " Apotheke.",
        responsible=GEMEINDE,
        due=(3, MONTHS),
        proof="Aushang oder Artikel mit Sprechzeiten",
    ),
    _step(
        slug="offer-directory",
        title="Verzeichnis der Angebote aufbauen",
        explanation="Beratung, Hilfe, Vereine, Ärzte, Fahrdienste: jedes Angebot einmal anrufen und die Angaben prüfen. "
        "Danach zweimal im Jahr nachsehen.",
        responsible=GEMEINDE,
        due=(4, MONTHS),
        proof="Gedruckte Liste und öffentliche Seite",
        aid=StepAid.OFFERS,
    ),
    _step(
        slug="volunteers",
        title="Kreis der Ehrenamtlichen aufbauen",
        explanation="Werben, einführen, versichern, Führungszeugnis klären, Fahrtkosten regeln, danken. Beginnen Sie mit dem,"
        " was die Menschen selbst tun wollen.",
        responsible=GEMEINDE,
        due=(6, MONTHS),
        proof="Liste mit Versicherung und Einwilligung",
        aid=StepAid.NETWORK,
    ),
    _step(
        slug="first-sub-project",
        title="Erstes Teilprojekt starten",
        explanation="Eines, das man schnell sieht: Mittagstisch, Fahrdienst oder Besuchsdienst. Mit Ziel, Zuständigen und "
        "einem Termin, an dem Sie ehrlich hinschauen.",
        responsible=GEMEINDE,
        due=(6, MONTHS),
        proof="Erster Termin hat stattgefunden, Foto",
        aid=StepAid.DIARY,
    ),
    _step(
        slug="housing-advice",
        title="Wohnberatung erreichbar machen",
        explanation="Ehrenamtliche schulen lassen oder die Beratung des Landkreises regelmäßig in den Ort holen.",
        responsible=LANDKREIS,
        due=(9, MONTHS),
        proof="Termine oder geschulte Personen",
    ),
    _step(
        slug="steering-half-year",
        title="Steuerungsgremium tagt halbjährlich",
        explanation="Stand der Maßnahmen, Zahlen, Geld, was hakt. Offene Vereinbarungen wandern in die nächste Sitzung.",
        responsible=GEMEINDE,
        due=(6, MONTHS),
        proof="Protokoll",
        aid=StepAid.ROUND_TABLE,
    ),
    _step(
        slug="interim-report",
        title="Ersten Zwischenbericht abgeben",
        explanation="Aus Tagebuch und erledigten Schritten; Zahlen je Quartal. Den Termin nennt der Bescheid.",
        responsible=GEMEINDE,
        due=(13, MONTHS),
        proof="Eingangsbestätigung",
        aid=StepAid.FUNDING,
    ),
    _step(
        slug="exchange-meeting",
        title="Am Austauschtreffen der Projekte teilnehmen",
        explanation="Einmal im Jahr treffen sich alle Gemeinden mit Quartiersprojekt. Bringen Sie ein Beispiel mit, das "
        "geklappt hat, und eines, das nicht geklappt hat.",
        responsible=LANDKREIS,
        due=(12, MONTHS),
        proof="Teilnahme und ein Blatt zum Projekt",
    ),
    _step(
        slug="mid-term",
        title="Zur Halbzeit Bilanz ziehen",
        explanation="Was hat sich für die Menschen geändert? Kurze Befragung derer, die Hilfe bekommen haben, und der "
        "Ehrenamtlichen. Maßnahmen anpassen, auch etwas beenden.",
        responsible=GEMEINDE,
        due=(24, MONTHS),
        proof="Bilanz im Gemeinderat vorgestellt",
        aid=StepAid.SURVEY,
    ),
    _step(
        slug="permanence-plan",
        title="Verstetigung vorbereiten",
        explanation="Wer zahlt die Stelle ab dem fünften Jahr? Haushalt, Nachbargemeinden, Träger, Landkreis. Ein Jahr "
        "Vorlauf ist knapp, zwei sind gut.",
        responsible=GEMEINDE,
        due=(30, MONTHS),
        proof="Vorschlag mit Zahlen",
    ),
    _step(
        slug="council-permanence",
        title="Verstetigung im Gemeinderat beschließen",
        explanation="Unbefristete Stelle oder Vertrag mit einem Träger. Dieser Beschluss ist das Tor zur letzten Phase.",
        responsible=GEMEINDE,
        due=(42, MONTHS),
        proof="Auszug aus der Niederschrift",
    ),
    _step(
        slug="use-of-funds",
        title="Verwendungsnachweis und Sachbericht abgeben",
        explanation="Belege, Stunden, Ergebnis. Die Frist steht im Bescheid; beginnen Sie acht Wochen vorher.",
        responsible=GEMEINDE,
        due=(48, MONTHS),
        proof="Eingangsbestätigung",
        aid=StepAid.FUNDING,
    ),
    _step(
        slug="first-month-round",
        title="Vorstellungsrunde in allen Ortsteilen",
        explanation="Frauenbund, Schützenheim, Seniorennachmittag, Feuerwehr: Gehen Sie hin, wo die Menschen schon sind.",
        responsible=GEMEINDE,
        due=(10, WEEKS),
        proof="Termine im Projekttagebuch",
        aid=StepAid.DIARY,
    ),
)

"""Words for working with the portal."""

from portal.kernel.glossary.shape import Group, Term
from portal.kernel.text import N_

TERMS: tuple[Term, ...] = (
    Term(
        screen=N_("Konto"),
        code="Account",
        meaning=N_(
            "Damit melden sich Menschen an, die mit dem Portal arbeiten. Bürgerinnen und Bürger brauchen keines."
        ),
        group=Group.WORKING_HERE,
        never_screen=("Account", "Benutzerkonto", "Nutzerkonto"),
    ),
    Term(
        screen=N_("Rolle"),
        code="Role, RoleGrant",
        meaning=N_("Was jemand tun darf, immer in einem Sozialraum und allem, was dazugehört."),
        group=Group.WORKING_HERE,
        never_screen=("Berechtigungsstufe",),
    ),
    Term(
        screen=N_("Einladung"),
        code="Invitation",
        meaning=N_("Ein Link, mit dem jemand zum ersten Mal hereinkommt und ein Passwort wählt."),
        group=Group.WORKING_HERE,
    ),
    Term(
        screen=N_("Verwaltung des Portals"),
        code="Role.ADMIN",
        meaning=N_("Lädt Personen ein, gibt Rollen und pflegt Texte. Sieht keine Wortmeldungen."),
        group=Group.WORKING_HERE,
    ),
    Term(
        screen=N_("Protokoll"),
        code="AuditEntry",
        meaning=N_("Hält fest, wer wann was geändert hat. Nachträgliche Änderungen daran fallen auf."),
        group=Group.WORKING_HERE,
        never_screen=("Audit-Log", "Auditlog"),
    ),
    Term(
        screen=N_("Auftrag"),
        code="Job",
        meaning=N_("Längere Arbeit, die im Hintergrund läuft, zum Beispiel eine große Liste als Datei."),
        group=Group.WORKING_HERE,
    ),
    Term(
        screen=N_("Archiv"),
        code="ArchiveOrder",
        meaning=N_(
            "Das ganze Portal als eine Datei, zur Übergabe an ein anderes System. Zwei Personen müssen zustimmen."
        ),
        group=Group.WORKING_HERE,
    ),
    Term(
        screen=N_("Schnittstelle"),
        code="ApiClient",
        meaning=N_("Zugang für ein anderes Programm: was es lesen und zurückmelden darf, ohne persönliche Daten."),
        group=Group.WORKING_HERE,
        never_screen=("API-Client",),
    ),
)

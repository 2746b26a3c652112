"""A file that somebody sends: found out what it is, held within its limits, read.

Nothing of a file is trusted: XML with a DTD is refused (no bombs, no external entities), and `guards` holds the limits.
"""

from pathlib import PurePath

from portal.kernel.text import N_
from portal.surveys.formats.guards import LARGEST_FILE, bad, damaged, has_dtd, member, open_archive, too_large
from portal.surveys.formats.imported import Imported, ImportReport

SUFFIXES = (".lss", ".txt", ".lsa", ".xlsx")
_ZIP = b"PK\x03\x04"


def read_file(name: str, data: bytes) -> Imported:
    """The questionnaire in a file of LimeSurvey (.lss, .txt, .lsa) or an XLSForm (.xlsx).

    Raises `InvalidInput` (field "file") with a sentence that says what is wrong with the file and what to do.
    """
    suffix = PurePath(name.replace("\\", "/")).suffix.casefold()
    if suffix not in SUFFIXES:
        raise bad(
            "kind",
            N_(
                "Diese Art von Datei kann das Portal nicht einlesen. Möglich sind .lss, .txt und .lsa aus LimeSurvey "
                "und .xlsx (XLSForm)."
            ),
        )
    if not data.strip():
        raise bad("empty", N_("Diese Datei ist leer. Bitte geben Sie den Fragebogen in LimeSurvey noch einmal aus."))
    if len(data) > LARGEST_FILE:
        raise too_large()
    report = ImportReport()
    try:
        return _READERS[suffix](data, report)
    except (RecursionError, MemoryError) as error:
        raise damaged() from error


def _read_lss(data: bytes, report: ImportReport) -> Imported:
    from portal.surveys.formats.limesurvey import build, xml

    if data.startswith(_ZIP):
        raise bad(
            "kind", N_("Diese Datei heißt .lss, ist aber ein Archiv. Bitte benennen Sie sie um, in .lsa oder .xlsx.")
        )
    return build.questionnaire(xml.survey(data, report), report)


def _read_lsa(data: bytes, report: ImportReport) -> Imported:
    archive = open_archive(data)
    names = [name for name in archive.namelist() if name.casefold().endswith(".lss")]
    if not names:
        raise bad(
            "archive",
            N_(
                "In diesem Archiv liegt kein Fragebogen (.lss). Bitte geben Sie die Umfrage in LimeSurvey noch einmal aus."
            ),
        )
    others = [name for name in archive.namelist() if name not in names]
    imported = _read_lss(member(archive, names[0]), report)
    if any(name.casefold().endswith(".lsr") for name in others):
        report.left_out("", N_("Die Antworten im Archiv: eingelesen wird nur der Fragebogen."))
    if any(name.casefold().endswith(".lst") for name in others):
        report.left_out("", N_("Die Personen und Zugangsschlüssel im Archiv: Zugangscodes macht das Portal selbst."))
    report.source = report.source.replace("(.lss)", "(.lsa)")
    return imported


def _read_txt(data: bytes, report: ImportReport) -> Imported:
    from portal.surveys.formats.limesurvey import build, tsv

    return build.questionnaire(tsv.survey(data, report), report)


def _read_xlsx(data: bytes, report: ImportReport) -> Imported:
    from portal.surveys.formats.xlsform import reader

    archive = open_archive(data)
    for name in archive.namelist():
        if name.casefold().endswith((".xml", ".rels")) and has_dtd(member(archive, name)):
            raise bad(
                "dtd",
                N_(
                    "Diese Datei enthält eine Dokumenttyp-Angabe. So etwas öffnet das Portal aus Sicherheitsgründen nicht."
                ),
            )
    return reader.questionnaire(data, report)


_READERS = {".lss": _read_lss, ".lsa": _read_lsa, ".txt": _read_txt, ".xlsx": _read_xlsx}

"""Makes the files that `bench.reports` measures, and prints the seconds of each as JSON."""

import json
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from sqlalchemy import select

from portal.app import create_app
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM
from portal.places import queries as places
from portal.reports.documents.factsheet import sheet_pdf, sheets_pdf
from portal.reports.documents.factsheet_telling import tell_sheet
from portal.reports.documents.report_docx import report_docx
from portal.reports.documents.report_pdf import report_pdf
from portal.reports.documents.report_telling import tell_report
from portal.reports.models import SocialReport
from portal.reports.queries import factsheets


def main() -> None:
    """Each file as somebody waits for it: asking the database, telling, drawing."""
    app = create_app(worker=False)
    with app.app_context():
        json.dump(
            {
                "steckbrief.first": timed(one),
                "steckbrief.next": timed(lambda: one(1)),
                "all_steckbriefe": timed(every),
                "sozialbericht": timed(report),
            },
            sys.stdout,
        )


def timed(make: Callable[[], bytes]) -> dict[str, Any]:
    """Seconds, pages and size of what is made."""
    begun = time.perf_counter()
    made = make()
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "pages": len(PdfReader(BytesIO(made)).pages), "kilobytes": len(made) // 1024}


def one(number: int = 0) -> bytes:
    """One Steckbrief with what is internal."""
    node = places.tree().gemeinden[number]
    return sheet_pdf(
        tell_sheet(factsheets.sheet(node, factsheets.figures(), viewer=SYSTEM), path="/orte/ort/steckbrief")
    )


def every() -> bytes:
    """The Steckbriefe of all Gemeinden in one file."""
    known = factsheets.figures()
    sheets = [factsheets.sheet(node, known, viewer=SYSTEM) for node in places.tree().gemeinden]
    return sheets_pdf([tell_sheet(one, path="/orte/ort/steckbrief") for one in sheets])


def report() -> bytes:
    """The released Sozialbericht of the story with the figures of now: both files, of which the PDF is counted."""
    row = session().scalars(select(SocialReport).order_by(SocialReport.seq).limit(1)).one()
    content = tell_report(row, viewer=SYSTEM)
    report_docx(content, number=1)
    return report_pdf(content, number=1)


if __name__ == "__main__":
    main()

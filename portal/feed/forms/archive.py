"""Ordering an archive."""

from portal.feed.terms.archive import REASON_LONGEST
from portal.kernel.text import N_
from portal.web.forms import LongTextField, Needed, SubmissionForm


class ArchiveForm(SubmissionForm):
    """What the whole portal is taken along for."""

    reason = LongTextField(
        N_("Wofür brauchen Sie das Archiv?"),
        [Needed(N_("Bitte schreiben Sie in einem kurzen Satz, wofür Sie das Archiv brauchen."))],
        max_length=REASON_LONGEST,
    )

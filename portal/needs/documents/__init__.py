"""What leaves the portal after an answer: letters, sheets for notice boards, the list of calls.

And the way of Bedarfe as a table.
"""

from portal.needs.documents.calls import calls_csv, calls_pdf
from portal.needs.documents.letters import letters_pdf, write_letters
from portal.needs.documents.many import order_letters
from portal.needs.documents.notice import write_notice

__all__ = ["calls_csv", "calls_pdf", "letters_pdf", "order_letters", "write_letters", "write_notice"]

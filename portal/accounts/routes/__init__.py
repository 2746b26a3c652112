"""The pages of accounts: coming in, one's own account, the people, the log, the kept mails."""

from portal.accounts.routes import again, entrance, links, mailbox, my_account, my_day, people, protocol, roles
from portal.accounts.routes.blueprint import bp

BLUEPRINTS = (bp,)

__all__ = [
    "BLUEPRINTS",
    "again",
    "bp",
    "entrance",
    "links",
    "mailbox",
    "my_account",
    "my_day",
    "people",
    "protocol",
    "roles",
]

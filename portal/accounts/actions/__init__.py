"""What can be done with accounts. Every verb writes inside the caller's unit of work unless it says otherwise."""

from portal.accounts.actions.people import (
    accept_invitation,
    change_own_details,
    change_password,
    create_account,
    deactivate,
    invite,
    invite_again,
    reactivate,
)
from portal.accounts.actions.resets import forget_old_links, request_reset, reset_password, send_reset
from portal.accounts.actions.roles import give_role, withdraw_role
from portal.accounts.actions.sessions import (
    end_one_of_mine,
    end_session,
    end_sessions,
    exchange_token,
    forget_dead_sessions,
    mark_seen,
    open_session,
)
from portal.accounts.actions.sign_in import SignIn, note_failure, prove_password, start_session

__all__ = [
    "SignIn",
    "accept_invitation",
    "change_own_details",
    "change_password",
    "create_account",
    "deactivate",
    "end_one_of_mine",
    "end_session",
    "end_sessions",
    "exchange_token",
    "forget_dead_sessions",
    "forget_old_links",
    "give_role",
    "invite",
    "invite_again",
    "mark_seen",
    "note_failure",
    "open_session",
    "prove_password",
    "reactivate",
    "request_reset",
    "reset_password",
    "send_reset",
    "start_session",
    "withdraw_role",
]

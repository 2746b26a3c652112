"""People who work with the portal, what they may do and where, and how they come in.

Its life: an administrator invites somebody and gives a role in a Sozialraum → the person opens the link, chooses a password and is
signed in → every request carries a token whose hash is a row here → roles come and go, and count from the next request → a
deactivated account loses its sessions at once, its history stays.

The public verbs: `invite`, `accept_invitation`, `give_role`, `withdraw_role`, `deactivate`, `reactivate`, `prove_password`,
`start_session`, `end_session`, `change_password`, `request_reset`, `reset_password`, and `create_account` for the command line and
the example county.
"""

"""Secrets of webhooks: made from a random salt and the portal's own key, so that who has only the database has no secret."""

import base64
import os

from portal.feed.models.webhooks import Webhook
from portal.feed.terms.webhooks import SECRET_PREFIX
from portal.kernel.clock import now
from portal.kernel.codes import keyed_hash

_PURPOSE = "webhook-secret"


def new_salt() -> bytes:
    """32 random bytes for one secret."""
    return os.urandom(32)


def secret_of(salt: bytes) -> str:
    """The secret as its receiver is given it: `whsec_` and 32 bytes in base64."""
    return SECRET_PREFIX + base64.b64encode(keyed_hash(_PURPOSE, bytes(salt))).decode()


def secrets_of(webhook: Webhook) -> list[str]:
    """The secrets that sign now, the newest first; two of them for a while after a rotation."""
    salts = [webhook.salt]
    if webhook.old_salt is not None and webhook.old_until is not None and now() < webhook.old_until:
        salts.append(webhook.old_salt)
    return [secret_of(salt) for salt in salts]

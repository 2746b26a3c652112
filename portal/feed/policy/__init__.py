"""Who may do what with outgoing data, one module for each part."""

from portal.feed.policy import clients, webhooks

__all__ = ["clients", "webhooks"]

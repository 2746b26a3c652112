"""Who may do what with outgoing data, one module for each part."""

from portal.feed.policy import clients, open_data, webhooks

__all__ = ["clients", "open_data", "webhooks"]

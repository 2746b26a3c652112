"""Who may do what with outgoing data, one module for each part."""

from portal.feed.policy import clients, files, open_data, webhooks

__all__ = ["clients", "files", "open_data", "webhooks"]

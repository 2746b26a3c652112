"""Who may do what with outgoing data, one module for each part."""

from portal.feed.policy import archive, clients, files, open_data, webhooks

__all__ = ["archive", "clients", "files", "open_data", "webhooks"]

"""What the feed does by itself, one module for each part."""

from portal.feed.subscribers import clients, journal

__all__ = ["clients", "journal"]

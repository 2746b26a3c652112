"""Commands of outgoing data, one module for each part."""

from portal.feed.cli import archive

groups = (archive.group,)

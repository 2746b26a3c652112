"""From counts to lengths: what the SVG of a chart is drawn with. No database, no HTTP."""

from portal.surveys.charts.bars import bins_of, periods_of, rough_shares, share, width

__all__ = ["bins_of", "periods_of", "rough_shares", "share", "width"]

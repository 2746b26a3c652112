"""Who may do what in planning, one module for each part."""

from portal.planning.policy import analysis, goals, priorities, startcheck, swot, targets

__all__ = ["analysis", "goals", "priorities", "startcheck", "swot", "targets"]

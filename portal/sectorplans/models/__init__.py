"""The tables of Fachplanungen and Erhebungen."""

from portal.sectorplans.models.collections import DataCollection, data_collection_place, data_collection_target_group
from portal.sectorplans.models.committees import Committee, sector_plan_committee
from portal.sectorplans.models.plans import SectorPlan, SectorPlanIndicator
from portal.sectorplans.models.uses import sector_plan_use

__all__ = [
    "Committee",
    "DataCollection",
    "SectorPlan",
    "SectorPlanIndicator",
    "data_collection_place",
    "data_collection_target_group",
    "sector_plan_committee",
    "sector_plan_use",
]

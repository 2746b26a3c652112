"""Tables of Indikatoren, their values, and the files these came from."""

from portal.indicators.models.files import IndicatorImport, IndicatorMapping, ValueChange
from portal.indicators.models.values import Exact, Indicator, IndicatorValue

__all__ = ["Exact", "Indicator", "IndicatorImport", "IndicatorMapping", "IndicatorValue", "ValueChange"]

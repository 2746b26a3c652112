"""How a figure is told: one JSON line with its name, value, unit, the promise it is held to, and how it came about."""

import json
import statistics
from collections.abc import Sequence
from typing import Any


def figure(
    name: str, value: float | int, unit: str, *, promise: str = "", held: bool | None = None, **how: Any
) -> None:
    """Print one figure; ``held`` says whether the promise was kept in this run."""
    line: dict[str, Any] = {"figure": name, "value": round(value, 4), "unit": unit}
    if promise:
        line |= {"promise": promise, "held": held}
    print(json.dumps(line | how, ensure_ascii=False), flush=True)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of all values do not exceed; 0.0 for no values at all."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def median(values: Sequence[float]) -> float:
    """The median, 0.0 for no values at all."""
    return statistics.median(values) if values else 0.0

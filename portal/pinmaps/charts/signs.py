"""Signs of a map as SVG: the pin of a legend, the ring of a cluster. They hold numbers and colours only."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How pins of a category are drawn."""

    fill: str
    path: str


def symbol(look: Look) -> str:
    """One pin for the legend."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 24 24">'
        f'<path d="{look.path}" fill="{look.fill}" stroke="#ffffff" stroke-width="1"/></svg>'
    )


def ring_svg(numbers: Sequence[int], looks: Sequence[Look], strongest: int, size: int) -> str:
    """A ring with a part for each number, and the sign of the largest in the middle."""
    total, begin, slices = sum(numbers), 0.0, []
    for number, look in zip(numbers, looks, strict=True):
        if number:
            slices.append(f'<path d="{slice_path(10, begin, begin + number / total)}" fill="{look.fill}"/>')
            begin += number / total
    middle = looks[strongest]
    return (
        f'<svg viewBox="-11 -11 22 22" width="{size}" height="{size}" aria-hidden="true"><circle r="11" fill="#ffffff"/>'
        f'{"".join(slices)}<circle r="7" fill="#ffffff"/><path d="{middle.path}" fill="{middle.fill}" '
        'transform="scale(.46)"/></svg>'
    )


def slice_path(radius: float, begin: float, end: float) -> str:
    """The part of a ring between two shares of the whole, clockwise from the top."""
    if end - begin > 0.9999:
        half = f"a{radius:.2f} {radius:.2f} 0 1 0"
        return f"M{-radius:.2f} 0{half} {2 * radius:.2f} 0{half} {-2 * radius:.2f} 0z"
    from_x, from_y = radius * math.sin(2 * math.pi * begin), -radius * math.cos(2 * math.pi * begin)
    to_x, to_y = radius * math.sin(2 * math.pi * end), -radius * math.cos(2 * math.pi * end)
    large = int(end - begin > 0.5)
    return f"M0 0L{from_x:.2f} {from_y:.2f}A{radius:.2f} {radius:.2f} 0 {large} 1 {to_x:.2f} {to_y:.2f}z"

"""A plot of times against numbers, both on logarithmic axes, as SVG.

Strategy: a few lines of SVG by hand. Colours are named in its own style sheet, once for light and once for dark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 760, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 220, 20, 50
_LINE_HEIGHT = 16

_STYLE = """
text { font-size: 12px; font-family: system-ui, sans-serif; fill: #333 }
.grid { stroke: #ddd }
.line { fill: none; stroke-width: 2 }
.dashed { stroke-dasharray: 5 4 }
.kliping { color: #9b1c1c } .hugo { color: #0b66a8 } .pelican { color: #4d7c0f }
.line { stroke: currentColor }
.point, text.label { fill: currentColor }
@media (prefers-color-scheme: dark) {
  text { fill: #ccc }
  .grid { stroke: #444 }
  .kliping { color: #ff8a80 } .hugo { color: #6cb8f0 } .pelican { color: #a5d06a }
}
""".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: `(number, seconds)` from the smallest number on. `name` gives it its colour."""

    name: str
    label: str
    points: tuple[tuple[float, float], ...]
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole decades from 10 to the `first` to 10 to the `last`, drawn from one pixel to another."""

    first: int
    last: int
    begin: float
    end: float

    def at(self, value: float) -> float:
        """Where a value is drawn."""
        return self.begin + (log10(value) - self.first) / (self.last - self.first) * (self.end - self.begin)

    @property
    def ticks(self) -> list[float]:
        """Its decades."""
        return [10.0**decade for decade in range(self.first, self.last + 1)]


def axis(values: Sequence[float], begin: float, end: float) -> Axis:
    """An axis with room for all values; at least one decade."""
    first = floor(log10(min(values)))
    return Axis(first, max(ceil(log10(max(values))), first + 1), begin, end)


def drawn(lines: Sequence[Line]) -> str:
    """The plot; an empty one without lines."""
    points = [point for line in lines for point in line.points] or [(1, 1)]
    x = axis([number for number, _ in points], _LEFT, _WIDTH - _RIGHT)
    y = axis([seconds for _, seconds in points], _HEIGHT - _BOTTOM, _TOP)
    parts = [*_grid(x, y), *(part for line in lines for part in _line(line, x, y)), *_labels(lines, x, y)]
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
            "<title>Seconds a build takes against the number of articles, on logarithmic axes</title>",
            f"<style>{_STYLE}</style>",
            *parts,
            "</svg>\n",
        )
    )


def spread(wanted: Sequence[float], gap: float) -> list[float]:
    """The places nearest below those wanted that are a gap apart, in the order given."""
    placed: dict[int, float] = {}
    last = float("-inf")
    for index in sorted(range(len(wanted)), key=lambda index: wanted[index]):
        last = placed[index] = max(wanted[index], last + gap)
    return [placed[index] for index in range(len(wanted))]


def _grid(x: Axis, y: Axis) -> Iterator[str]:
    for tick in x.ticks:
        yield f'<line class="grid" x1="{x.at(tick):.1f}" x2="{x.at(tick):.1f}" y1="{y.begin}" y2="{y.end}"/>'
        yield f'<text x="{x.at(tick):.1f}" y="{y.begin + 18}" text-anchor="middle">{tick:,.0f}</text>'
    for tick in y.ticks:
        yield f'<line class="grid" x1="{x.begin}" x2="{x.end}" y1="{y.at(tick):.1f}" y2="{y.at(tick):.1f}"/>'
        yield f'<text x="{x.begin - 8}" y="{y.at(tick) + 4:.1f}" text-anchor="end">{tick:,g} s</text>'
    yield f'<text x="{(x.begin + x.end) / 2}" y="{y.begin + 38}" text-anchor="middle">articles</text>'


def _line(line: Line, x: Axis, y: Axis) -> Iterator[str]:
    places = [(x.at(number), y.at(seconds)) for number, seconds in line.points]
    path = " ".join(f"{across:.1f},{down:.1f}" for across, down in places)
    yield f'<g class="{line.name.lower()}"><polyline class="{_stroke(line)}" points="{path}"/>'
    yield from (f'<circle class="point" cx="{across:.1f}" cy="{down:.1f}" r="3.5"/>' for across, down in places)
    yield "</g>"


def _labels(lines: Sequence[Line], x: Axis, y: Axis) -> Iterator[str]:
    """Names in the margin, each behind a piece of its line, as high as the lines end but not on one another."""
    heights = spread([y.at(line.points[-1][1]) for line in lines], _LINE_HEIGHT)
    for line, height in zip(lines, heights, strict=True):
        yield f'<g class="{line.name.lower()}">'
        yield f'<path class="{_stroke(line)}" d="M{x.end + 12} {height:.1f}h24"/>'
        yield f'<text class="label" x="{x.end + 42}" y="{height + 4:.1f}">{escape(line.label)}</text></g>'


def _stroke(line: Line) -> str:
    return "line dashed" if line.is_dashed else "line"

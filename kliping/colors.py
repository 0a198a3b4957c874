"""Colours as people see them, written "#rrggbb": how light one is, and how two stand out from each other."""


def contrast(one: str, other: str) -> float:
    """How two colours stand out from each other, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    """How light a colour is, 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

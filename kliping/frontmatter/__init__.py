"""Front matter: YAML → values with their places, and back; and edits that leave the rest of a file alone.

Strategy: what was written is what is read. Nothing here knows a key by name.
"""

from kliping.frontmatter.editing import edit
from kliping.frontmatter.nodes import Node, Parts, Scalar, Sequence, Table, split
from kliping.frontmatter.reading import MAX_CHARACTERS, MAX_DEPTH, plain, read, read_on, read_yaml, salvage
from kliping.frontmatter.writing import write

__all__ = [
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "Node",
    "Parts",
    "Scalar",
    "Sequence",
    "Table",
    "edit",
    "plain",
    "read",
    "read_on",
    "read_yaml",
    "salvage",
    "split",
    "write",
]

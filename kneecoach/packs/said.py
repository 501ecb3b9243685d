"""Hold what a file says in plain words, and find the place of a part when somebody asks for it.

Places are asked for where something is wrong. Most files have nothing wrong, and noting where each
of their words stands took longer than all the rest of reading them.
"""

from __future__ import annotations

from pathlib import Path

from kneecoach.packs.compose import NOWHERE
from kneecoach.packs.document import parse
from kneecoach.packs.lines import UnusualError, read_lines
from kneecoach.packs.nodes import (
    Entries,
    Flaw,
    Items,
    Node,
    Plain,
    Scalar,
    UnreadableError,
    plain_of,
)
from kneecoach.packs.problem import Place
from kneecoach.packs.textfile import read_text, refuse_hidden, text_of

LONGEST_NAME = 60
"""Characters of a name that are shown in a path; a hostile one has more."""

Way = tuple["Way", str | int] | None
"""How a part is reached: the way to what it is in, and its name there or its number, from 1 on.

None is the whole. A bare tuple, as one is made on the way to every part that is found right.
"""


class Said:
    """What one file says.

    Attributes:
        plain: All of it, each scalar as the text that was written; None when there is nothing.
        flaws: What is wrong with it as a text, and as YAML of ours.
    """

    __slots__ = ("_root", "_text", "flaws", "plain")

    def __init__(self, text: str, flaws: tuple[Flaw, ...] = ()) -> None:
        """Read a text; of one with flaws nothing more is said."""
        self._text = text
        self._root: Node | None = None
        self.flaws = flaws
        self.plain: Plain | None = None
        if flaws:
            return
        try:
            self.plain = read_lines(text)
        except UnusualError:
            document = parse(text)
            self._root, self.flaws = document.root, document.flaws
            self.plain = None if self._root is None else plain_of(self._root)

    def place_of(self, way: Way) -> Place:
        """Return where a part begins."""
        return self._look(way)[1].at

    def place_of_name(self, way: Way) -> Place:
        """Return where the name of a part begins; of what has none, where it begins itself."""
        return self._look(way)[0].at

    def _look(self, way: Way) -> tuple[Node, Node]:
        """Return the name of a part and the part, each twice where there is no other.

        A bare text that stands for a mapping with one field is that field too.
        """
        if way is None:
            root = self._tree()
            return root, root
        above, step = way
        node = self._look(above)[1]
        if isinstance(node, Entries):
            return next((key, value) for key, value in node.pairs if key.text == step)
        if isinstance(node, Items) and isinstance(step, int):
            node = node.nodes[step - 1]
        return node, node

    def _tree(self) -> Node:
        """Return the tree of the text, which is made when the first place is asked for."""
        if self._root is None:
            self._root = parse(self._text).root or Scalar(NOWHERE, "")
        return self._root


def path_of(way: Way) -> str:
    """Return a way as people read it, such as "ladder[2].change.reps"."""
    if way is None:
        return ""
    above, step = way
    path = path_of(above)
    if isinstance(step, int):
        return f"{path}[{step}]"
    return f"{path}.{step[:LONGEST_NAME]}" if path else step[:LONGEST_NAME]


def read_said(path: Path, content: bytes | None = None) -> Said:
    """Return what a file says; never raises for bad content.

    Args:
        path: The file.
        content: What it holds, where that is known already; the file is then not looked at.
    """
    try:
        text = read_text(path) if content is None else text_of(content)
        refuse_hidden(text)
    except UnreadableError as unreadable:
        return Said("", (unreadable.flaw,))
    return Said(text)

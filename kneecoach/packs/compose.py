"""Build the tree of a YAML text from the parser's events, within bounds of depth and count."""

from __future__ import annotations

import yaml

from kneecoach.packs.nodes import (
    Document,
    Entries,
    Flaw,
    Items,
    Mark,
    Node,
    Scalar,
    UnreadableError,
    place_of,
)
from kneecoach.packs.problem import Place
from kneecoach.packs.textfile import has_hidden

DEEPEST = 16
MOST_NODES = 20_000
MOST_FLAWS = 50
"""Problems listed for one file; after that, mending the first helps more than a longer list."""

Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser: the one written in C where the library has it."""

NOWHERE: Mark = yaml.Mark("", 0, 0, 0, "", 0)
"""The mark of an event without any, which belongs to the beginning."""


class _Open:
    """A list or mapping that has been begun.

    Attributes:
        mark: Where it stands.
        above: What it stands in; None for the whole.
        keys: The keys so far; None for a list.
        nodes, pairs: What it holds so far.
        key: The key that waits for its value.
        repeated: That key was there before.
    """

    __slots__ = ("above", "key", "keys", "mark", "nodes", "pairs", "repeated")

    def __init__(self, mark: Mark, above: _Open | None, keys: set[str] | None) -> None:
        self.mark = mark
        self.above = above
        self.keys = keys
        self.nodes: list[Node] = []
        self.pairs: list[tuple[Scalar, Node]] = []
        self.key: Scalar | None = None
        self.repeated = False

    def path_of_next(self) -> str:
        """Return the field path of the value that comes next."""
        path = self.above.path_of_next() if self.above else ""
        if self.keys is None:
            return f"{path}[{len(self.nodes) + 1}]"
        name = self.key.text[:60] if self.key else ""
        return f"{path}.{name}" if path else name


class Composer:
    """Build the tree from the parser's events, one at a time, and stop where a bound is reached."""

    def __init__(self, loader: yaml.SafeLoader | yaml.CSafeLoader) -> None:
        self._loader = loader
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._flaws: list[Flaw] = []
        self._nodes = 0

    def compose(self) -> Document:
        """Read the first document to its end, and refuse a second one."""
        get_event = self._loader.get_event
        documents = 0
        while True:
            event = get_event()
            if type(event) is yaml.ScalarEvent:  # most of them, and nothing is made of it
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._begin(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._end()
            elif isinstance(event, yaml.AliasEvent):
                raise self._stop(event, "aliases (*name) are not used here; write it out again")
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._stop(event, "a second document begins here; use one file for each")
            elif isinstance(event, yaml.StreamEndEvent):
                return Document(root=self._root, flaws=tuple(self._flaws))

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        self._nodes += 1
        if event.anchor is not None or event.tag is not None or self._nodes > MOST_NODES:
            raise self._refusal(event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        top = self._stack[-1] if self._stack else None
        if top is not None and top.keys is not None and top.key is None:
            raise self._stop(event, "a key is one word here, not a list or a mapping")
        if len(self._stack) >= DEEPEST:
            raise self._stop(event, f"this is nested more than {DEEPEST} levels deep")
        mark = event.start_mark or NOWHERE
        self._stack.append(_Open(mark, top, set() if is_mapping else None))

    def _end(self) -> None:
        done = self._stack.pop()
        if done.keys is None:
            self._place(Items(done.mark, tuple(done.nodes)))
        else:
            self._place(Entries(done.mark, tuple(done.pairs)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._nodes += 1
        if event.anchor is not None or event.tag is not None or self._nodes > MOST_NODES:
            raise self._refusal(event)
        node = Scalar(event.start_mark or NOWHERE, event.value)
        # The text of the file has been searched; only an escape can bring one in later.
        if event.style == '"' and has_hidden(node.text):
            raise self._stop(event, "this text holds an invisible or control character; remove it")
        top = self._stack[-1] if self._stack else None
        if top is not None and top.keys is not None and top.key is None:
            self._take_key(top, top.keys, node)
        else:
            self._place(node)

    def _take_key(self, top: _Open, keys: set[str], key: Scalar) -> None:
        top.key = key
        if key.text == "<<":
            self._flaw(key.at, top.path_of_next(), "merge keys are not used here; write it out")
        top.repeated = key.text in keys
        if top.repeated:
            self._flaw(key.at, top.path_of_next(), "is written twice here; keep one of them")
        keys.add(key.text)

    def _place(self, node: Node) -> None:
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        if top.key is None:
            top.nodes.append(node)
            return
        if not top.repeated and top.key.text != "<<":
            top.pairs.append((top.key, node))
        top.key = None

    def _refusal(self, event: yaml.NodeEvent) -> UnreadableError:
        """Return why a node is refused: an anchor, a tag, or one too many."""
        if self._nodes > MOST_NODES:
            return self._stop(event, f"the file has more than {MOST_NODES} parts")
        if event.anchor is not None:
            return self._stop(event, "anchors (&name) are not used here; write it out where needed")
        return self._stop(event, "tags (!name) are not used here; write plain text")

    def _flaw(self, at: Place, path: str, sentence: str) -> None:
        if len(self._flaws) < MOST_FLAWS:
            self._flaws.append(Flaw(at=at, field=path, sentence=sentence))

    def _stop(self, event: yaml.Event, sentence: str) -> UnreadableError:
        path = self._stack[-1].path_of_next() if self._stack else ""
        return UnreadableError(
            Flaw(at=place_of(event.start_mark or NOWHERE), field=path, sentence=sentence)
        )

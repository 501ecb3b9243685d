"""Check a tree against the specification of its format, and list everything that is wrong."""

from __future__ import annotations

from typing import assert_never

from kneecoach.packs.nodes import Entries, Flaw, Items, Node, Scalar
from kneecoach.packs.problem import Place, did_you_mean, nearest
from kneecoach.packs.scalars import SCALARS, RefusedError, ScalarKind, read_scalar
from kneecoach.packs.spec import Either, Field, Kind, Listed, Mapped, Record
from kneecoach.packs.values import Value


class Checker:
    """Check the values of one file; `flaws` grows as it goes."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self.flaws: list[Flaw] = []

    def record(self, spec: Record, node: Node, path: str = "") -> Value | None:
        """Return a record with all of its fields that are right; None when it is none at all."""
        if isinstance(node, Scalar) and spec.short:
            node = Entries(node.mark, ((Scalar(node.mark, spec.short), node),))
        if not isinstance(node, Entries):
            names = ", ".join(f"`{field.name}: …`" for field in spec.fields[:3])
            self.wrong(node.at, path, f"holds fields such as {names}; write them below it")
            return None
        known, required = _fields_of(spec)
        written = {key.text for key, _ in node.pairs}
        parts: dict[str, Value] = {}
        for key, value in node.pairs:
            name = key.text
            field = known.get(name)
            if field is None:
                near = nearest(name, [one for one in known if one not in written])
                question = f" (did you mean {near}?)" if near else ""
                self.wrong(key.at, _below(path, name), f"there is no such field{question}")
                written.add(near)
                continue
            checked = self.value(field.kind, value, f"{path}.{name}" if path else name)
            if checked is not None:
                parts[name] = checked
        for missing in required:
            if missing.name not in written:
                example = missing.example.split("\n")[0]
                below = _below(path, missing.name)
                self.wrong(node.at, below, f"is missing (such as `{example}`)")
        if spec.only_one or spec.forms:
            self._complete(spec, node, path, written)
        return Value(node.mark, path, parts)

    def value(self, kind: Kind, node: Node, path: str) -> Value | None:
        """Return the value, with only those of its parts that are right; None when it is wrong."""
        if isinstance(kind, SCALARS):  # nearly all of them
            return self._scalar(kind, node, path)
        match kind:
            case Record():
                return self.record(kind, node, path)
            case Listed():
                return self._listed(kind, node, path)
            case Mapped():
                return self._mapped(kind, node, path)
            case Either():
                return self._either(kind, node, path)
            case _:
                assert_never(kind)

    def wrong(self, at: Place, path: str, sentence: str) -> None:
        """Add something that is wrong."""
        self.flaws.append(Flaw(at=at, field=path, sentence=sentence))

    def _scalar(self, kind: ScalarKind, node: Node, path: str) -> Value | None:
        if not isinstance(node, Scalar):
            what = "a list" if isinstance(node, Items) else "a mapping (`name: value`)"
            self.wrong(node.at, path, f"is {what}; write one value, in quotation marks if need be")
            return None
        try:
            return Value(node.mark, path, read_scalar(kind, node.text))
        except RefusedError as refused:
            self.wrong(node.at, path, str(refused))
            return None

    def _listed(self, kind: Listed, node: Node, path: str) -> Value | None:
        if not isinstance(node, Items):
            self.wrong(node.at, path, "is not a list; begin each entry with a dash on its own line")
            return None
        count = len(node.nodes)
        if not kind.fewest <= count <= kind.most:
            bounds = f"{kind.fewest} to {kind.most}"
            self.wrong(node.at, path, f"has {count} entries; there are {bounds} of them")
        checked = [
            self.value(kind.item, one, f"{path}[{number}]")
            for number, one in enumerate(node.nodes[: kind.most], start=1)
        ]
        return Value(node.mark, path, tuple(one for one in checked if one is not None))

    def _mapped(self, kind: Mapped, node: Node, path: str) -> Value | None:
        if not isinstance(node, Entries):
            self.wrong(node.at, path, f"is not a mapping; write `{kind.key_name}: value`")
            return None
        count = len(node.pairs)
        if not kind.fewest <= count <= kind.most:
            bounds = f"{kind.fewest} to {kind.most}" if kind.most > 1 else "exactly one"
            self.wrong(node.at, path, f"has {count} entries; there is room for {bounds}")
        parts: dict[str, Value] = {}
        for key, value in node.pairs[: kind.most]:
            below = _below(path, key.text)
            if self._scalar(kind.key, key, below):
                checked = self.value(kind.value, value, below)
                if checked is not None:
                    parts[key.text] = checked
        return Value(node.mark, path, parts)

    def _either(self, spec: Either, node: Node, path: str) -> Value | None:
        options = {option.fields[0].name: option for option in spec.options}
        marks = [f"`{name}`" for name in options]
        if not isinstance(node, Entries):
            self.wrong(node.at, path, f"is not a {spec.name}; write {' or '.join(marks)} in it")
            return None
        written = [key.text for key, _ in node.pairs if key.text in options]
        if len(written) == 1:
            return self.record(options[written[0]], node, path)
        if written:
            sentence = f"has {' and '.join(marks)}; a {spec.name} has only one of them"
        else:
            near = next((did_you_mean(key.text, options) for key, _ in node.pairs), "")
            sentence = f"has neither {' nor '.join(marks)}; a {spec.name} has one of them{near}"
        self.wrong(node.at, path, sentence)
        return None

    def _complete(self, spec: Record, node: Entries, path: str, written: set[str]) -> None:
        """Check that a record that is to be filled in one way is, a misspelt field being there."""
        if spec.only_one and len(node.pairs) != 1:
            at = node.pairs[1][0].at if node.pairs else node.at
            count = len(node.pairs) or "no"
            self.wrong(at, path, f"names {count} things; a level changes exactly one")
        if spec.forms:
            self._one_form(spec, node, path, written)

    def _one_form(self, spec: Record, node: Entries, path: str, written: set[str]) -> None:
        """Check that one way to fill the record is taken, and all of it."""
        begun = [form for form in spec.forms if written.intersection(form)]
        ways = ", or ".join(" and ".join(f"`{name}`" for name in form) for form in spec.forms)
        if len(begun) > 1:
            names = ", ".join(f"`{name}`" for form in begun for name in form if name in written)
            self.wrong(node.at, path, f"has {names} together; a set is one of these: {ways}")
        elif spec.forms_optional:
            return
        elif not begun:
            self.wrong(node.at, path, f"does not say what a set is; write {ways}")
        else:
            for name in begun[0]:
                if name not in written:
                    beside = next(other for other in begun[0] if other in written)
                    self.wrong(node.at, f"{path}.{name}", f"is missing; it goes with `{beside}`")


def _fields_of(spec: Record) -> tuple[dict[str, Field], tuple[Field, ...]]:
    """Return the fields of a record by name, and those that have to be there.

    What was asked for before is kept, by identity, as comparing records takes long.
    """
    found = _FIELDS.get(id(spec))
    if found is None or found[0] is not spec:
        required = tuple(field for field in spec.fields if field.required)
        found = (spec, ({field.name: field for field in spec.fields}, required))
        _FIELDS[id(spec)] = found  # the record is held, so its identity is nobody else's
    return found[1]


_FIELDS: dict[int, tuple[Record, tuple[dict[str, Field], tuple[Field, ...]]]] = {}


def _below(path: str, name: str) -> str:
    """Return the path of a part, with a hostile name cut short."""
    return f"{path}.{name[:60]}" if path else name[:60]

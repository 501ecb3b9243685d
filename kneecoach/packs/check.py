"""Check what a file says against the specification of its format, and list all that is wrong."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple, assert_never

from kneecoach.packs.nodes import Flaw, Plain
from kneecoach.packs.problem import did_you_mean, nearest
from kneecoach.packs.said import Said, Way, path_of
from kneecoach.packs.scalars import SCALARS, Reading, RefusedError, ScalarKind, reading_of
from kneecoach.packs.spec import Either, Field, Kind, Listed, Mapped, Record
from kneecoach.packs.values import Content, Value


class Checker:
    """Check the values of one file; `flaws` grows as it goes."""

    def __init__(self, said: Said) -> None:
        """Begin with nothing wrong."""
        self.flaws: list[Flaw] = []
        self._said = said

    def check(self, spec: Record, plain: Plain) -> Value | None:
        """Return what a file says, as far as it is right; None when it is no such record."""
        found = self._record(spec, plain, None)
        return None if found is None else Value(found, self._said, None)

    def _record(self, spec: Record, plain: Plain, way: Way) -> dict[str, Content] | None:
        """Return a record with all of its fields that are right; None when it is none at all."""
        if spec.short and isinstance(plain, str):
            plain = {spec.short: plain}
        if not isinstance(plain, dict):
            names = ", ".join(f"`{field.name}: …`" for field in spec.fields[:3])
            self._wrong(way, f"holds fields such as {names}; write them below it")
            return None
        known = _known(spec)
        readings, meant = known.readings, set[str]()
        parts: dict[str, Content] = {}
        for name, value in plain.items():
            read = readings.get(name)
            if read is not None and isinstance(value, str):  # nearly all of them
                try:
                    parts[name] = read(value)
                except RefusedError as refused:
                    self._wrong((way, name), str(refused))
                continue
            field = known.fields.get(name)
            if field is None:
                unwritten = [one for one in known.fields if one not in plain and one not in meant]
                meant.add(self._unknown((way, name), name, unwritten))
                continue
            checked = self._value(field.kind, value, (way, name))
            if checked is not None:
                parts[name] = checked
        if known.is_to_be_whole:
            self._whole(spec, plain, meant, way)
        return parts

    def _value(self, kind: Kind, plain: Plain, way: Way) -> Content | None:
        """Return the value, with only those of its parts that are right; None when it is wrong."""
        if isinstance(kind, Record):  # most of them
            return self._record(kind, plain, way)
        if isinstance(kind, SCALARS):
            return self._scalar(kind, plain, way)
        match kind:
            case Listed():
                return self._listed(kind, plain, way)
            case Mapped():
                return self._mapped(kind, plain, way)
            case Either():
                return self._either(kind, plain, way)
            case _:
                assert_never(kind)

    def _wrong(self, way: Way, sentence: str) -> None:
        """Add something that is wrong."""
        self.flaws.append(Flaw(at=self._said.place_of(way), field=path_of(way), sentence=sentence))

    def _wrong_name(self, way: Way, sentence: str) -> None:
        """Add something that is wrong with the name of a part."""
        at = self._said.place_of_name(way)
        self.flaws.append(Flaw(at=at, field=path_of(way), sentence=sentence))

    def _missing(self, way: Way, name: str, sentence: str) -> None:
        """Add that a part of a record is missing."""
        at = self._said.place_of(way)
        self.flaws.append(Flaw(at=at, field=path_of((way, name)), sentence=sentence))

    def _unknown(self, way: Way, name: str, unwritten: list[str]) -> str:
        """Add that there is no such field, and return the one that was probably meant."""
        near = nearest(name, unwritten)
        question = f" (did you mean {near}?)" if near else ""
        self._wrong_name(way, f"there is no such field{question}")
        return near

    def _scalar(self, kind: ScalarKind, plain: Plain, way: Way) -> Content | None:
        if not isinstance(plain, str):
            what = "a list" if isinstance(plain, list) else "a mapping (`name: value`)"
            self._wrong(way, f"is {what}; write one value, in quotation marks if need be")
            return None
        try:
            return reading_of(kind)(plain)
        except RefusedError as refused:
            self._wrong(way, str(refused))
            return None

    def _listed(self, kind: Listed, plain: Plain, way: Way) -> Content | None:
        if not isinstance(plain, list):
            self._wrong(way, "is not a list; begin each entry with a dash on its own line")
            return None
        if not kind.fewest <= len(plain) <= kind.most:
            bounds = f"{kind.fewest} to {kind.most}"
            self._wrong(way, f"has {len(plain)} entries; there are {bounds} of them")
        return tuple(
            self._value(kind.item, one, (way, number))
            for number, one in enumerate(plain[: kind.most], start=1)
        )

    def _mapped(self, kind: Mapped, plain: Plain, way: Way) -> Content | None:
        if not isinstance(plain, dict):
            self._wrong(way, f"is not a mapping; write `{kind.key_name}: value`")
            return None
        if not kind.fewest <= len(plain) <= kind.most:
            bounds = f"{kind.fewest} to {kind.most}" if kind.most > 1 else "exactly one"
            self._wrong(way, f"has {len(plain)} entries; there is room for {bounds}")
        read_key = reading_of(kind.key)
        parts: dict[str, Content] = {}
        for key, value in islice(plain.items(), kind.most):
            try:
                read_key(key)
            except RefusedError as refused:
                self._wrong_name((way, key), str(refused))
                continue
            checked = self._value(kind.value, value, (way, key))
            if checked is not None:
                parts[key] = checked
        return parts

    def _either(self, spec: Either, plain: Plain, way: Way) -> Content | None:
        options = {option.fields[0].name: option for option in spec.options}
        marks = [f"`{name}`" for name in options]
        if not isinstance(plain, dict):
            self._wrong(way, f"is not a {spec.name}; write {' or '.join(marks)} in it")
            return None
        written = [name for name in plain if name in options]
        if len(written) == 1:
            return self._record(options[written[0]], plain, way)
        if written:
            sentence = f"has {' and '.join(marks)}; a {spec.name} has only one of them"
        else:
            near = next((did_you_mean(name, options) for name in plain), "")
            sentence = f"has neither {' nor '.join(marks)}; a {spec.name} has one of them{near}"
        self._wrong(way, sentence)
        return None

    def _whole(self, spec: Record, plain: dict[str, Plain], meant: set[str], way: Way) -> None:
        """Check that a record is filled as it has to be, the fields that were meant being there."""
        written = meant | plain.keys()
        for missing in _known(spec).required:
            if missing.name not in written:
                example = missing.example.split("\n")[0]
                self._missing(way, missing.name, f"is missing (such as `{example}`)")
        if spec.only_one and len(plain) != 1:
            sentence = f"names {len(plain) or 'no'} things; a level changes exactly one"
            if plain:
                second = self._said.place_of_name((way, list(plain)[1]))
                self.flaws.append(Flaw(at=second, field=path_of(way), sentence=sentence))
            else:
                self._wrong(way, sentence)
        if spec.forms:
            self._one_form(spec, written, way)

    def _one_form(self, spec: Record, written: set[str], way: Way) -> None:
        """Check that one way to fill the record is taken, and all of it."""
        begun = [form for form in spec.forms if written.intersection(form)]
        if spec.forms_optional and len(begun) < 2:
            return
        ways = ", or ".join(" and ".join(f"`{name}`" for name in form) for form in spec.forms)
        if len(begun) > 1:
            names = ", ".join(f"`{name}`" for form in begun for name in form if name in written)
            self._wrong(way, f"has {names} together; a set is one of these: {ways}")
        elif not begun:
            self._wrong(way, f"does not say what a set is; write {ways}")
        else:
            for name in begun[0]:
                if name not in written:
                    beside = next(other for other in begun[0] if other in written)
                    self._missing(way, name, f"is missing; it goes with `{beside}`")


class _Known(NamedTuple):
    """What is asked again and again of one record.

    Attributes:
        fields: Its fields, by name.
        required: Those that have to be there.
        is_to_be_whole: Whether anything has to be there.
        readings: How those are read that hold one text, number or word.
    """

    fields: dict[str, Field]
    required: tuple[Field, ...]
    is_to_be_whole: bool
    readings: dict[str, Reading]


def _known(spec: Record) -> _Known:
    """Return what is known of a record.

    What was asked for before is kept, by identity, as comparing records takes long.
    """
    found = _KNOWN.get(id(spec))
    if found is None or found[0] is not spec:
        required = tuple(field for field in spec.fields if field.required)
        known = _Known(
            fields={field.name: field for field in spec.fields},
            required=required,
            is_to_be_whole=bool(required or spec.only_one or spec.forms),
            readings={
                field.name: reading_of(field.kind)
                for field in spec.fields
                if isinstance(field.kind, SCALARS)
            },
        )
        found = (spec, known)
        _KNOWN[id(spec)] = found  # the record is held, so its identity is nobody else's
    return found[1]


_KNOWN: dict[int, tuple[Record, _Known]] = {}

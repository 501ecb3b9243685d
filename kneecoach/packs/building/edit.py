"""Change one place of a YAML text; comments, order and every other letter stay as they are."""

from __future__ import annotations

from kneecoach.model.errors import KneecoachError
from kneecoach.packs.building.layout import Span, layout_of
from kneecoach.packs.building.where import Part, parts_of, record_at, root_of
from kneecoach.packs.building.written import (
    LONGEST_LINE,
    Plain,
    clean,
    entry,
    in_brackets,
    item,
    words,
)
from kneecoach.packs.document import parse


def write(text: str, path: str, value: Plain) -> str:
    """Return a text with a value at a path; what is missing on the way is made.

    Raises:
        KneecoachError: The text is no YAML of ours, so that nothing can be changed in it.
    """
    return _write(_readable(text), parts_of(path), value)


def remove(text: str, path: str) -> str:
    """Return a text without what stands at a path; what is left empty by that goes as well.

    Raises:
        KneecoachError: As for `write`.
    """
    return _remove(_readable(text), parts_of(path))


def insert(text: str, path: str, at: int, value: Plain) -> str:
    """Return a text with one entry more in the list at a path, before the one at `at` (from 0).

    Raises:
        KneecoachError: As for `write`.
    """
    text, parts = _readable(text), parts_of(path)
    held = _at(layout_of(text), parts)
    if held is None or held.kind != "list" or not held.nodes:
        return _write(text, parts, (value,))
    if held.is_flow:
        entries = [text[one.start : one.end] for one in held.nodes]
        entries.insert(at, in_brackets(value))
        return _replaced(text, held, f"[{', '.join(entries)}]")
    written = f"{' ' * held.column}- {item(value, held.column)}\n"
    place = _line_start(text, held.nodes[0].start)
    if at:
        place = _line_end(text, held.nodes[min(at, len(held.nodes)) - 1].end)
    return f"{text[:place]}{written}{text[place:]}"


def move(text: str, path: str, start: int, to: int) -> str:
    """Return a text with an entry of the list at a path in another place.

    Comments right above it go along, save above the first, where they may head the list.

    Raises:
        KneecoachError: As for `write`.
    """
    text = _readable(text)
    held = _at(layout_of(text), parts_of(path))
    if held is None or start >= len(held.nodes) or start == to:
        return text
    if held.is_flow:
        entries = [text[one.start : one.end] for one in held.nodes]
        entries.insert(to, entries.pop(start))
        return _replaced(text, held, f"[{', '.join(entries)}]")
    edges = [_with_comments(text, held, number) for number in range(len(held.nodes))]
    chunks = [text[begin:end] for begin, end in edges]
    gaps = [text[edges[at][1] : edges[at + 1][0]] for at in range(len(edges) - 1)]
    chunks.insert(to, chunks.pop(start))
    body = "".join(f"{chunk}{gap}" for chunk, gap in zip(chunks, [*gaps, ""], strict=True))
    return f"{text[: edges[0][0]]}{body}{text[edges[-1][1] :]}"


def rename(text: str, path: str, old: str, new: str) -> str:
    """Return a text in which every word and key `old` at and below a path is `new`.

    Raises:
        KneecoachError: As for `write`.
    """
    text = _readable(text)
    held = _at(layout_of(text), parts_of(path))
    for one in reversed([] if held is None else _named(held, old)):
        text = _replaced(text, one, new)
    return text


def rename_key(text: str, path: str, new: str) -> str:
    """Return a text in which what stands at a path has another name; the same if nothing does.

    Raises:
        KneecoachError: As for `write`.
    """
    text, (*above, last) = _readable(text), parts_of(path)
    holder = _at(layout_of(text), tuple(above))
    keys = [] if holder is None else [key for key, _ in holder.pairs if key.text == last]
    return _replaced(text, keys[0], words(new, is_inside=True)) if keys else text


def without_name(text: str, path: str, name: str) -> str:
    """Return a text without the entries and keys called `name` below a path.

    Raises:
        KneecoachError: As for `write`.
    """
    text = _readable(text)
    while True:
        held = _at(layout_of(text), parts_of(path))
        found = None if held is None else _path_to(held, name)
        if found is None:
            return text
        text = _remove(text, (*parts_of(path), *found))


def _readable(text: str) -> str:
    """Return a text of which every line has an end, or say why nothing can be changed in it."""
    document = parse(text)
    if document.root is None or document.flaws:
        why = document.flaws[0].sentence if document.flaws else "it is empty"
        way_out = "Mend the file in an editor and open its folder again, or undo."
        raise KneecoachError(f"This file cannot be changed here: {why}.", way_out)
    return text if text.endswith("\n") else f"{text}\n"


def _at(root: Span, parts: tuple[Part, ...]) -> Span | None:
    found: Span | None = root
    for part in parts:
        found = found.below(part) if found is not None else None
    return found


def _write(text: str, parts: tuple[Part, ...], value: Plain) -> str:
    root = layout_of(text)
    old, holder, last = _at(root, parts), _at(root, parts[:-1]), parts[-1]
    if old is not None:
        return _rewrite(text, parts, old, value)
    if holder is None:
        return _write(text, parts[:-1], {str(last): value})
    if holder.kind == "text":
        short = _short(text, parts[:-1])
        fields: dict[str, Plain] = {short: holder.text} if short else {}
        return _rewrite(text, parts[:-1], holder, {**fields, str(last): value})
    return _add(text, parts, holder, value)


def _rewrite(text: str, parts: tuple[Part, ...], old: Span, value: Plain) -> str:
    """Return the text with another value in the place of one that is there."""
    holder = _at(layout_of(text), parts[:-1])
    if isinstance(value, str) and old.kind == "text":
        is_inside = holder is not None and holder.is_flow
        gap = "" if old.end > old.start else " "
        return _replaced(text, old, gap + words(clean(value), is_inside=is_inside))
    is_list = isinstance(value, tuple) and old.is_flow and bool(old.nodes)
    if holder is None or holder.is_flow or (is_list and len(in_brackets(value)) <= LONGEST_LINE):
        return _replaced(text, old, in_brackets(value))
    if holder.kind == "list":
        return _replaced(text, old, item(value, holder.column))
    key = next(key for key, _ in holder.pairs if key.text == parts[-1])
    written = entry(key.text, value, holder.column)
    return f"{text[: key.start]}{written}{text[old.end :]}"


def _add(text: str, parts: tuple[Part, ...], holder: Span, value: Plain) -> str:
    """Return the text with one field more, where its format has it."""
    name = str(parts[-1])
    record = record_at(root_of(text), parts[:-1])
    names = [one.name for one in record.fields] if record else []
    later = names[names.index(name) + 1 :] if name in names else []
    keys = [key.text for key, _ in holder.pairs]
    at = next((number for number, key in enumerate(keys) if key in later), len(keys))
    if holder.is_flow:
        return _add_inside(text, parts, holder, (name, value), at)
    written = entry(name, value, holder.column)
    indent = " " * holder.column
    if at == 0:
        return f"{text[: holder.start]}{written}\n{indent}{text[holder.start :]}"
    place = _line_end(text, holder.pairs[at - 1][1].end)
    return f"{text[:place]}{indent}{written}\n{text[place:]}"


def _add_inside(
    text: str, parts: tuple[Part, ...], holder: Span, field: tuple[str, Plain], at: int
) -> str:
    """Return the text with one field more in brackets, or a line each when it gets too long."""
    pairs = [text[key.start : held.end] for key, held in holder.pairs]
    pairs.insert(at, f"{field[0]}: {in_brackets(field[1])}")
    above = _at(layout_of(text), parts[:-2])
    written = f"{{{', '.join(pairs)}}}"
    if above is None or above.is_flow or len(written) <= LONGEST_LINE:
        return _replaced(text, holder, written)
    pairs[at] = entry(field[0], field[1], above.column + 2)
    spread = f"\n{' ' * (above.column + 2)}".join(pairs)
    if above.kind == "list":
        return _replaced(text, holder, spread)
    key = text[: holder.start].rstrip()
    return f"{key}\n{' ' * (above.column + 2)}{spread}{text[holder.end :]}"


def _remove(text: str, parts: tuple[Part, ...]) -> str:
    root = layout_of(text)
    old, holder = _at(root, parts), _at(root, parts[:-1])
    if old is None or holder is None:
        return text
    spans = [(one.start, one.end) for one in holder.nodes]
    spans += [(key.start, held.end) for key, held in holder.pairs]
    if len(spans) == 1 and len(parts) > 1:
        return _remove(text, parts[:-1])
    starts = [key.text for key, _ in holder.pairs]
    at = parts[-1] if isinstance(parts[-1], int) else starts.index(parts[-1])
    text = _without(text, holder, spans, at)
    return _shortened(text, parts[:-1]) if holder.kind == "mapping" else text


def _without(text: str, holder: Span, spans: list[tuple[int, int]], at: int) -> str:
    begin, end = spans[at]
    if holder.is_flow:
        if at:
            return text[: spans[at - 1][1]] + text[end:]
        return text[:begin] + text[spans[1][0] :] if len(spans) > 1 else text[:begin] + text[end:]
    line = _line_start(text, begin)
    if holder.kind == "mapping" and text[line:begin].strip():
        return text[:begin] + text[spans[1][0] :]  # the first field, behind a dash
    return text[:line] + text[_line_end(text, end) :]


def _shortened(text: str, parts: tuple[Part, ...]) -> str:
    """Return the text with a bare word for an entry of a list that says nothing else any more."""
    if not parts or not isinstance(parts[-1], int):
        return text
    left = _at(layout_of(text), parts)
    if left is None or [key.text for key, _ in left.pairs] != [_short(text, parts)]:
        return text
    return _replaced(text, left, in_brackets(left.pairs[0][1].text))


def _short(text: str, parts: tuple[Part, ...]) -> str:
    record = record_at(root_of(text), parts)
    return record.short if record else ""


def _replaced(text: str, span: Span, written: str) -> str:
    return f"{text[: span.start]}{written}{text[span.end :]}"


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    """Return where the next line begins."""
    return text.index("\n", place) + 1


def _with_comments(text: str, held: Span, number: int) -> tuple[int, int]:
    """Return from where to where an entry goes, whole lines, comments right above it included."""
    begin = _line_start(text, held.nodes[number].start)
    end = _line_end(text, held.nodes[number].end)
    least = held.nodes[number - 1].end if number else begin
    while number:
        above = _line_start(text, begin - 1)
        if above <= least or not text[above:begin].lstrip().startswith("#"):
            break
        begin = above
    return begin, end


def _named(held: Span, name: str) -> list[Span]:
    if held.kind == "text":
        return [held] if held.text == name else []
    found = [one for below in held.nodes for one in _named(below, name)]
    for key, value in held.pairs:
        found += [*_named(key, name), *_named(value, name)]
    return found


def _path_to(held: Span, name: str) -> tuple[Part, ...] | None:
    """Return the parts of the path to the first entry or key of that name."""
    parts: list[tuple[Part, Span]] = list(enumerate(held.nodes))
    parts += [(key.text, value) for key, value in held.pairs]
    for part, value in parts:
        if part == name or (isinstance(part, int) and value.text == name):
            return (part,)
        inner = _path_to(value, name)
        if inner is not None:
            return (part, *inner)
    return None

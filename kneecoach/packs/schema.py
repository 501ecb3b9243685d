"""Make the JSON Schema of the formats, so that editors complete and check files as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from kneecoach.packs.figure_format import SHARED
from kneecoach.packs.formats import FORMATS
from kneecoach.packs.scalars import MARKUP, TRUTHS, ScalarKind
from kneecoach.packs.spec import (
    Choice,
    Code,
    Either,
    Field,
    Kind,
    Listed,
    Mapped,
    Quantity,
    Record,
    Text,
    Truth,
    Whole,
)

Schema = dict[str, object]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> Schema:
    """Return one schema for all files of a pack; the field `format` tells which they are."""
    names = {name: _def_name(name) for name in FORMATS}
    return {
        "$schema": DIALECT,
        "title": "A file of a kneecoach pack",
        "description": "An exercise, a programme, or what a pack says of itself.",
        "type": "object",
        "required": ["format"],
        "properties": {
            "format": {
                "description": "Which format the file is written in. Always the first line.",
                "enum": [name.value for name in FORMATS],
            }
        },
        "allOf": [
            {
                "if": {
                    "properties": {"format": {"const": name.value}},
                    "required": ["format"],
                },
                "then": {"$ref": f"#/$defs/{names[name]}"},
            }
            for name in FORMATS
        ],
        "$defs": {names[name]: _record(record) for name, record in FORMATS.items()}
        | {_part_name(record): _record(record) for record in SHARED},
    }


def _def_name(name: str) -> str:
    return name.partition("/")[0].removeprefix("kneecoach-")


def _part_name(record: Record) -> str:
    return f"figure_{record.name.replace(' ', '_')}"


def _kind(kind: Kind) -> Schema:
    match kind:
        case Listed():
            schema: Schema = {"type": "array", "items": _kind(kind.item)}
            return schema | {"minItems": kind.fewest, "maxItems": kind.most}
        case Mapped():
            return _mapped(kind)
        case Record():
            is_shared = any(kind is record for record in SHARED)
            return {"$ref": f"#/$defs/{_part_name(kind)}"} if is_shared else _record(kind)
        case Either():
            return {"description": kind.says, "oneOf": [_record(one) for one in kind.options]}
        case _:
            return _scalar(kind)


def _scalar(kind: ScalarKind) -> Schema:
    schema: Schema
    match kind:
        case Text():
            schema = {"type": "string", "minLength": 1, "maxLength": kind.longest}
            schema["pattern"] = rf"^(?!.*{MARKUP})"
        case Code():
            schema = _or_words({"type": "string", "pattern": kind.pattern}, kind.words)
        case Choice():
            schema = {"enum": list(kind.words)}
        case Whole():
            schema = {"type": "integer", "minimum": kind.least, "maximum": kind.most}
        case Truth():
            schema = {"enum": [True, False, *TRUTHS]}
        case Quantity():
            schema = _quantity(kind)
        case _:
            assert_never(kind)
    return schema


def _quantity(kind: Quantity) -> Schema:
    schema: Schema = {
        "type": "string",
        "pattern": kind.measure.pattern,
        "examples": [kind.measure.write(max(kind.least, 1))],
    }
    return _or_words(schema, kind.words)


def _or_words(schema: Schema, words: Sequence[str]) -> Schema:
    return {"anyOf": [schema, {"enum": list(words)}]} if words else schema


def _mapped(kind: Mapped) -> Schema:
    schema: Schema = {
        "type": "object",
        "minProperties": kind.fewest,
        "maxProperties": kind.most,
    }
    if isinstance(kind.key, Choice):
        schema["properties"] = {word: _kind(kind.value) for word in kind.key.words}
        schema["additionalProperties"] = False
    else:
        schema["propertyNames"] = {"pattern": kind.key.pattern}
        schema["additionalProperties"] = _kind(kind.value)
    return schema


def _record(record: Record) -> Schema:
    schema: Schema = {
        "type": "object",
        "description": record.says,
        "properties": {field.name: _field(field) for field in record.fields},
        "additionalProperties": False,
    }
    required = [field.name for field in record.fields if field.required]
    if required:
        schema["required"] = required
    if record.only_one:
        schema |= {"minProperties": 1, "maxProperties": 1}
    if record.forms:
        schema |= _forms(record)
    if not record.short:
        return schema
    short = next(field for field in record.fields if field.name == record.short)
    return {"description": record.says, "anyOf": [_kind(short.kind), schema]}


def _forms(record: Record) -> Schema:
    """Return that one form is taken: all of its fields, and none of the others."""
    taken = [
        {
            "required": [] if record.forms_optional else list(form),
            "not": {"anyOf": [{"required": [name]} for name in _others(record, form)]},
        }
        for form in record.forms
    ]
    return {"anyOf": taken} if record.forms_optional else {"oneOf": taken}


def _others(record: Record, form: tuple[str, ...]) -> list[str]:
    return [name for other in record.forms if other is not form for name in other]


def _field(field: Field) -> Schema:
    default = f" Left out: {field.default}." if field.default else ""
    description = f"{field.says}{default} Example: {field.example}"
    return _kind(field.kind) | {"title": field.label, "description": description}

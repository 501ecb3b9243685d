"""Put into plain words what the YAML parser says when a file is not YAML."""

from __future__ import annotations

_QUOTE_IT = "put the whole text in quotation marks"

_WORDS = (
    (
        "mapping values are not allowed",
        "there is a colon followed by a space inside this text, or the line is set in too far; "
        + _QUOTE_IT,
    ),
    (
        "could not find expected ':'",
        "the line before has no colon, or is set in differently; write each field as `name: value`",
    ),
    ("cannot start any token", f"a text cannot begin with this character; {_QUOTE_IT}"),
    ("found unexpected end of stream", "a quotation mark or bracket is opened and never closed"),
    ("unexpected document indicator", "a quotation mark is opened and never closed"),
    ("found unknown escape character", "a backslash here means something else; write two of them"),
    (
        "invalid Unicode character escape",
        "a backslash here means something else; write two of them",
    ),
    (
        "did not find expected hexdecimal",
        "a backslash here means something else; write two of them",
    ),
    ("expected hexadecimal", "a backslash here means something else; write two of them"),
    (
        "block sequence entries are not allowed",
        "a list cannot begin here; begin it on its own line",
    ),
    (
        "did not find expected '-' indicator",
        "a dash is missing here, or the line is set in wrongly",
    ),
    ("did not find expected ',' or ']'", "a comma or a closing bracket ] is missing before this"),
    ("did not find expected ',' or '}'", "a comma or a closing bracket } is missing before this"),
    ("expected ',' or ']'", "a comma or a closing bracket ] is missing before this"),
    ("expected ',' or '}'", "a comma or a closing bracket } is missing before this"),
    ("did not find expected key", "the line is set in differently from those beside it"),
    ("expected <block end>", "the line is set in differently from those beside it"),
    ("incompatible YAML document", "the %YAML line names another version; remove that line"),
    ("undefined tag handle", "tags (!name) are not used here; write plain text"),
    ("undefined alias", "aliases (*name) are not used here; write it out again"),
)


def explain(problem: str) -> str:
    """Return what the parser's message means for someone who writes exercises."""
    for found, sentence in _WORDS:
        if found in problem:
            return sentence
    return f"this is not valid YAML ({problem[:120]})"

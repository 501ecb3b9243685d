"""Write handouts as one HTML file that moves, works offline, prints well, and asks for nothing.

There is no script in it, no link and no address, and a rule that forbids it to fetch anything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from kneecoach.reports.handout import Handout, HandoutExercise, HandoutWords
from kneecoach.reports.svg import moving_svg, still_svg

_STYLE = """
:root{--ground:#f6f5f1;--sheet:#fff;--line:#d5d2c9;--ink:#1c2b30;--muted:#5b6b70;--strong:#0f6e66}
@media (prefers-color-scheme:dark){:root{--ground:#12191c;--sheet:#1b2428;--line:#3a484e;
--ink:#e9f0f1;--muted:#9db0b5;--strong:#4fc4b7}figure svg{background:#f6f8fa}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:1rem;background:var(--ground);color:var(--ink);
font:1rem/1.5 system-ui,sans-serif}
h1{margin:.5rem 0 0;font-size:1.7rem}h2{margin:0;font-size:1.2rem}
p{margin:.3rem 0}.muted{color:var(--muted)}.dose{color:var(--strong);font-weight:600}
section{background:var(--sheet);border:1px solid var(--line);border-radius:1rem;padding:1rem;
margin:1rem 0;break-inside:avoid}
.exercise{display:grid;grid-template-columns:minmax(9rem,17rem) 1fr;gap:1rem}
figure{margin:0}figure svg{width:100%;height:auto;display:block;border-radius:.6rem}
.photo{margin-bottom:.6rem}.photo img{display:block;width:100%;height:auto;max-height:24rem;
object-fit:contain;border-radius:.6rem}
figcaption{font-size:.85rem;color:var(--muted);text-align:center}
.stills{display:none}ol,ul{margin:.3rem 0;padding-left:1.3rem}
.stop{border:2px solid #c2553d}
.blanks{display:flex;gap:1.5rem}.blanks span{flex:1;border-bottom:1px solid var(--muted)}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{border:1px solid var(--line);padding:.4rem;text-align:center;font-weight:400}
th:first-child{text-align:left;width:24%}td.box{height:2rem}
td.box::before{content:"";display:inline-block;width:1rem;height:1rem;border-radius:.2rem;
border:1.5px solid var(--muted)}
@media (max-width:36rem){.exercise{grid-template-columns:1fr}figure{max-width:18rem}
th,td{padding:.2rem;font-size:.8rem}}
@media (prefers-reduced-motion:reduce){.moving{display:none}.stills{display:grid;gap:.5rem}}
@media print{:root{--ground:#fff;--sheet:#fff;--line:#b5b2a9;--ink:#000;--muted:#444;
--strong:#0f6e66}body{max-width:none;padding:0;font-size:10pt}section{padding:.6rem;margin:.5rem 0}
.exercise{grid-template-columns:15rem 1fr}.moving{display:none}
.stills{display:grid;grid-template-columns:1fr 1fr;gap:.4rem}figure svg{background:none}
.photo img{max-height:55mm}}
@page{margin:14mm}
"""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_POLICY_WITH_PHOTOS = f"{_POLICY}; img-src data:"


def write_html(handouts: Sequence[Handout]) -> bytes:
    """Return the handouts as one page."""
    first = handouts[0]
    language = escape(first.words.language, quote=True)
    has_photos = any(each.photo for one in handouts for each in one.exercises)
    policy = _POLICY_WITH_PHOTOS if has_photos else _POLICY
    body = "\n".join(_handout(one) for one in handouts)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(first.title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    ).encode()


def _handout(handout: Handout) -> str:
    exercises = "\n".join(_exercise(one, handout) for one in handout.exercises)
    stop = "".join(f"<p>{escape(one)}</p>" for one in handout.stop)
    why = f"<p>{escape(handout.why)}</p>\n" if handout.why else ""
    return (
        f"<h1>{escape(handout.title)}</h1>\n"
        f'<p class="dose">{escape(handout.frequency)}</p>\n{why}'
        f'<p class="muted">{escape(handout.made)}</p>\n{_blanks(handout.blanks)}'
        f'<section class="stop"><h2>{escape(handout.stop_title)}</h2>{stop}</section>\n'
        f"{exercises}\n{_ticks(handout)}\n"
        f'<p class="muted">{escape(handout.review)}</p>'
    )


def _blanks(blanks: tuple[str, ...]) -> str:
    """Return lines to fill in by hand."""
    lines = "".join(f"<span>{escape(one)}</span>" for one in blanks)
    return f'<p class="blanks">{lines}</p>\n' if lines else ""


def _exercise(exercise: HandoutExercise, handout: Handout) -> str:
    words = handout.words
    steps = "".join(f"<li>{escape(one)}</li>" for one in exercise.steps)
    doses = "".join(f'<p class="dose">{escape(one)}</p>' for one in exercise.doses)
    told = "".join(_note(one) for one in exercise.told)
    return (
        f'<section class="exercise"><div>{_photo(exercise)}{_figures(exercise, words)}</div>'
        f"<div><h2>{escape(exercise.name)}</h2>{doses}{told}{_note(exercise.note)}"
        f"{_line(words.equipment, (exercise.equipment,) if exercise.equipment else ())}"
        f"<ol>{steps}</ol>{_line(words.cues, exercise.cues)}"
        f"{_line(words.cautions, (*exercise.cautions, exercise.limit))}</div></section>"
    )


def _photo(exercise: HandoutExercise) -> str:
    """Return the photo within the page itself; the words below it are those for who cannot see."""
    photo = exercise.photo
    if photo is None:
        return ""
    content = b64encode(photo.jpeg).decode()
    says = escape(photo.says, quote=True)
    return (
        f'<figure class="photo"><img src="data:image/jpeg;base64,{content}" alt="{says}" '
        f'width="{photo.width}" height="{photo.height}">'
        f'<figcaption aria-hidden="true">{says}</figcaption></figure>'
    )


def _figures(exercise: HandoutExercise, words: HandoutWords) -> str:
    if exercise.photo is not None and exercise.photo.is_alone:
        return ""
    name = escape(exercise.name, quote=True)
    begin = still_svg(exercise.movement.begin, f"{name}: {escape(words.begin, quote=True)}")
    end = still_svg(exercise.movement.end, f"{name}: {escape(words.end, quote=True)}")
    return (
        f'<figure class="moving">{moving_svg(exercise.movement, name)}</figure>'
        f'<div class="stills"><figure>{begin}<figcaption>{escape(words.begin)}</figcaption>'
        f"</figure><figure>{end}<figcaption>{escape(words.end)}</figcaption></figure></div>"
    )


def _note(note: str) -> str:
    return f"<p><b>{escape(note)}</b></p>" if note else ""


def _line(label: str, texts: tuple[str, ...]) -> str:
    if not texts:
        return ""
    return f"<p><b>{escape(label)}</b> {escape(' '.join(texts))}</p>"


def _ticks(handout: Handout) -> str:
    days = "".join(f"<th>{escape(one)}</th>" for one in handout.days)
    rows = []
    for week in handout.weeks:
        boxes = '<td class="box"></td>' * len(handout.days)
        lines = "<td></td>" * len(handout.days)
        rows.append(f"<tr><th>{escape(week)}, {escape(handout.words.done)}</th>{boxes}</tr>")
        rows.append(f"<tr><th>{escape(handout.words.pain)}</th>{lines}</tr>")
    return (
        f"<section><h2>{escape(handout.words.ticks)}</h2><p>{escape(handout.words.scale)}</p>"
        f"<table><tr><th></th>{days}</tr>{''.join(rows)}</table></section>"
    )

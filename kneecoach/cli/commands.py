"""Name the commands and their options; what each does is imported when it runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kneecoach import __version__
from kneecoach.cli.break_commands import desk_break
from kneecoach.cli.correcting_command import correct
from kneecoach.cli.deleting_commands import delete
from kneecoach.cli.encrypt_commands import PASSPHRASE_FILE, ask_when_needed, encrypt
from kneecoach.cli.exercises_commands import exercises
from kneecoach.cli.export_commands import export
from kneecoach.cli.figure_command import figure
from kneecoach.cli.function_commands import function
from kneecoach.cli.parcel_commands import add_parcel_commands
from kneecoach.cli.people_commands import mean_person, people
from kneecoach.cli.registering_commands import register
from kneecoach.cli.report_commands import add_report_commands
from kneecoach.cli.taking_commands import add_taking_commands
from kneecoach.model.talk import Talk
from kneecoach.override import override

TALK = click.Choice([one.value for one in Talk])
FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""Days outside are slips of the finger, and leave no room to count in weeks."""

SCORE = click.IntRange(0, 10)
KNEE = click.Choice(["left", "right", "both"])
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class DayType(click.ParamType[date]):
    """Read a day such as 2026-03-02."""

    name = "day"

    @override
    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day, or refuse it with the form that is wanted."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it like 2026-03-02.", param, ctx)
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail(f"{value!r} lies outside {FIRST_DAY} to {LAST_DAY}.", param, ctx)
        return day


DAY = DayType()


@click.group(context_settings=SETTINGS)
@click.version_option(__version__, "-V", "--version", prog_name="kneecoach")
@click.option("--person", metavar="NAME", help="Whom the command is for; see kneecoach people.")
@PASSPHRASE_FILE
@click.pass_context
def kneecoach(context: click.Context, person: str | None) -> None:
    """Coach home rehab of the knee. Without a command the window opens; --tray starts hidden."""
    ask_when_needed(context)
    mean_person(context, person)


kneecoach.add_command(desk_break)
kneecoach.add_command(register)


@kneecoach.group()
def packs() -> None:
    """Check, build, sign and install exercise packs."""


@packs.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
def packs_check(paths: tuple[Path, ...], as_json: bool) -> int:
    """Check packs, exercises and programmes, and list every mistake with its place."""
    from kneecoach.cli.packs import check

    return check(paths, as_json=as_json)


@packs.command("schema")
def packs_schema() -> int:
    """Print the JSON Schema of the pack format, for editors."""
    from kneecoach.cli.packs import print_schema

    return print_schema()


add_parcel_commands(packs)


@kneecoach.command()
@click.option("--programme", "programme_id", help="The programme; otherwise the one in use.")
@click.option("--date", "day", type=DAY, help="The day to plan; otherwise today.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def plan(programme_id: str | None, day: date | None, as_json: bool) -> int:
    """Say what is due, the dose of each exercise, and why."""
    from kneecoach.cli.plan import show_plan

    return show_plan(programme_id, day, as_json=as_json)


@kneecoach.command()
@click.argument("programme_id", metavar="PROGRAMME")
@click.option("--date", "day", type=DAY, help="The day to plan; otherwise today.")
@click.option("--spoken", is_flag=True, help="List what is heard and said instead.")
@click.option("--talk", type=TALK, help="How much is said; otherwise as in the settings.")
@click.option("--json", "as_json", is_flag=True, help="Print steps and cues as JSON.")
def timeline(
    programme_id: str, day: date | None, spoken: bool, talk: str | None, as_json: bool
) -> int:
    """List every timed step and cue of a programme's session, or what is said when."""
    from kneecoach.cli.timeline import show_timeline, show_transcript

    if spoken:
        return show_transcript(programme_id, day, Talk(talk) if talk else None, as_json=as_json)
    return show_timeline(programme_id, day, as_json=as_json)


kneecoach.add_command(export)
add_report_commands(kneecoach, export)
add_taking_commands(kneecoach, export)
kneecoach.add_command(correct)
kneecoach.add_command(delete)
kneecoach.add_command(encrypt)
kneecoach.add_command(figure)
kneecoach.add_command(function)
kneecoach.add_command(people)
kneecoach.add_command(exercises)


@kneecoach.command()
@click.argument("programme_id", metavar="PROGRAMME")
@click.option("--before", type=SCORE, help="Pain now, 0-10; otherwise it is asked.")
@click.option("--during", type=SCORE, help="Worst pain during, 0-10; otherwise it is asked.")
@click.option("--after", type=SCORE, help="Pain at the end, 0-10; otherwise it is asked.")
@click.option("--effort", type=SCORE, help="How hard it was, 0-10; otherwise it is asked.")
@click.option(
    "--speed",
    type=click.FloatRange(0.1, 10_000),
    default=1.0,
    show_default=True,
    help="How many times faster than real; other than 1 it is silent.",
)
@click.option("--no-sound", is_flag=True, help="Run in silence.")
@click.option(
    "--resume/--afresh",
    "resume",
    default=None,
    help="Go on with a session that was cut off today, or begin a new one; otherwise it is asked.",
)
def run(
    programme_id: str,
    before: int | None,
    during: int | None,
    after: int | None,
    effort: int | None,
    speed: float,
    no_sound: bool,
    resume: bool | None,
) -> int:
    """Run a whole session in the terminal."""
    from kneecoach.cli.run import Asked, run_session

    asked = Asked(before=before, during=during, after=after, effort=effort, resume=resume)
    return run_session(programme_id, asked, speed=speed, with_sound=not no_sound)


@kneecoach.command()
@click.argument("programme_id", metavar="PROGRAMME")
@click.option("--date", "day", type=DAY, required=True, help="The day it was done.")
@click.option("--before", type=SCORE, required=True, help="Pain just before, 0-10.")
@click.option("--during", type=SCORE, required=True, help="Worst pain during, 0-10.")
@click.option("--after", type=SCORE, required=True, help="Pain within an hour of ending, 0-10.")
@click.option("--morning", type=SCORE, help="Pain the next morning, 0-10; unknown when left out.")
@click.option("--effort", type=SCORE, default=5, show_default=True, help="How hard it was, 0-10.")
@click.option(
    "--complete",
    type=click.IntRange(0, 100),
    default=100,
    show_default=True,
    help="Share of the work that was done, in percent.",
)
@click.option("--flag", "flags", multiple=True, metavar="F", help="A sign, such as swelling.")
@click.option("--sharp", is_flag=True, help="The pain was very sharp.")
@click.option("--throughout", is_flag=True, help="It hurt all the way through.")
@click.option("--spare", type=click.IntRange(0, 20), help="Repetitions left in the last set.")
@click.option("--note", default="", help="Your own words.")
def log(
    programme_id: str,
    day: date,
    before: int,
    during: int,
    after: int,
    morning: int | None,
    effort: int,
    complete: int,
    flags: tuple[str, ...],
    sharp: bool,
    throughout: bool,
    spare: int | None,
    note: str,
) -> int:
    """Keep a session that was done away from the computer."""
    from kneecoach.cli.log import Told, log_session

    told = Told(
        before=before,
        during=during,
        after=after,
        morning=morning,
        effort=effort,
        complete=complete,
        flags=flags,
        sharp=sharp,
        throughout=throughout,
        spare=spare,
        note=note,
    )
    return log_session(programme_id, day, told)


@kneecoach.command("check-in")
@click.argument("pain", type=SCORE)
@click.option("--date", "day", type=DAY, help="The morning it is about; otherwise today.")
@click.option("--knee", type=KNEE, help="Which knee; otherwise the one you look after.")
@click.option("--stiff", is_flag=True, help="It was stiff on waking.")
@click.option("--flag", "flags", multiple=True, metavar="F", help="A sign, such as swelling.")
@click.option("--new", "new_onset", is_flag=True, help="The pain is sudden and new.")
@click.option(
    "--walks/--does-not-walk",
    "walks",
    default=None,
    help="Whether you walk 30 minutes without pain or limp.",
)
@click.option("--note", default="", help="Your own words.")
def check_in(
    pain: int,
    day: date | None,
    knee: str | None,
    stiff: bool,
    flags: tuple[str, ...],
    new_onset: bool,
    walks: bool | None,
    note: str,
) -> int:
    """Write down how the knee is this morning, 0-10; a later word on a morning corrects it."""
    from kneecoach.cli.log import ToldMorning, keep_check_in

    told = ToldMorning(
        pain=pain,
        knee=knee,
        stiff=stiff,
        flags=flags,
        new_onset=new_onset,
        walks=walks,
        note=note,
    )
    return keep_check_in(day, told)


@kneecoach.command()
def mornings() -> int:
    """List what was said of the mornings of the last week."""
    from kneecoach.cli.screening import list_mornings

    return list_mornings()


@kneecoach.command()
@click.option("--left", multiple=True, metavar="F", help="A sign in the left knee.")
@click.option("--right", multiple=True, metavar="F", help="A sign in the right knee.")
@click.option("--pain-left", type=SCORE, help="Pain in the left knee now, where it has a sign.")
@click.option("--pain-right", type=SCORE, help="Pain in the right knee now, where it has a sign.")
@click.option("--none", is_flag=True, help="None of the signs, in either knee.")
@click.option("--knee", type=KNEE, help="The knee you look after from now on.")
def screening(
    left: tuple[str, ...],
    right: tuple[str, ...],
    pain_left: int | None,
    pain_right: int | None,
    none: bool,
    knee: str | None,
) -> int:
    """Answer the safety questions about both knees; without options each is asked."""
    from kneecoach.cli.screening import ToldSigns, screen

    told = ToldSigns(
        left=left,
        right=right,
        pain_left=pain_left,
        pain_right=pain_right,
        none=none,
        knee=knee,
    )
    return screen(told)


@kneecoach.command()
@click.argument("note")
def seen(note: str) -> int:
    """Write down that someone has seen the knee and training may go on; NOTE says who and what."""
    from kneecoach.cli.log import keep_seen

    return keep_seen(note)


@kneecoach.group()
def dose() -> None:
    """Ask the dose rules."""


@dose.command("decide")
@click.argument("cases", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON.")
def dose_decide(cases: Path, as_json: bool) -> int:
    """Decide written cases, and say whether each meets what it expects."""
    from kneecoach.cli.dose import decide_cases

    return decide_cases(cases, as_json=as_json)


@dose.command("explain")
@click.argument("exercise_id", metavar="EXERCISE")
@click.option("--side", type=click.Choice(["left", "right"]), help="One leg; otherwise both.")
@click.option("--programme", "programme_id", help="The programme; otherwise the one in use.")
@click.option("--json", "as_json", is_flag=True, help="Print every field as JSON.")
def dose_explain(
    exercise_id: str, side: str | None, programme_id: str | None, as_json: bool
) -> int:
    """Say how the dose of an exercise came to where it is, decision by decision."""
    from kneecoach.cli.explain import explain_exercise

    return explain_exercise(exercise_id, side, programme_id, as_json=as_json)


@dose.command("simulate")
@click.option(
    "--profile",
    required=True,
    type=click.Choice(["steady", "flare", "overdoer", "slow"]),
    help="Who trains.",
)
@click.option("--weeks", type=click.IntRange(1, 52), default=12, show_default=True)
@click.option("--exercise", "exercise_id", metavar="ID", default="squat", show_default=True)
@click.option(
    *("-o", "--output"),
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw it too, into a file that ends in .svg or .png.",
)
@click.option("--explain", "explains", is_flag=True, help="Print every reason, not a table.")
def dose_simulate(
    profile: str, weeks: int, exercise_id: str, output: Path | None, explains: bool
) -> int:
    """Lead a made-up person through weeks of training by the same rules."""
    from kneecoach.cli.simulate import simulate_person

    return simulate_person(profile, weeks, exercise_id, output, explains=explains)


@dose.command("overrule")
@click.argument("exercise_id", metavar="EXERCISE")
@click.option("--hold", "choices", multiple=True, flag_value="hold", help="The same dose.")
@click.option("--down", "choices", multiple=True, flag_value="down", help="One level down.")
@click.option(
    "--up", "choices", multiple=True, flag_value="up", help="One level up; needs a reason."
)
@click.option("--side", type=click.Choice(["left", "right"]), help="One leg; otherwise both.")
@click.option("--reason", default="", help="Why; kept with the record.")
def dose_overrule(exercise_id: str, choices: tuple[str, ...], side: str | None, reason: str) -> int:
    """Choose the dose of the next session of an exercise yourself."""
    from kneecoach.cli.overrule import overrule

    return overrule(exercise_id, choices, side, reason)


@dose.command("silence")
@click.argument("flag", metavar="FLAG")
@click.option("--until", type=DAY, required=True, help="The last day on which it does not count.")
@click.option("--note", required=True, help="Who checked it, and when.")
@click.option("--knee", type=KNEE, help="Which knee; otherwise the one you look after.")
def dose_silence(flag: str, until: date, note: str, knee: str | None) -> int:
    """Silence a sign that is known and has been checked, such as painful_clicking."""
    from kneecoach.cli.overrule import silence

    return silence(flag, until, note, knee)


@kneecoach.command()
@click.option(
    *("-o", "--output"),
    type=click.Path(path_type=Path, dir_okay=False),
    help="Copy the history to this file, not among the kept copies.",
)
@click.option("--list", "lists", is_flag=True, help="Print the copies that are kept.")
def backup(output: Path | None, lists: bool) -> int:
    """Make today's copy of the history, which the window makes by itself."""
    from kneecoach.cli.keeping import back_up, list_backups

    return list_backups() if lists else back_up(output)


@kneecoach.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Only say what would come of it.")
def restore(file: Path, dry_run: bool) -> int:
    """Put a copy in the place of the history; the one that is there is kept beside it."""
    from kneecoach.cli.keeping import bring_back

    return bring_back(file, dry_run=dry_run)


@kneecoach.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--repair", "repairs", is_flag=True, help="Mend a damaged history.")
@click.option("--probe", type=click.Choice(["screen", "sound", "awake", "presence"]), hidden=True)
def doctor(as_json: bool, repairs: bool, probe: str | None) -> int:
    """Say what works here, and how to mend what does not."""
    if repairs:
        from kneecoach.cli.keeping import mend

        return mend()
    if probe is not None:
        from kneecoach.cli.probes import probe as look_at

        return look_at(probe)
    from kneecoach.cli.doctor import examine

    return examine(as_json=as_json)

"""Keep what the person chose: one frozen value, its labels and bounds, and the file it lives in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from kneecoach.model.looks import Build, Palette
from kneecoach.model.talk import Talk, VoiceLanguage
from kneecoach.saving import keep_file
from kneecoach.values import Field, dataclass, field, fields

LARGEST_FILE_BYTES = 1_000_000
MOST_IDS = 1_000
LONGEST_ID = 100
SPEC_KEY = "setting"


class Theme(StrEnum):
    """Name how the window looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Weekday(StrEnum):
    """Name the days of the week, Monday first."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class BreakPlace(StrEnum):
    """Name where a desk break is done."""

    EITHER = "either"
    CHAIR = "chair"
    STANDING = "standing"


class LockAfter(StrEnum):
    """Name the minutes without use after which encrypted records lock."""

    NEVER = "never"
    FIVE = "5"
    FIFTEEN = "15"
    SIXTY = "60"


class BreakShow(StrEnum):
    """Name how a desk break asks for itself."""

    WINDOW = "window"
    NOTIFICATION = "notification"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingSpec:
    """What the form, the file and the documentation need to know of one setting.

    Attributes:
        label: Its name on the screen, English.
        minimum, maximum: The bounds of a number.
        unit: What a number counts, as shown after it.
        choices: The names to choose from, and what each is called on the screen.
        takes_several: Any number of the choices may be chosen, also none.
        is_elsewhere: It is chosen on a page of its own, and not in the form.
        begins: What the section of the form is called that it is the first of; empty where it
            goes on with the section before.
    """

    label: str
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    choices: tuple[tuple[StrEnum, str], ...] = ()
    takes_several: bool = False
    is_elsewhere: bool = False
    begins: str = ""


def _setting(spec: SettingSpec) -> dict[str, SettingSpec]:
    return {SPEC_KEY: spec}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the person chose.

    Attributes:
        volume_percent: Loudness of the cues, 0-100.
        muted: No cue is heard.
        sound_device: What the chosen sound device is known by; empty for the system's choice.
        talk: How much is said in a session.
        voice: The language of the voice.
        rhythm: Soft ticks keep the tempo, and a hum fills a hold.
        theme: How the window looks.
        text_percent: Size of text and controls, 100-200.
        get_ready_seconds: Time to get into position before each exercise.
        switch_seconds: Time to change sides.
        self_paced: Ids of exercises whose repetitions the person paces.
        programme: Id of the programme that Today shows; empty for the first one there is.
        keep_awake: The display stays on during a session.
        check_in_hour: Local hour of the day from which the morning is asked about.
        breaks: Desk breaks are asked for.
        break_minutes: Minutes at the desk after which one is due.
        break_notice_seconds: Seconds before it in which it is announced; 0 for no notice.
        break_days: Weekdays on which they are asked for.
        break_from_hour, break_to_hour: Full hours between which they are asked for.
        break_wait_minutes: How long a due one waits for the end of a full screen.
        break_later_minutes: How long the middle button puts one off.
        break_most_later: How often one may be put off.
        break_place: Whether they are done on the chair, standing, or in turn.
        break_quietly: Only what neither colleagues nor neighbours notice.
        break_sound: Cues are heard in a desk break.
        break_show: Whether they ask in a window, by a notification of the desktop, or both.
        stay_in_tray: Closing the window leaves the coach in the tray while breaks are on.
        start_at_login: The coach starts in the tray when the person logs in.
        figure_build, figure_palette: What the person in the figures looks like.
        lock_after: After how long without use encrypted records lock.
        lock_with_computer: They lock when the computer is locked or sleeps.
    """

    volume_percent: int = field(
        default=70,
        metadata=_setting(
            SettingSpec(
                label="Cue volume", minimum=0, maximum=100, unit="%", begins="Sound and voice"
            )
        ),
    )
    muted: bool = field(default=False, metadata=_setting(SettingSpec(label="Mute all cues")))
    sound_device: str = field(default="", metadata=_setting(SettingSpec(label="Sound goes to")))
    talk: Talk = field(
        default=Talk.FULL,
        metadata=_setting(
            SettingSpec(
                label="What is said in a session",
                choices=(
                    (Talk.FULL, "Everything"),
                    (Talk.SPARSE, "The least"),
                    (Talk.TONES, "Tones only"),
                    (Talk.SILENT, "Nothing at all"),
                ),
            )
        ),
    )
    voice: VoiceLanguage = field(
        default=VoiceLanguage.ENGLISH,
        metadata=_setting(
            SettingSpec(
                label="Language of the voice",
                choices=((VoiceLanguage.ENGLISH, "English"), (VoiceLanguage.GERMAN, "Deutsch")),
            )
        ),
    )
    rhythm: bool = field(
        default=True,
        metadata=_setting(SettingSpec(label="Soft ticks keep the tempo, a hum fills a hold")),
    )
    theme: Theme = field(
        default=Theme.SYSTEM,
        metadata=_setting(
            SettingSpec(
                label="Appearance",
                begins="How it looks",
                choices=(
                    (Theme.SYSTEM, "As the system"),
                    (Theme.LIGHT, "Light"),
                    (Theme.DARK, "Dark"),
                    (Theme.HIGH_CONTRAST, "High contrast"),
                ),
            )
        ),
    )
    text_percent: int = field(
        default=100,
        metadata=_setting(SettingSpec(label="Text size", minimum=100, maximum=200, unit="%")),
    )
    get_ready_seconds: int = field(
        default=10,
        metadata=_setting(
            SettingSpec(
                label="Time to get ready",
                minimum=3,
                maximum=120,
                unit="s",
                begins="Sessions and mornings",
            )
        ),
    )
    switch_seconds: int = field(
        default=6,
        metadata=_setting(
            SettingSpec(label="Time to change sides", minimum=2, maximum=120, unit="s")
        ),
    )
    self_paced: frozenset[str] = field(
        default=frozenset(), metadata=_setting(SettingSpec(label="Exercises at my own pace"))
    )
    programme: str = field(default="", metadata=_setting(SettingSpec(label="Programme")))
    keep_awake: bool = field(
        default=True, metadata=_setting(SettingSpec(label="Keep the display on during a session"))
    )
    check_in_hour: int = field(
        default=6,
        metadata=_setting(
            SettingSpec(label="Ask about the morning from", minimum=0, maximum=12, unit="o’clock")
        ),
    )
    breaks: bool = field(
        default=False,
        metadata=_setting(SettingSpec(label="Desk breaks", begins="Breaks at the desk")),
    )
    break_minutes: int = field(
        default=45,
        metadata=_setting(
            SettingSpec(label="Desk break after", minimum=20, maximum=90, unit="min")
        ),
    )
    break_notice_seconds: int = field(
        default=60,
        metadata=_setting(
            SettingSpec(label="Notice before a desk break", minimum=0, maximum=300, unit="s")
        ),
    )
    break_days: frozenset[str] = field(
        default=frozenset(day.value for day in tuple(Weekday)[:5]),
        metadata=_setting(
            SettingSpec(
                label="Days for desk breaks",
                choices=tuple((day, day.value.capitalize()) for day in Weekday),
                takes_several=True,
            )
        ),
    )
    break_from_hour: int = field(
        default=7,
        metadata=_setting(
            SettingSpec(label="Desk breaks from", minimum=0, maximum=23, unit="o’clock")
        ),
    )
    break_to_hour: int = field(
        default=20,
        metadata=_setting(
            SettingSpec(label="Desk breaks until", minimum=0, maximum=24, unit="o’clock")
        ),
    )
    break_wait_minutes: int = field(
        default=30,
        metadata=_setting(
            SettingSpec(
                label="A desk break waits for a full screen", minimum=0, maximum=120, unit="min"
            )
        ),
    )
    break_later_minutes: int = field(
        default=5,
        metadata=_setting(
            SettingSpec(label="Put a desk break off by", minimum=1, maximum=30, unit="min")
        ),
    )
    break_most_later: int = field(
        default=3,
        metadata=_setting(
            SettingSpec(label="A desk break may be put off", minimum=0, maximum=10, unit="times")
        ),
    )
    break_place: BreakPlace = field(
        default=BreakPlace.EITHER,
        metadata=_setting(
            SettingSpec(
                label="Desk breaks on the chair or standing",
                choices=(
                    (BreakPlace.EITHER, "In turn"),
                    (BreakPlace.CHAIR, "On the chair"),
                    (BreakPlace.STANDING, "Standing"),
                ),
            )
        ),
    )
    break_quietly: bool = field(
        default=False, metadata=_setting(SettingSpec(label="Only quiet desk breaks"))
    )
    break_sound: bool = field(
        default=False, metadata=_setting(SettingSpec(label="Cues in desk breaks"))
    )
    break_show: BreakShow = field(
        default=BreakShow.WINDOW,
        metadata=_setting(
            SettingSpec(
                label="A desk break asks by",
                choices=(
                    (BreakShow.WINDOW, "A small window"),
                    (BreakShow.NOTIFICATION, "A notification"),
                    (BreakShow.BOTH, "Both"),
                ),
            )
        ),
    )
    stay_in_tray: bool = field(
        default=True,
        metadata=_setting(
            SettingSpec(
                label="With desk breaks on, closing the window keeps the coach running",
                begins="Start and close",
            )
        ),
    )
    start_at_login: bool = field(
        default=False, metadata=_setting(SettingSpec(label="Start in the tray when I log in"))
    )
    figure_build: Build = field(
        default=Build.BROAD,
        metadata=_setting(
            SettingSpec(
                label="Build of the person who shows the exercises",
                begins="Who shows the exercises",
                choices=((Build.BROAD, "Broad"), (Build.SLIGHT, "Slight")),
            )
        ),
    )
    figure_palette: Palette = field(
        default=Palette.TEAL,
        metadata=_setting(
            SettingSpec(
                label="Skin, hair and clothes of that person",
                choices=(
                    (Palette.TEAL, "Light brown, in teal"),
                    (Palette.PLUM, "Brown, in plum"),
                    (Palette.OCHRE, "Dark brown, in ochre"),
                    (Palette.SKY, "Pale, in blue"),
                ),
            )
        ),
    )
    lock_after: LockAfter = field(
        default=LockAfter.NEVER,
        metadata=_setting(
            SettingSpec(
                label="Lock when the coach is not used",
                choices=(
                    (LockAfter.NEVER, "Never"),
                    (LockAfter.FIVE, "After 5 min"),
                    (LockAfter.FIFTEEN, "After 15 min"),
                    (LockAfter.SIXTY, "After 60 min"),
                ),
                is_elsewhere=True,
            )
        ),
    )
    lock_with_computer: bool = field(
        default=False,
        metadata=_setting(
            SettingSpec(label="Lock when the computer is locked or sleeps", is_elsewhere=True)
        ),
    )

    def __post_init__(self) -> None:
        """Refuse a value outside its bounds."""
        for each in fields(self):
            _check(each, getattr(self, each.name))


def setting_specs() -> Iterator[tuple[str, SettingSpec]]:
    """Return each setting's name and what there is to know of it, in the order of the form."""
    return ((each.name, _spec(each)) for each in fields(Settings))


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in `path`, and a sentence for each entry that could not be used.

    No file gives the defaults and no sentence. Never raises for what is in the file.
    """
    try:
        entries = _read(path)
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Settings(), (f"The settings in {path} could not be read ({reason.lower()}).",)
    except (ValueError, RecursionError):
        return Settings(), (f"The settings in {path} are damaged; the usual ones are used.",)
    return settings_from(entries)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings: the file is the old one or the new one at any moment, never half.

    Raises:
        KneecoachError: The file cannot be written; names it and the way out.
    """
    entries = {each.name: _to_entry(getattr(settings, each.name)) for each in fields(Settings)}
    text = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
    keep_file(path, text.encode())


def _read(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE_BYTES + 1)
    if len(content) > LARGEST_FILE_BYTES:
        raise ValueError("too large for a settings file")
    entries = json.loads(content.decode())
    if not isinstance(entries, dict):
        raise ValueError("settings are named entries")  # noqa: TRY004 - one error for all damage
    return entries


def settings_from(entries: dict[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Return settings from named entries, and a sentence for each that could not be used."""
    known = {each.name: each for each in fields(Settings)}
    chosen: dict[str, Any] = {}
    messages: list[str] = []
    for name, entry in entries.items():
        if name not in known:
            messages.append(f"The setting “{name[:LONGEST_ID]}” is not known and was left out.")
            continue
        try:
            chosen[name] = _from_entry(known[name], entry)
        except ValueError as error:
            label = _spec(known[name]).label
            messages.append(f"The setting “{label}” {error}; its usual value is used.")
    return Settings(**chosen), tuple(messages)


def _from_entry(known: Field[Any], entry: object) -> object:
    value = entry
    if isinstance(known.default, StrEnum) and isinstance(entry, str):
        names = [choice.value for choice, _ in _spec(known).choices]
        if entry not in names:
            raise ValueError(f"is one of {', '.join(names)}")
        value = type(known.default)(entry)
    elif isinstance(known.default, frozenset) and isinstance(entry, list):
        if not all(isinstance(each, str) for each in entry):
            raise ValueError("is a list of names")
        value = frozenset(str(each) for each in entry)
    _check(known, value)
    return value


def _to_entry(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _check(known: Field[Any], value: object) -> None:
    """Refuse `value` with the end of a sentence that begins with the setting's name."""
    if type(value) is not type(known.default):
        raise ValueError("has a value of the wrong kind")
    spec = _spec(known)
    if isinstance(value, int) and spec.minimum is not None and spec.maximum is not None:
        if not spec.minimum <= value <= spec.maximum:
            raise ValueError(f"is a number from {spec.minimum} to {spec.maximum}")
    elif isinstance(value, frozenset):
        if len(value) > MOST_IDS or not all(isinstance(each, str) for each in value):
            raise ValueError(f"is a list of at most {MOST_IDS} names")
        if any(len(each) > LONGEST_ID for each in value):
            raise ValueError(f"has a name longer than {LONGEST_ID} characters")
        names = [choice.value for choice, _ in spec.choices]
        if names and not value <= set(names):
            raise ValueError(f"is a list of {', '.join(names)}")
    elif isinstance(value, str) and len(value) > LONGEST_ID:
        raise ValueError(f"is longer than {LONGEST_ID} characters")


def _spec(known: Field[Any]) -> SettingSpec:
    spec: SettingSpec = known.metadata[SPEC_KEY]
    return spec

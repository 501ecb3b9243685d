"""Export a session from the command line."""

from __future__ import annotations

from pathlib import Path

import click

from kneecoach.cli.desk import opened
from kneecoach.cli.timeline import clock_time
from kneecoach.coach.taking_along import track_of
from kneecoach.model.talk import Talk
from kneecoach.sound.export import AudioFormat, format_of, write_track


def export_audio(
    programme_id: str, format_name: str | None, talk: Talk | None, output: Path
) -> int:
    """Write today's session as one sound file."""
    audio = format_of(output, AudioFormat(format_name) if format_name else None)
    with opened() as desk:
        programme = desk.coach.programme(programme_id)
        track = track_of(desk.coach, programme, desk.settings, talk=talk)
    sheet = write_track(track, output, audio)
    click.echo(f"{output}: {track.title}, {clock_time(track.lasts)}, {len(track.chapters)} parts.")
    click.echo(f"{sheet}: where each part begins.")
    if track.unspoken:
        click.echo(f"Not said, as there is no recording: {' · '.join(track.unspoken)}", err=True)
    return 0

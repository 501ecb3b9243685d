"""Save today's session as a sound file when the person asks for it under Programme."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QThread, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from kneecoach.coach.coach import Coach
from kneecoach.coach.taking_along import track_of
from kneecoach.model.errors import KneecoachError
from kneecoach.override import override
from kneecoach.settings import Settings
from kneecoach.sound.export import AudioFormat, format_of, write_track
from kneecoach.sound.track import Track
from kneecoach.ui.shell import Shell
from kneecoach.ui.widgets.message_bar import Message


def ask_for_sound_file(parent: QWidget, title: str) -> Path | None:
    """Ask where a sound file should go; None when the person thinks better of it."""
    music = QStandardPaths.StandardLocation.MusicLocation
    folder = Path(QStandardPaths.writableLocation(music))
    kinds = ";;".join(f"{one.value.upper()} (*.{one.value})" for one in AudioFormat)
    path, kind = QFileDialog.getSaveFileName(parent, "", str(folder / f"{title}.mp3"), kinds)
    if not path:
        return None
    chosen = Path(path)
    known = {f".{one.value}" for one in AudioFormat}
    ending = f".{kind.split(' ', maxsplit=1)[0].lower()}"
    return chosen if chosen.suffix.lower() in known else chosen.with_name(chosen.name + ending)


class TakingAlong(QObject):
    """Write one file at a time, beside everything else the person does.

    Signals:
        failed(KneecoachError): It could not be written.

    Args:
        shell: Where it is told how it went.
        coach: Returns the coach.
        settings: Returns the settings as they are now.
        parent: What owns this.
        ask_path: Asks where the file should go.
    """

    failed = Signal(object)

    def __init__(
        self,
        *,
        shell: Shell,
        coach: Callable[[], Coach],
        settings: Callable[[], Settings],
        parent: QObject,
        ask_path: Callable[[QWidget, str], Path | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._shell = shell
        self._coach = coach
        self._settings = settings
        self._ask_path = ask_path or ask_for_sound_file
        self._writer: _Writer | None = None
        self._told: Message | None = None

    @property
    def is_writing(self) -> bool:
        """Return whether a file is being written."""
        return self._writer is not None

    def stop(self) -> None:
        """Give up what is being written; nothing of it is left."""
        if self._writer is not None:
            self._writer.requestInterruption()
            self._writer.wait()

    def take_along(self, programme_id: str) -> None:
        """Ask where the file should go, and write it; nothing while another one is written."""
        if self._writer is not None:
            return
        coach = self._coach()
        try:
            track = track_of(coach, coach.programme(programme_id), self._settings())
            path = self._ask_path(self._shell.window(), track.title)
            if path is None:
                return
            audio = format_of(path)
        except KneecoachError as error:
            self._emit_failed(error)
            return
        self._tell(self.tr("The session is being written to {file}.").format(file=path.name))
        self._writer = _Writer(track=track, path=path, audio=audio, parent=self)
        self._writer.finished.connect(self._on_finished)
        self._writer.start()

    def _on_finished(self) -> None:
        writer, self._writer = self._writer, None
        if writer is None:
            return
        self._tell("")
        if writer.error is not None:
            self._emit_failed(writer.error)
        else:
            text = self.tr("Today's session is written to {file}.").format(file=writer.path)
            way_out = self.tr("It holds today's dose; write it again when the dose has changed.")
            if writer.track.unspoken:
                way_out = self.tr(
                    "{count} of your own sentences have no recording: not said in it."
                )
                way_out = way_out.format(count=len(writer.track.unspoken))
            self._tell(text, way_out)
        writer.deleteLater()

    def _tell(self, text: str, way_out: str = "") -> None:
        """Show a message in place of the one before, or none."""
        if self._told is not None:
            self._shell.messages.take_away(self._told)
            self._told = None
        if text:
            self._told = Message(text=text, way_out=way_out)
            self._shell.messages.show_message(self._told)

    def _emit_failed(self, error: KneecoachError) -> None:
        self.failed.emit(error)


class _Writer(QThread):
    """Write a track beside the window; it is made of plain values and touches nothing else.

    Attributes:
        track: What is written.
        path: The file.
        error: Why it could not be written; None when it was.
    """

    def __init__(self, *, track: Track, path: Path, audio: AudioFormat, parent: QObject) -> None:
        super().__init__(parent)
        self.track = track
        self.path = path
        self.error: KneecoachError | None = None
        self._audio = audio

    @override
    def run(self) -> None:
        """Write the file, unless asked to stop."""
        try:
            write_track(self.track, self.path, self._audio, self._may_go_on)
        except KneecoachError as error:
            self.error = error

    def _may_go_on(self, _share: float) -> bool:
        return not self.isInterruptionRequested()

from __future__ import annotations

from fakes import FakeClock

from kneecoach.model.units import Seconds
from kneecoach.sound.cues import CueName, PlacedCue
from kneecoach.sound.output import CueOutput, SilentOutput


def test_a_silent_output_keeps_time_through_everything(clock: FakeClock) -> None:
    output: CueOutput = SilentOutput(clock, "Cues are silent because nobody listens.")
    began = output.now()
    output.open()
    output.play((PlacedCue(at=Seconds(1.0), name=CueName.START),), began)
    clock.advance(1.5)
    output.silence()
    output.set_volume(30)
    output.set_muted(True)
    output.close()
    output.close()
    assert output.now() - began == 1.5
    assert output.note == "Cues are silent because nobody listens."


def test_silence_that_was_asked_for_needs_no_explanation(clock: FakeClock) -> None:
    assert not SilentOutput(clock).note

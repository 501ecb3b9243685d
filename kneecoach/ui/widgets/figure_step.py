"""Let a figure do what a step of a session asks for."""

from __future__ import annotations

from kneecoach.model.units import Seconds
from kneecoach.session.step import Step, StepKind
from kneecoach.ui.widgets.figure_widget import FigureWidget


def move_figure(figure: FigureWidget, step: Step, elapsed: Seconds) -> None:
    """Show the moment that a step has come to.

    The figure works in time with the phase; while getting ready, and at one's own pace, it shows
    the movement over and over; in a rest it waits where the movement begins.
    """
    if step.kind in {StepKind.REST, StepKind.SWITCH}:
        figure.show_start()
    elif step.kind is StepKind.READY or step.lasts is None:
        figure.show_demonstration(elapsed)
    else:
        figure.show_phase(step.phase, elapsed, step.lasts)

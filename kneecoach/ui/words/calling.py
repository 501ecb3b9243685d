"""Say when the author of a programme wants the person to stop and call."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kneecoach.model.programme import Pack, Programme

translate = QCoreApplication.translate


def call_title(pack: Pack | None) -> str:
    """Return the heading above the reasons to call, naming whom."""
    if pack is None:
        return translate("Calling", "Stop and call if")
    return translate("Calling", "Stop and call {whom} if").format(whom=pack.contact or pack.author)


def call_lines(programme: Programme) -> tuple[str, ...]:
    """Return the reasons to stop and call, a line each; nothing when there are none."""
    return tuple(f"• {reason}" for reason in programme.stop_and_call_if)


def call_sentence(programme: Programme, pack: Pack | None) -> str:
    """Return the reasons in one sentence for paper; empty when there are none."""
    if not programme.stop_and_call_if:
        return ""
    reasons = "; ".join(one.rstrip(".") for one in programme.stop_and_call_if)
    return f"{call_title(pack)}: {reasons}."

"""Say why no cue is heard, and what can be done about it."""

from __future__ import annotations

NO_LIBRARY = (
    "Cues are silent because a sound library is missing on this computer. Install it (libpulse0 on "
    "Debian and Ubuntu, pulseaudio-libs on Fedora) and start the coach again."
)
NO_DEVICE = (
    "Cues are silent because no sound device was found. Connect a loudspeaker or headphones and "
    "the sound comes on by itself; until then, follow the screen."
)
NOT_OPENED = (
    "Cues are silent because the sound device could not be opened. Close what else may be using "
    "it, or choose another one in the system's sound settings; until then, follow the screen."
)
NO_ANSWER = (
    "Cues are silent because the sound device does not answer. Choose another one in the system's "
    "sound settings, or start the coach again; until then, follow the screen."
)
ELSEWHERE = (
    "The sound device that you chose is not connected, so the sound comes from {device}. Connect "
    "it again, or choose another one under Settings."
)

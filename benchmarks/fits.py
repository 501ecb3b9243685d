"""Find where a sound lies in a recording that has other sounds under it, by its best fit.

An onset is silence that ends; under a hum there is none. Here the sound that is looked for is
known: where it fits best, the least is left when it is taken away, and the silence before it fits.
"""

from __future__ import annotations

import numpy as np

NEAR_S = 0.02
"""How far from its place a sound is looked for."""


def offset_ms(
    samples: np.ndarray, sound: bytes, at: float, rate: int, *, near: float = NEAR_S
) -> float:
    """Return how far a sound lies from its moment, in milliseconds; positive is late.

    Args:
        samples: The recording, one channel.
        sound: The samples that are looked for: 16 bit, one channel, the same rate.
        at: The moment it should begin, in seconds.
        rate: Frames a second.
        near: How far from there it is looked for, in seconds.
    """
    span = round(near * rate)
    wanted = np.concatenate((np.zeros(span), np.frombuffer(sound, "<i2").astype(float)))
    first = max(0, round(at * rate) - 2 * span)
    part = samples[first : first + 2 * span + len(wanted)].astype(float)
    energy = np.concatenate(((0.0,), np.cumsum(part**2)))
    energies = energy[len(wanted) :] - energy[: -len(wanted)]
    size = 1 << (len(part) + len(wanted)).bit_length()
    spectrum = np.fft.rfft(part, size) * np.conj(np.fft.rfft(wanted, size))
    left = energies - 2 * np.fft.irfft(spectrum, size)[: len(energies)]
    return (int(np.argmin(left)) + first + span - round(at * rate)) * 1000 / rate

"""Know the words that physiotherapists have for parts of the body and kinds of exercise.

Exercises name them as their patients do. A search finds them by either word.
"""

from __future__ import annotations

from typing import Final

from kneecoach.model.exercise import Exercise, Kind

AREA_WORDS: Final = {
    "front of the thigh": "quadriceps quads quad vastus medialis vmo rectus femoris extensor",
    "back of the thigh": "hamstrings hamstring biceps femoris semitendinosus flexor",
    "buttocks": "gluteus glutes gluteals maximus extensor bottom",
    "outer hip": "gluteus glutes medius minimus abductors abductor tfl lateral",
    "inner thigh": "adductors adductor groin",
    "outer thigh": "iliotibial itb it band lateral vastus lateralis",
    "front of the hip": "iliopsoas psoas flexor",
    "foot and ankle": "peroneals tibialis plantar",
    "calf": "gastrocnemius soleus achilles triceps surae",
    "tendon below the kneecap": "patellar patella tendon jumper tendinopathy",
    "knee": "patella patellar patellofemoral",
    "trunk": "core abdominals abs pelvis lumbopelvic",
    "balance": "proprioception neuromuscular control stability",
    "heart and lungs": "cardio endurance aerobic",
    "whole leg": "leg gait",
}
"""What a physiotherapist calls each part of the body that exercises name."""

KIND_WORDS: Final = {
    Kind.STRENGTH: "strength strengthening resistance",
    Kind.ISOMETRIC: "isometric static",
    Kind.STRETCH: "flexibility",
    Kind.MOBILITY: "mobility range motion rom",
    Kind.CARDIO: "cardio endurance",
    Kind.PLYO: "plyometric plyo jumping landing impact",
    Kind.RUN: "running runner",
}
"""The same for kinds of exercise."""

NOTHING_NEEDED: Final = "no equipment nothing without"


def other_words(exercise: Exercise) -> str:
    """Return words by which a physiotherapist may look for an exercise, beside its own."""
    areas = (AREA_WORDS.get(one.casefold(), "") for one in exercise.areas)
    needs_nothing = all(one.optional for one in exercise.equipment)
    nothing = NOTHING_NEEDED if needs_nothing else ""
    return " ".join((*areas, KIND_WORDS.get(exercise.kind, ""), nothing))

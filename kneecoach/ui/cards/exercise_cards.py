"""Hold what there is to know about an exercise: how it is done, what to mind, what it rests on."""

from __future__ import annotations

from kneecoach.model.exercise import Exercise, Source
from kneecoach.ui.theme.type import TextRole
from kneecoach.ui.widgets.address import address
from kneecoach.ui.widgets.card import Card, CardTone
from kneecoach.ui.widgets.text import Text
from kneecoach.ui.words.exercises import equipment_words


def steps_card(exercise: Exercise, title: str) -> Card:
    """Return how it is done, step by step."""
    card = Card(title, name="exercise.steps")
    for number, step in enumerate(exercise.steps, start=1):
        card.body.addWidget(Text(f"{number}. {step}"))
    return card


def note_card(note: str, title: str) -> Card:
    """Return what the author of the programme says about it."""
    card = Card(title, name="exercise.note", tone=CardTone.NOTE)
    card.body.addWidget(Text(note))
    return card


def cues_card(exercise: Exercise, title: str) -> Card:
    """Return what to think of while doing it."""
    card = Card(title, name="exercise.cues")
    for cue in exercise.cues:
        card.body.addWidget(Text(cue.say))
    return card


def mistakes_card(exercise: Exercise, title: str) -> Card:
    """Return what often goes wrong, each with what to do instead."""
    card = Card(title, name="exercise.mistakes")
    for mistake in exercise.mistakes:
        card.body.addWidget(Text(mistake.what, role=TextRole.STRONG))
        if mistake.instead:
            card.body.addWidget(Text(mistake.instead, role=TextRole.SMALL))
    return card


def cautions_card(exercise: Exercise, title: str) -> Card:
    """Return who should take care, and when to stop."""
    card = Card(title, name="exercise.cautions", tone=CardTone.NOTE)
    for caution in exercise.cautions:
        card.body.addWidget(Text(caution))
    return card


def equipment_card(exercise: Exercise, title: str) -> Card:
    """Return what is needed."""
    card = Card(title, name="exercise.equipment")
    for line in equipment_words(exercise.equipment):
        card.body.addWidget(Text(line))
    return card


def sources_card(sources: tuple[Source, ...], review: str, title: str, *, name: str) -> Card:
    """Return what something rests on and where to find that, and who has read it."""
    card = Card(title, name=name)
    card.body.addWidget(Text(review, role=TextRole.STRONG))
    for source in sources:
        card.body.addWidget(Text(source.title, role=TextRole.SMALL))
        if source.where:
            card.body.addWidget(address(source.where))
    return card

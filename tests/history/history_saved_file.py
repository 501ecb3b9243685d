"""Save a history as this release writes it, so that later ones can test their upgrade from it.

    python tests/history/history_saved_file.py

Run it once for each new revision, before its release; a saved file is never made again.
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1])]

from fakes import FakeClock  # noqa: E402 - the folders above are found first
from history_samples import (  # noqa: E402
    MORNING,
    a_check_in,
    a_desk_break,
    a_function_score,
    a_screening,
    a_set,
    a_silence,
    a_stop,
    a_withdrawal,
    an_open_session,
    an_overrule,
)

from kneecoach.history.break_log import BreakLog  # noqa: E402
from kneecoach.history.schema import CURRENT_REVISION  # noqa: E402
from kneecoach.history.store import HistoryStore  # noqa: E402
from kneecoach.model.dose import Side  # noqa: E402
from kneecoach.model.feedback import Flag, Knee  # noqa: E402
from kneecoach.model.record import Clearance, Scores  # noqa: E402
from kneecoach.model.session_said import KneeScores  # noqa: E402
from kneecoach.model.withdrawal import Deletable  # noqa: E402


def save(path: Path) -> None:
    """Fill a new history at `path` with one of everything."""
    with closing(HistoryStore(path, FakeClock())) as store:
        person = replace(store.default_person(), name="Robin", sore_knee=Knee.LEFT)
        store.change_person(person)
        finished = replace(
            an_open_session(person.id),
            knees=(KneeScores(side=Side.LEFT, before=2), KneeScores(side=Side.RIGHT, before=1)),
        )
        store.start_session(finished)
        for done_set in (a_set(1), a_set(1, Side.RIGHT), a_set(2, complete=60)):
            store.record_set(finished.id, done_set)
        store.record_stop(finished.id, a_stop(pain=4))
        store.finish_session(
            finished.id,
            ended_at=MORNING + timedelta(minutes=25),
            scores=Scores(
                during=4, after=2, effort=6, flags=frozenset({Flag.LIMPING}), note="Höher, bitte"
            ),
            exercises=(replace(finished.exercises[2], during=4, spare=2),),
            paused_times=1,
            knees=tuple(replace(one, during=one.before + 2, after=2) for one in finished.knees),
        )
        cut_off = an_open_session(person.id, MORNING + timedelta(days=2))
        store.start_session(cut_off)
        store.record_set(cut_off.id, a_set(1, ended_at=MORNING + timedelta(days=2)))
        store.add_check_in(a_check_in(person.id, pain=3))
        store.add_check_in(
            replace(a_check_in(person.id, date(2026, 3, 4)), walks_30_minutes=True, note="Better")
        )
        store.add_clearance(
            Clearance(
                id=uuid4(),
                person_id=person.id,
                day=date(2026, 3, 4),
                recorded_at=MORNING,
                note="Seen by a physiotherapist",
            )
        )
        store.add_overrule(an_overrule(person.id))
        store.add_silence(a_silence(person.id))
        store.add_screening(
            (a_screening(person.id, Flag.SWELLING), a_screening(person.id, knee=Knee.RIGHT))
        )
        gone = a_check_in(person.id, date(2026, 3, 5), pain=9)
        store.add_check_in(gone)
        store.withdraw((a_withdrawal(person.id, gone.id, Deletable.CHECK_IN),))
        store.add_function((a_function_score(person.id), a_function_score(person.id, 6)))
    BreakLog(path, FakeClock()).add(a_desk_break())


if __name__ == "__main__":
    target = HERE / "data" / f"{CURRENT_REVISION}.db"
    if target.exists():
        sys.exit(f"{target} is there already; a saved file is never made again.")
    save(target)

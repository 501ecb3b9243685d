"""Tell expected failures apart from bugs: what a person is told, and what to do next."""

from kneecoach.override import override


class KneecoachError(Exception):
    """Report an expected failure in words for the person.

    Attributes:
        user_message: What happened, whole sentences, without blame or jargon.
        way_out: What to do next, one sentence; may be empty when the message says it.
    """

    def __init__(self, user_message: str, way_out: str = "") -> None:
        """Keep the sentence and the way out."""
        super().__init__(user_message)
        self.user_message = user_message
        self.way_out = way_out

    @override
    def __str__(self) -> str:
        """Return the sentence followed by the way out."""
        return f"{self.user_message} {self.way_out}".strip()


class UsageError(KneecoachError):
    """Report a request that cannot be understood as asked (exit status 2 on the command line)."""

"""The families of named errors. Areas raise their own kinds; ``web.errors`` turns each family into an answer."""


class DomainError(Exception):
    """A refusal in the words of the domain. ``message`` is lazily translated text for the person who asked."""

    message: str = ""

    def __init__(self, message: str | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(type(self).__name__))


class NotFoundError(DomainError):
    """There is no such thing, or it is not for this person to know that there is."""


class GoneError(DomainError):
    """There was such a thing, and there will be none any more."""


class ForbiddenError(DomainError):
    """The person is known, and may not do this."""


class UnavailableError(DomainError):
    """Something that this needs, and that is not part of EventHub, does not answer: later it may."""


class ConflictError(DomainError):
    """The thing is in a state that does not allow this, or somebody else was quicker."""

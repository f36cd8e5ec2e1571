"""Why a provider of single sign-on was of no use."""


class ProviderError(Exception):
    """It did not answer, or answered what must not be believed; ``reason`` is for logs and the doctor, and names no
    person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

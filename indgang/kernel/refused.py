"""The two ways an operation says no."""


class Refused(Exception):  # noqa: N818 – a refusal is an answer, not an error
    """A rule says no. The sentence is shown to the person as it stands, in his language."""

    def __init__(self, sentence: str, *, code: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


class NotThere(Exception):  # noqa: N818 – the same answer for "no" and for "not there"
    """What was asked for does not exist, or is not for this actor. Always shown as a 404."""

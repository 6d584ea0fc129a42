"""The one root of the errors that this project raises on purpose; each room's own stand beside what raises them."""

__all__ = ["MarchlandError"]


class MarchlandError(Exception):
    """Something that a user can mend. Its text is one sentence for the user: what is wrong and what to do.

    Every error class of the project is a subclass that is also the builtin it resembles (ValueError, RuntimeError).
    """

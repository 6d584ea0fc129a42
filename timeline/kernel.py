"""How evidence reaches across the land (R17)."""

from dataclasses import dataclass

__all__ = ["KERNEL", "Kernel"]


@dataclass(frozen=True, slots=True)
class Kernel:
    """How evidence reaches across the land.

    `reach`: kilometres over which a place's say falls to 1/e. `nearest`: how many places have a say. `half_life`:
    days by which older evidence counts half as much as the freshest around. `inertia`: the say of the pre-war holder
    (1 is that of a place at no distance). `city`: people from which on a place's silence has a say, since the fall of
    such a town is always told of; `silence`: how much of a say. `river`: kilometres that a river in
    between adds. `lean`: how much farther evidence reaches back towards the ground that a side came from than onwards.
    `crowd`: kilometres within which places with evidence share one say. `before`: the say of what a place was before
    anything was told of it; `assumed`: of what R14 and R15 assume; `region`: of what is told of a whole region, times
    the confidence of that. The figures were chosen as docs/method.md tells.
    """

    reach: float = 40.0
    nearest: int = 24
    half_life: float = 365.0
    inertia: float = 0.03
    city: int = 20_000
    silence: float = 0.5
    river: float = 25.0
    lean: float = 0.8
    crowd: float = 10.0
    before: float = 0.3
    assumed: float = 0.6
    region: float = 1.5


KERNEL = Kernel()

"""The rows of articles with their texts; all other columns stay as they are."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pyarrow as pa

from storage.dataset.hydration.row_writer import Batches
from storage.dataset.hydration.texts import FILLED, Ending, Texts


@dataclass(slots=True)
class Hydrated:
    """What became of the rows: how many have their text, and the uids of those that have not."""

    filled: int = 0
    left: dict[Ending, list[str]] = field(
        default_factory=lambda: {"changed": [], "gone": [], "missing": []}
    )

    @property
    def rows(self) -> int:
        """All rows so far."""
        return self.filled + sum(map(len, self.left.values()))


def filled(batches: Batches, texts: Texts, done: Hydrated, told: Callable[[], None]) -> Batches:
    """Rows of articles with their texts; ``done`` counts them."""
    for batch in batches:
        found = list[tuple[str | None, ...]]()
        for uid in batch.column("uid").to_pylist():
            ending, text = texts.of(uid)
            found.append(text)
            if ending == "filled":
                done.filled += 1
            else:
                done.left[ending].append(uid)
        for values, name in zip(zip(*found, strict=True), FILLED, strict=True):
            place = batch.schema.get_field_index(name)
            if place >= 0:
                of = batch.schema.field(place)
                batch = batch.set_column(place, of, pa.array(values, of.type))
        told()
        if found:
            yield batch

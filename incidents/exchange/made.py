"""What an export makes: the content of a file, and what the copy cannot carry."""

from dataclasses import dataclass

from incidents.exchange.packing import packed, undated


@dataclass(frozen=True)
class Made:
    """The content of a file, and one sentence for each kind of loss where the copy has another shape."""

    content: bytes
    losses: tuple[str, ...] = ()

    @property
    def report(self) -> str:
        """Return the losses as text, one line each."""
        return "".join(f"- {sentence}\n" for sentence in self.losses)

    def packed(self, name: str) -> bytes:
        """Return a zip of the file under its name and of the report beside it, so that neither goes without the other.

        Names in it end with ``.losses.txt`` for the report.
        """
        report = self.report.encode("utf-8-sig")
        return undated(packed([(name, self.content), (report_name(name), report)]))


def report_name(name: str) -> str:
    """Return the name of the report on a file: ``x_acled-shape.losses.txt`` for ``x_acled-shape.csv``."""
    return f"{name.rpartition('.')[0] or name}.losses.txt"

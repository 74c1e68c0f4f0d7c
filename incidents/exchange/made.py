"""What an export makes: the content of a file, and what the copy cannot carry."""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from incidents.exchange.packing import undated


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
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as both:
            both.writestr(name, self.content)
            both.writestr(report_name(name), self.report.encode("utf-8-sig"))
        return undated(out.getvalue())


def report_name(name: str) -> str:
    """Return the name of the report on a file: ``x_acled-shape.losses.txt`` for ``x_acled-shape.csv``."""
    return f"{name.rpartition('.')[0] or name}.losses.txt"

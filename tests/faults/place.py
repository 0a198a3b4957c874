"""A digest in a scratch folder, ingested in this process; and all of its content/ at a glance."""

from pathlib import Path

from kliping import pipeline
from kliping.bench import Options
from kliping.model import ItemReport, Report
from tests import make

CONFIG = "title: Contoh\nbase_url: https://example.org/\nlang: id\ntimezone: Asia/Jakarta\n"
PARAGRAPHS = (
    "JAKARTA (Contoh Kabar) - Pasar pagi di tepi sungai dibuka lagi pada Senin setelah tiga pekan banjir.",
    "Para pedagang datang sejak subuh dan menata dagangan di kios yang baru dicat oleh warga sekitar.",
    "Pengelola pasar mengatakan air naik sampai lutut, sehingga semua lantai harus dibersihkan dahulu.",
    "Warga yang berbelanja mengaku senang karena harga sayur tidak naik dibandingkan bulan yang lalu.",
    "Pemerintah kota berjanji memperbaiki tanggul sebelum musim hujan berikutnya tiba di kota itu.",
)
OTHER = (
    "BANDUNG (Contoh Kabar) - Perpustakaan keliling itu kini singgah di dua belas kampung setiap pekan.",
    "Anak-anak menunggu di balai desa sambil membawa buku yang mereka pinjam pada kunjungan yang lalu.",
    "Mobil tua itu membawa delapan ratus judul, sebagian besar sumbangan dari pembaca di luar daerah.",
)


def text_of(title: str, paragraphs: tuple[str, ...]) -> str:
    """A clipping as plain text."""
    return "\n\n".join((title, "Senin, 5 Oktober 2020", *paragraphs)) + "\n"


PASAR, BUKU = text_of("Pasar pagi buka lagi", PARAGRAPHS), text_of("Perpustakaan keliling singgah", OTHER)


class Place:
    """A digest with two clippings."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.reports: list[Report] = []
        self.write("config.yaml", CONFIG)
        self.write("seeds/pasar.txt", PASAR)
        self.write("seeds/buku.txt", BUKU)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def options(self) -> Options:
        """What a run is asked for."""
        return Options(root=self.root, destination=self.root / "site", now=make.moment(make.NOW), timer=lambda: 0.0)

    def ingest(self) -> dict[str, ItemReport]:
        """One run; what became of each file of seeds/."""
        report = pipeline.ingest_seeds(self.options())
        self.reports.append(report)
        return {item.file: item for item in report.items}

    def codes(self) -> list[str]:
        """The codes of what the last run said was wrong."""
        return [problem.code for problem in self.reports[-1].problems]

    def article(self, word: str = "pasar") -> Path:
        """The one article whose name holds a word."""
        (found,) = [path for path in (self.root / "content").rglob("*.md") if word in path.name]
        return found

    def content(self) -> dict[str, bytes]:
        """All files below content/."""
        found = sorted((self.root / "content").rglob("*"))
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found if path.is_file()}

"""Takes the album anew: `python -m tests.gallery`."""

from tests.gallery import ALBUM
from tests.gallery.taking import fingerprint, taken

if __name__ == "__main__":
    ALBUM.write_text(taken(), "utf-8")
    ALBUM.with_suffix(".sources").write_text(f"{fingerprint()}\n", "utf-8")

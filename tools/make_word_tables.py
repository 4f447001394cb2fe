"""Make handlers/understanding/phrases/common_{en,zh}.txt: words everybody uses, so that a name stands out.

Sources: the dictionary of jieba (MIT) and that of symspellpy (MIT), given as files:
    python tools/make_word_tables.py jieba/dict.txt symspellpy/frequency_dictionary_en_82_765.txt
"""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "handlers" / "understanding" / "phrases"
MOST_ZH, MOST_EN = 24_000, 9_000
_NAMES = ("nr", "ns", "nt", "nz", "nrt", "nrfg")
"""Parts of speech that jieba gives to persons, places, firms and other names."""


def main(chinese: Path, english: Path) -> None:
    """Write both tables, the commonest words first."""
    rows = [line.split(" ") for line in chinese.read_text(encoding="utf-8").splitlines()]
    han = [
        (int(n), w) for w, n, kind in rows if re.fullmatch("[\u4e00-\u9fff]{2,4}", w) and kind not in _NAMES
    ]
    _write("common_zh.txt", [word for _, word in sorted(han, reverse=True)[:MOST_ZH]])
    latin = [line.lstrip("\ufeff").split(" ")[0] for line in english.read_text(encoding="utf-8").splitlines()]
    _write("common_en.txt", [word for word in latin if word.isalpha()][:MOST_EN])


def _write(name: str, words: list[str]) -> None:
    (FOLDER / name).write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

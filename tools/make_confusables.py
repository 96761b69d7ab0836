"""Write src/avtale/format/confusables.txt from Unicode's confusables.txt: `python tools/make_confusables.py FILE`.

FILE is the data file of Unicode Technical Standard 39 as it was published; Debian has version 15.0.0 in the source
package of icu (`apt-get source icu`, icu/source/data/unidata/confusables.txt). Ours says the same in a tenth of the
size, and in hexadecimal alone, so that no look-alike stands in our own files.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/avtale/format/confusables.txt"
LICENCE = """\
# What looks like what: each prototype, and after the colon the characters that look like it. From confusables.txt of
# Unicode Technical Standard 39, {version}, {date}; written by tools/make_confusables.py.
#
# Copyright © 1991-2022 Unicode, Inc. All rights reserved. Distributed under the Terms of Use in
# https://www.unicode.org/copyright.html.
#
# Permission is hereby granted, free of charge, to any person obtaining a copy of the Unicode data files and any
# associated documentation (the "Data Files") or Unicode software and any associated documentation (the "Software") to
# deal in the Data Files or Software without restriction, including without limitation the rights to use, copy, modify,
# merge, publish, distribute, and/or sell copies of the Data Files or Software, and to permit persons to whom the Data
# Files or Software are furnished to do so, provided that either (a) this copyright and permission notice appear with
# all copies of the Data Files or Software, or (b) this copyright and permission notice appear in associated
# Documentation.
#
# THE DATA FILES AND SOFTWARE ARE PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
# LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT OF THIRD PARTY
# RIGHTS. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR HOLDERS INCLUDED IN THIS NOTICE BE LIABLE FOR ANY CLAIM, OR ANY
# SPECIAL INDIRECT OR CONSEQUENTIAL DAMAGES, OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS,
# WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR
# PERFORMANCE OF THE DATA FILES OR SOFTWARE.
#
# Except as contained in this notice, the name of a copyright holder shall not be used in advertising or otherwise to
# promote the sale, use or other dealings in these Data Files or Software without prior written authorization of the
# copyright holder.
"""


def compact(published: str) -> str:
    """The published file in our form. Raises `ValueError` for a file that is none such."""
    version = re.search(r"^# Version: (\S+)$", published, re.MULTILINE)
    date = re.search(r"^# Date: (\S+?),", published, re.MULTILINE)
    if version is None or date is None:
        raise ValueError("no confusables.txt of Unicode: its head says neither version nor date")
    alike: dict[str, list[str]] = {}
    for line in published.splitlines():
        fields = [part.strip() for part in line.partition("#")[0].split(";")]
        if len(fields) == 3:
            alike.setdefault(fields[1], []).append(fields[0])
    rows = [f"{prototype}: {' '.join(sorted(sources))}" for prototype, sources in sorted(alike.items())]
    return LICENCE.format(version=version[1], date=date[1]) + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.write_text(compact(Path(sys.argv[1]).read_text(encoding="utf-8-sig")), encoding="utf-8")
    print(f"wrote {TARGET}")

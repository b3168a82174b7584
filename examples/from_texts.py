"""A brief from a list of texts: what a program already holds, such as rows of a database, needs no files."""

import sys

import briefing

TEXTS = [
    {
        "title": "Kessel harbour to close for dredging in May",
        "text": "The port authority of Kessel on Tuesday approved the closing of the harbour for two weeks in May. "
        "“The channel has lost a metre of depth,” said Ida Brandt, the harbour master. "
        "The harbour was last dredged in 2011.",
        "published": "2026-03-03",
        "publisher": "Kessel Courier",
    },
    {
        "title": "Harbour of Kessel closes for two weeks in May",
        "text": "Kessel will close its harbour for two weeks in May so that the channel can be dredged, the port "
        "authority said on Tuesday. Tom Reuter of the ferry line said that 40,000 passengers would have to travel by "
        "bus.",
        "published": "2026-03-03",
        "publisher": "Lune Gazette",
    },
]


def main(folder: str) -> None:
    edition = briefing.build(TEXTS, day="2026-03-03")
    files = briefing.render(edition, formats=["html", "txt"])
    written = briefing.write(files, folder)
    print((written / "brief.txt").read_text("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "out/2026-03-03")

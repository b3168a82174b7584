"""The list of editions and the feed are proved with an edition, and are no part of what is sent of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import config as settings
from briefing.proof import prove
from briefing.proof.citations import Demand, Finding, open_edition
from briefing.publish.series.catalogue import FORM, _digest
from tests.helpers.days import paper
from tests.helpers.running import called

STRICT = Demand(again=True)
DAYS = ("2031-03-03", "2031-03-04")
ARTICLES = (
    ("Otters seen at Pell weir", "Three otters were seen at the weir of Pell on Monday, the river watch said."),
    (
        "Council closes the ferry",
        "The council of Ostrel voted on Tuesday to close the ferry until June, its clerk said.",
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two editions and what stands beside them."""
    home = tmp_path_factory.mktemp("beside")
    (home / "sources").mkdir()
    (home / "config.yaml").write_text("formats: [txt]\n")
    for day, (title, text) in zip(DAYS, ARTICLES, strict=True):
        (home / "sources" / f"{day}.json").write_text(json.dumps(paper(title, text, f"{day}T06:00:00Z")))
        assert called("build", "--quiet", "--date", day, "--alone", cwd=home).returncode == 0
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home", ignore=shutil.ignore_patterns(".briefing")))


def said(home: Path, demand: Demand = STRICT, day: str = DAYS[1]) -> list[Finding]:
    opened = open_edition(str(home / "out" / day), home / "out", lambda data: {})
    found = prove(opened, settings.read(home / "config.yaml"), home, demand=demand)
    return [one for one in found if "beside the edition" in one.message]


def put(file: str, find: str, instead: str) -> Callable[[Path], None]:
    def change(out: Path) -> None:
        text = (out / file).read_text(encoding="utf-8")
        assert find in text
        (out / file).write_text(text.replace(find, instead), encoding="utf-8")

    return change


def forged_month(out: Path) -> None:
    """The words of the search, with the digest that belongs to them."""
    file = out / "series" / "2031-03.js"
    head, _, body = file.read_bytes().split(b"\n", 2)
    body = body.replace(b"ferry", b"tower")
    file.write_bytes(b"\n".join((head, _digest(body), body)))


def no_list(out: Path) -> None:
    """Without the list the folder looks like one that holds an edition alone."""
    (out / "index.html").unlink()
    put("feed.xml", "ferry", "tower")(out)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a headline of the list": put("index.html", "Council closes the ferry", "Council opens the ferry"),
    "a script in the list": put("index.html", "</body>", "<script>1</script></body>"),
    "a headline of the feed": put("feed.xml", "Council closes the ferry", "Council opens the ferry"),
    "a link of the feed": put("feed.xml", "2031-03-04/brief.txt", "2031-03-03/brief.txt"),
    "a word of the search": put("series/2031-03.js", "ferry", "tower"),
    "a word of the search and its digest": forged_month,
    "the page to the edition before": put("series/earlier-2031-03-04.html", "../2031-03-03/", "../2031-03-02/"),
    "no list, and another feed": no_list,
    "a page more beside the search": lambda out: (out / "series" / "about.html").write_text("x"),
    "no feed": lambda out: (out / "feed.xml").unlink(),
}


@pytest.mark.parametrize("name", list(CHANGES))
def test_a_change_of_what_stands_beside_is_found(name: str, home: Path) -> None:
    CHANGES[name](home / "out")
    assert [one.message.partition(",")[0] for one in said(home) if not one.holds], name
    sent = said(home, Demand(originals=False, beside=False))
    assert all(one.holds for one in sent)


@pytest.mark.parametrize("day", DAYS)
def test_what_the_builds_left_is_no_fault(day: str, home: Path) -> None:
    assert said(home, day=day) == []


def test_what_is_said_of_an_edition_that_is_gone_is_named(home: Path) -> None:
    shutil.rmtree(home / "out" / DAYS[0])
    [one] = said(home)
    assert one.holds and one.message.startswith("not checked: ") and one.message.endswith(f"then: {DAYS[0]}")


def test_an_edition_that_came_later_is_named(home: Path) -> None:
    shutil.copytree(home / "out" / DAYS[1], home / "out" / "2031-02-03")
    [one] = said(home)
    assert one.holds and one.message.endswith("does not name: 2031-02-03")


def claims(out: Path, find: bytes = b"", instead: bytes = b"", *, of: str = "2031-03-01") -> None:
    """The search says that it was made of one more edition, or of another one of a day, and is whole as it stands."""
    file = out / "series" / "2031-03.js"
    head, _, body = file.read_bytes().split(b"\n", 2)
    claimed = [f"{of} {'0' * 64} brief.txt"]
    words = head.decode().split(" ")
    editions = [" ".join(words[at : at + 3]) for at in range(2, len(words), 3)]
    kept = [one for one in editions if not one.startswith(of)]
    assert find in body
    body = body.replace(find, instead)
    named = " ".join(sorted([*kept, *claimed], reverse=True))
    file.write_bytes(f"// {FORM} {named}\n".encode() + _digest(body) + b"\n" + body)


def claims_and(*change: str) -> Callable[[Path], None]:
    def changed(out: Path) -> None:
        claims(out)
        put(*change)(out)

    return changed


CLAIMS: dict[str, Callable[[Path], object]] = {
    "a word of the search": lambda out: claims(out, b"ferry", b"tower"),
    "a headline of the list": claims_and("index.html", "Council closes", "Council opens"),
    "a headline of the feed": claims_and("feed.xml", "Council closes", "Council opens"),
    "another edition of the day": lambda out: claims(out, of=DAYS[1]),
    "an order of its own": claims_and("series/2031-03.js", f"// {FORM} 2031-03-04", f"// {FORM} 2031-03-32"),
    "a value of another kind": lambda out: claims(out, b'"number":null', b'"number":[]'),
    "no edition at all": lambda out: claims(out, of="a/../b"),
}


@pytest.mark.parametrize("name", list(CLAIMS))
def test_claiming_other_editions_hides_nothing(name: str, home: Path) -> None:
    CLAIMS[name](home / "out")
    assert [one for one in said(home) if not one.holds], name


def test_a_claimed_edition_alone_is_named(home: Path) -> None:
    claims(home / "out")
    [one] = said(home)
    assert one.holds and one.message.endswith("then: 2031-03-01")


def test_an_edition_alone_has_nothing_beside_it(home: Path, tmp_path: Path) -> None:
    """As after `briefing.write`, or where somebody copied it."""
    for name in ("index.html", "feed.xml"):
        (home / "out" / name).unlink()
    assert said(home) == []

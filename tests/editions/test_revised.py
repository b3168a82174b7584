"""An edition that is built again after it was sent, and an edition of several days."""

from __future__ import annotations

import email
import email.policy
import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from briefing import pipeline
from briefing.config import Config, Project
from briefing.editions import revision
from briefing.editions.outputs import render
from briefing.model import Edition
from briefing.proof import prove
from briefing.proof.citations import Demand, open_edition
from briefing.publish import folder
from briefing.publish.mail.message import addressed
from tests.editions.test_days import BRIDGE, OWLS, QUARRY, QUARRY_STAYS
from tests.helpers.days import Days, paper, printed

DAY = "2026-09-08"
FORMATS = ("txt", "html", "eml")


def laid(days: Days, *papers: tuple[str, object]) -> None:
    days.build(DAY, dict(papers))  # type: ignore[arg-type]


def built(days: Days, digests: set[str]) -> Edition:
    """What `build` does where versions of these digests were sent."""
    found = list(pipeline.read([days.home / "sources"], days.home, days.config.reading))
    edition = pipeline.build(found, days.config, date.fromisoformat(DAY))
    base = revision.sent(days.out / DAY, digests)
    edition = edition if base is None else revision.revised(edition, base)
    files = render(edition, Project(days.config, days.home, None), FORMATS)
    if edition.revises is not None and base is not None:
        files[revision.BASE] = base.brief
    folder.exchange(days.out, DAY, files)
    return edition


def digest(days: Days) -> str:
    return hashlib.sha256((days.out / DAY / "brief.json").read_bytes()).hexdigest()


def mail(days: Days) -> email.message.EmailMessage:
    found = email.message_from_bytes((days.out / DAY / "brief.eml").read_bytes(), policy=email.policy.default)
    assert isinstance(found, email.message.EmailMessage)
    return found


def faults(days: Days) -> list[str]:
    opened = open_edition(str(days.out / DAY), days.out, lambda data: {})
    project = Project(days.config, days.home, None)
    return [one.message for one in prove(opened, project, days.home, demand=Demand(again=True)) if not one.holds]


def test_what_nobody_got_is_not_revised(tmp_path: Path) -> None:
    days = Days(tmp_path, Config(since="none"))
    laid(days, ("owls", OWLS))
    assert built(days, set()).revises is None
    assert built(days, {"another version"}).revises is None


def test_the_same_again_is_the_same(tmp_path: Path) -> None:
    days = Days(tmp_path, Config(since="none"))
    laid(days, ("owls", OWLS))
    built(days, set())
    before = (days.out / DAY / "brief.json").read_bytes()
    built(days, {digest(days)})
    assert (days.out / DAY / "brief.json").read_bytes() == before


def test_a_word_that_changed_in_a_source_takes_nothing_else_out(tmp_path: Path) -> None:
    """The ids of all that is quoted from it are others then; what is printed is not."""
    days = Days(tmp_path, Config(since="none"))
    laid(days, ("owls", OWLS))
    first = built(days, set())
    laid(days, ("owls", {**OWLS, "text": str(OWLS["text"]).replace("Four chicks", "Five chicks")}))
    folder.exchange(days.out, DAY, render(first, Project(days.config, days.home, None), FORMATS))
    second = built(days, {digest(days)})
    assert second.revises is not None
    assert [one.text.partition(".")[0] for one in second.revises.dropped] == ["Four chicks hatched in August"]
    names = {one.id: one.text for story in second.stories for part in story.sections for one in part.statements}
    assert [names[one].partition(".")[0] for one in second.revises.added] == ["Five chicks hatched in August"]
    assert faults(days) == []


def test_a_revised_edition_says_so_and_answers_the_first_mail(tmp_path: Path) -> None:
    days = Days(tmp_path, Config(since="none"))
    laid(days, ("owls", OWLS), ("quarry", QUARRY))
    built(days, set())
    first, sent = mail(days), digest(days)
    (tmp_path / "sources" / "owls.json").unlink()
    days.build(DAY, {"bridge": BRIDGE}, since="none")
    folder_before = days.out / DAY
    assert revision.sent(folder_before, {sent}) is None  # another version lies there, which nobody got
    (tmp_path / "sources" / "bridge.json").unlink()
    laid(days, ("owls", OWLS))
    built(days, set())
    (tmp_path / "sources" / "owls.json").unlink()
    laid_again = built_after(days, sent)
    assert laid_again.revises is not None and laid_again.revises.sha256 == sent
    assert any("Barn owls" in one.text for one in laid_again.revises.dropped)
    now = mail(days)
    assert now["Subject"].startswith("Revised: ") and now["In-Reply-To"] == first["Message-ID"] == now["References"]
    page = (days.out / DAY / "brief.txt").read_text(encoding="utf-8")
    assert page.startswith("MORNING BRIEF (REVISED)") and "Barn owls have nested" in page
    assert faults(days) == []


def built_after(days: Days, sent: str) -> Edition:
    assert digest(days) == sent
    return built(days, {sent})


def test_a_recipients_reply_names_the_mail_that_this_recipient_got(tmp_path: Path) -> None:
    days = Days(tmp_path, Config(since="none"))
    laid(days, ("owls", OWLS), ("quarry", QUARRY))
    built(days, set())
    first = addressed((days.out / DAY / "brief.eml").read_bytes(), "ann@example.org", days.config.mail)
    sent = digest(days)
    (tmp_path / "sources" / "owls.json").unlink()
    built(days, {sent})
    second = addressed((days.out / DAY / "brief.eml").read_bytes(), "ann@example.org", days.config.mail)
    ids = [email.message_from_bytes(raw, policy=email.policy.default) for raw in (first, second)]
    assert ids[1]["In-Reply-To"] == ids[0]["Message-ID"] != ids[1]["Message-ID"]


def test_a_version_that_was_put_in_falls(tmp_path: Path) -> None:
    days = Days(tmp_path, Config(since="none"))
    laid(days, ("owls", OWLS), ("quarry", QUARRY))
    built(days, set())
    sent = digest(days)
    (tmp_path / "sources" / "owls.json").unlink()
    built(days, {sent})
    (days.out / DAY / revision.BASE).write_bytes(b"{}")
    assert any("the version that it replaces" in message for message in faults(days))


def test_a_week_has_each_story_as_it_stands_with_its_days(tmp_path: Path) -> None:
    days = Days(tmp_path)
    days.build("2026-09-07", {"quarry": QUARRY, "owls": OWLS})
    days.build(DAY, {"stays": QUARRY_STAYS})
    later = paper("Geese pass over Mirrow", "Geese passed over Mirrow on Friday, said the bird society.", "2026-09-18")
    days.build("2026-09-18", {"late": later})
    found = list(pipeline.read([tmp_path / "sources"], tmp_path, days.config.reading))
    before = pipeline.Before((), date(2026, 9, 7))
    edition = pipeline.build(found, days.config, date(2026, 9, 13), before=before)
    assert edition.begins == "2026-09-07" and edition.previous is None
    quarry = next(story for story in edition.stories if story.days)
    assert [day.date for day in quarry.days] == ["2026-09-07", "2026-09-08"]
    assert quarry.headline == "Vask Stone halts closure of Orle quarry"
    assert any("halted its plan" in text for text in printed(edition))
    assert any(left.path.startswith("sources/late") for left in edition.left_out)
    files = render(edition, Project(days.config, tmp_path, None), ("txt", "html"))
    where = folder.exchange(days.out, "2026-09-07_2026-09-13", files)
    text = files["brief.txt"].decode("utf-8")
    assert "Monday 7 September 2026 – Sunday 13 September 2026" in text and "DAY BY DAY" in text
    opened = open_edition(str(where), days.out, lambda data: {})
    project = replace(Project(days.config, tmp_path, None))
    assert [one.message for one in prove(opened, project, tmp_path, demand=Demand(again=True)) if not one.holds] == []

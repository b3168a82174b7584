"""A build says which scripts of its PDF no font at hand can draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing import cli
from briefing.publish.page.styles import fonts

TEXT = (
    "Orland opens its port\n\nThe port authority of Orland said on Tuesday that the ship 洛姆 had entered the port.\n"
)


@pytest.mark.parametrize(("formats", "said"), [("pdf", 1), ("txt", 0)])
def test_a_script_without_a_font_is_warned_of_where_a_pdf_is_made(
    formats: str, said: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fonts, "_system_has", lambda letter: False)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "config.yaml").write_text("title: Brief\nsources: sources/\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build", "--date", "2024-03-05", "--formats", formats]) in (0, None)
    message = capsys.readouterr().err
    assert message.count("brief.pdf: no face for Chinese") == said
    assert message.count("apt-get install fonts-noto-cjk") == said

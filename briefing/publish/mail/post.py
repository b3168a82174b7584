"""The messages of an edition: brief.eml for all, and for a group that gets something else its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from briefing.model import Edition
from briefing.publish.formats import Design, Rendering
from briefing.publish.mail import page
from briefing.publish.mail.delivery import private_file
from briefing.publish.mail.dkim import signed
from briefing.publish.mail.message import addressed
from briefing.publish.mail.options import GroupOptions
from briefing.publish.mail.recipients import Recipient


class Post:
    """Makes each group's mail once, when its first recipient is served."""

    def __init__(self, edition: Callable[[], Edition], mail: bytes, design: Design, folder: Path) -> None:
        """edition: asked for where a group gets something else; mail: brief.eml as the edition's folder holds it;
        folder: what the paths of the config are relative to."""
        self.options = design.mail
        self._edition, self._mail, self._design = edition, mail, design
        self._groups = {group.name: group for group in self.options.groups}
        self._made: dict[str, bytes] = {"": mail}
        self._dkim = self.options.dkim
        self._key = private_file(folder / self._dkim.key_file) if self._dkim else b""

    def message(self, recipient: Recipient) -> bytes:
        """What goes to this recipient, signed where a key is configured."""
        if recipient.group not in self._made:
            self._made[recipient.group] = self._of_group(self._groups[recipient.group])
        raw = addressed(self._made[recipient.group], recipient.address, self.options)
        return signed(raw, self._dkim, self._key) if self._dkim else raw

    def _of_group(self, group: GroupOptions) -> bytes:
        attach = self.options.attach_pdf if group.attach_pdf is None else group.attach_pdf
        if group.sections is None and attach == self.options.attach_pdf:
            return self._mail
        edition = self._edition()
        if group.sections is not None:
            edition = page.for_sections(edition, group.sections)
        design = replace(self._design, mail=replace(self.options, attach_pdf=attach))
        return Rendering(edition, design).eml

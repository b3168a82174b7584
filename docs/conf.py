"""The documentation site: `make docs` builds it strictly (a warning fails) into build/docs, and opens no network.

Pages are Markdown, as they stand in docs/. `quality/site.py` adds the configuration reference and reads docstrings.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from briefing import __version__

project = "briefing"
author = "The briefing authors"
project_copyright = "2026, The briefing authors"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "quality.site"]
nitpicky = False  # signatures name types of the standard library, whose inventory would have to be fetched
myst_heading_anchors = 4
myst_enable_extensions = ["deflist"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True

html_theme = "furo"
html_title = f"briefing {__version__}"
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {"top_of_page_buttons": []}

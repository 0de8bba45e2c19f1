"""Puts the rules, made ready to run, into the wheel, so that a first run has nothing to read anew."""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparedRules(BuildHookInterface[Any]):
    """Writes the file before the wheel is put together; in a checkout it stays, what is stale in it passed over."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (as the interface has it; the folder of rules is taken in whole)
        """Prepare the rules of this tree."""
        sys.path.insert(0, self.root)
        with tempfile.TemporaryDirectory() as folder:
            os.environ["MTCHECK_CACHE_DIR"] = folder
            from mtcheck.rulelang.prepare import prepare

            path = prepare()
        self.app.display_info(f"prepared {Path(path).relative_to(self.root)}")

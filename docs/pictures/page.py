"""Draws docs/pictures/page.png, the review page of an article: python docs/pictures/page.py (needs Chromium)."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from mtcheck.core.report import Look
from mtcheck.core.settings import Config
from mtcheck.input.reading import texts
from mtcheck.output.reporters import REPORTERS
from mtcheck.run.whole import run

HERE = Path(__file__).parent
ARTICLE = HERE.parent.parent / "fixtures" / "harbor.txt"
SIZE = {"width": 1280, "height": 860}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def main() -> None:
    """Render the report, open it without a network, and take its picture."""
    config = Config(jobs=1)
    page = REPORTERS["html"](run(texts([str(ARTICLE)], config), config), Look())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "report.html"
        path.write_text(page.replace(str(ARTICLE), ARTICLE.name), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        tab = browser.new_page(viewport=SIZE)
        tab.goto(path.as_uri())
        tab.screenshot(path=HERE / "page.png")
        browser.close()


if __name__ == "__main__":
    main()

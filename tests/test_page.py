"""The annotated page in a real headless Chromium: open, filter, accept, export."""

import json
import os
import shutil

import pytest

from mtcheck.core import fixes
from mtcheck.core.model import Finding, Severity, Span
from mtcheck.core.report import Look, Placed, Report, TextReport
from mtcheck.output import baseline
from mtcheck.output.reporters import REPORTERS

TEXT = "A 😀 first <script>alert(1)</script> line. of text\r\nsecond line to to end\n& “quoted ”"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--no-first-run",
]


def placed(start, end, *options, rule="seams.x", severity=Severity.MAJOR, category="fluency/punctuation", safe=False):
    message = f"<img src=x onerror=alert(2)> {rule}"
    finding = Finding(Span(start, end), rule, "rules", message, severity, category, options, safe)
    return Placed(finding, TEXT.count("\n", 0, start) + 1, 1, TEXT[start:end], f"key{start}")


def at(part):
    return TEXT.index(part)


FOUND = (
    placed(at(" of") - 1, at(" of"), "", safe=True),
    placed(
        at("to to"),
        at("to to") + 5,
        "to",
        "</script>too",
        rule="repetition.y",
        severity=Severity.MINOR,
        category="fluency/duplication",
    ),
    placed(at("& "), at("& "), "And ", rule="seams.z"),
    placed(at(" ”"), at(" ”") + 2, rule="quotes.q", severity=Severity.CRITICAL),
)
REPORT = Report((TextReport("a<b>&'\".txt", None, TEXT, 12, FOUND),), (), "mtcheck|<b>", {"seams.x": "<b>why</b>"})


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sync_playwright = None
    if not chromium or sync_playwright is None:
        reason = "needs Chromium and the extra 'browser'"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(REPORTERS["html"](REPORT, Look()), encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser, path
        browser.close()


@pytest.fixture
def opened(page):
    browser, path = page
    context = browser.new_context(accept_downloads=True)
    tab = context.new_page()
    troubles = []
    tab.on("dialog", lambda dialog: troubles.append(dialog.message) or dialog.dismiss())
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    tab.on(
        "request",
        lambda request: troubles.append(request.url) if not request.url.startswith(("file:", "blob:")) else None,
    )
    tab.goto(path.as_uri())
    yield tab
    assert troubles == []
    context.close()


pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


def saved(tab, selector):
    with tab.expect_download() as download:
        tab.click(selector)
    with open(download.value.path(), encoding="utf-8", newline="") as stream:
        return download.value.suggested_filename, stream.read()


def test_the_text_is_shown_with_every_finding_marked(opened):
    assert opened.locator("mark[data-finding]").count() == 4
    assert opened.locator("article .prose").first.inner_text() == "A 😀 first <script>alert(1)</script> line. of text"
    assert opened.locator("script").count() == 2
    assert opened.locator("img").count() == 0
    assert opened.title() == "mtcheck: 4 findings"


def test_filters_hide_notes_and_marks(opened):
    opened.uncheck("input[value=minor]")
    assert opened.locator(".note:visible").count() == 3
    opened.select_option("#rule", "seams.x")
    assert opened.locator(".note:visible").count() == 1
    opened.select_option("#category", "fluency/duplication")
    assert opened.locator(".note:visible").count() == 0
    assert opened.locator("#status").inner_text() == "0 of 4 findings shown"


@pytest.mark.parametrize(("chosen", "option"), [([0], 0), ([0, 1, 2], 0), ([0, 1, 2], 1), ([], 0)])
def test_the_exported_text_is_what_fix_gives_with_the_same_choices(opened, chosen, option):
    for number in chosen:
        if number == 1 and option:
            opened.check(f"#n{number} input[value='{option}']")
        opened.click(f"#n{number} [data-act=accept]")
    name, body = saved(opened, "button.export")
    wanted = []
    for number in chosen:
        one = FOUND[number].finding
        options = one.fixes[option:] if number == 1 else one.fixes
        wanted.append(Finding(one.span, one.rule, one.found_by, one.message, one.severity, one.category, options))
    assert body == fixes.apply(TEXT, wanted)
    assert name.endswith(".txt")


def test_all_safe_fixes_at_once(opened):
    opened.click("#accept-safe")
    assert opened.locator("mark.accepted").count() == 1
    assert opened.locator("#status").inner_text() == "1 accepted, 0 rejected, 3 open"


def test_keys(opened):
    opened.keyboard.press("j")
    assert opened.evaluate("document.activeElement.dataset.finding") == "0"
    opened.keyboard.press("a")
    assert "accepted" in opened.locator("mark[data-finding='0']").get_attribute("class")
    opened.keyboard.press("u")
    assert "accepted" not in opened.locator("mark[data-finding='0']").get_attribute("class")
    opened.keyboard.press("k")
    opened.keyboard.press("r")
    assert opened.locator("#n3 [data-act=reject]").get_attribute("aria-pressed") == "true"


def test_rejected_findings_become_a_baseline_that_mtcheck_reads(opened, tmp_path):
    for number in (0, 3):
        opened.click(f"#n{number} [data-act=reject]")
    _, body = saved(opened, "#export-baseline")
    path = tmp_path / "b.json"
    path.write_text(body, encoding="utf-8")
    marked = baseline.mark(REPORT, baseline.read(path))
    assert [one.baselined for one in marked.texts[0].findings] == [True, False, False, True]
    assert json.loads(body)["version"] == 1


def test_landmarks_labels_and_contrast(opened):
    for landmark in ("header", "nav", "main", "footer"):
        assert opened.locator(landmark).count() == 1
    assert all(name.strip() for name in opened.locator("button").all_inner_texts())
    ratio = """() => {
      const light = (c) => { const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map((v) => { v /= 255;
        return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const paper = light(getComputedStyle(document.body).backgroundColor);
      return [...document.querySelectorAll(".prose, .badge, .meta, .score dd, .score dt, .keys, footer p")].map((e) => {
        const ink = light(getComputedStyle(e).color); const [a, b] = [Math.max(ink, paper), Math.min(ink, paper)];
        return (a + 0.05) / (b + 0.05); });
    }"""
    for scheme in ("light", "dark"):
        opened.emulate_media(color_scheme=scheme)
        assert min(opened.evaluate(ratio)) >= 4.5, scheme


def test_it_prints_the_notes_without_the_tools(opened):
    opened.emulate_media(media="print")
    assert opened.locator("nav").is_hidden()
    assert opened.locator(".note").first.is_visible()

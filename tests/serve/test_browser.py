"""The served page in a real Chromium: typing, opening files, two tabs, a site that means harm, a paste that is too large."""

import http.server
import threading

import pytest

from tests.chromium import saved, tab_of, until, violations
from tests.page.test_file_forms import FILES
from tests.serve.running import serving

pytestmark = [pytest.mark.browser, pytest.mark.processes, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def port():
    with serving() as found:
        yield found


@pytest.fixture
def address(port):
    return f"http://127.0.0.1:{port}/"


@pytest.fixture
def tab(browser, address):
    with tab_of(browser, address) as found:
        yield found


def marked(tab, *wanted):
    """Wait until these words are marked, in order."""
    script = "(wanted) => JSON.stringify([...document.querySelectorAll('mark[id]')].map((one) => one.textContent)) === wanted"
    until(tab, script, str(list(wanted)).replace("'", '"').replace('", "', '","'))


def test_what_is_typed_is_checked_while_it_is_typed(tab):
    tab.locator("#box").press_sequentially("He came on tuesday")
    marked(tab, "tuesday")
    tab.locator("#box").press_sequentially(" to to Rome")
    marked(tab, "tuesday", "to to")
    assert tab.evaluate("document.activeElement.id") == "box"


def test_decisions_and_filters_stay_while_the_text_changes(tab):
    tab.fill("#box", "He came on tuesday to to Rome and then went home again.")
    marked(tab, "tuesday", "to to")
    tab.locator("#n0 [data-act=accept]").click()
    tab.locator(".menu > summary", has_text="Filter").click()
    tab.select_option("#rule", index=2)
    shown = tab.locator(".note:visible").count()
    tab.fill("#box", "He came on tuesday to to Rome and then went home again. The the end.")
    marked(tab, "tuesday", "to to", "The the")
    assert tab.locator("#m0.accepted").count() == 1
    assert (shown, tab.evaluate("document.getElementById('rule').selectedIndex")) == (1, 2)


def test_accepted_fixes_are_taken_over_into_the_box(tab):
    tab.fill("#box", "He came on tuesday to to Rome.")
    marked(tab, "tuesday", "to to")
    tab.locator("#n1 [data-act=accept]").click()
    tab.click("#take-over")
    marked(tab, "tuesday")
    assert tab.input_value("#box") == "He came on tuesday to Rome."


def test_markdown_is_checked_as_markdown(tab):
    tab.select_option("#format", "markdown")
    tab.fill("#box", "# Head\n\nOn `tuesday` we went to to Rome.")
    marked(tab, "to to")
    heading = (
        "[...document.querySelectorAll('.row.heading :is(.after, .prose)')].map((one) => one.innerText)[0] === 'Head'"
    )
    until(tab, heading)
    name, body = saved(tab, lambda: tab.locator("#n0 [data-act=accept]").click() or tab.click("[data-do=save]"))
    assert (name, body) == ("text.md", b"# Head\n\nOn `tuesday` we went to Rome.")


@pytest.mark.parametrize("name", ["a.txt", "a.md", *FILES])
def test_a_file_is_opened_reviewed_and_saved(tab, tmp_path, name):
    text = FILES.get(name, "He came on tuesday.\r\nThen to to Rome.")
    path = tmp_path / name
    path.write_bytes(text.encode())
    tab.set_input_files("#open-file", path)
    tab.wait_for_selector("mark[id]")
    assert tab.locator("h2").inner_text() == name
    assert tab.locator("#box").is_visible() == (name not in FILES)
    tab.locator(".note", has_text="→ Tuesday").locator("[data-act=accept]").click()
    saved_as, body = saved(tab, lambda: tab.click("[data-do=save]"))
    wanted = text.replace("tuesday", "Tuesday").replace('"He came "\n"', '"He came ')  # PO lines are wrapped anew
    assert (saved_as, body.decode()) == (name, wanted)
    if name in FILES:
        tab.click("#close-file")
        until(tab, "document.querySelectorAll('mark').length === 0")


def test_two_tabs_do_not_see_each_other(browser, address):
    with tab_of(browser, address) as one, tab_of(browser, address) as other:
        one.fill("#box", "He came on tuesday.")
        other.fill("#box", "They went to to Rome.")
        marked(one, "tuesday")
        marked(other, "to to")
        one.locator("#n0 [data-act=accept]").click()
        other.locator("#box").press_sequentially(" The the end.")
        marked(other, "to to", "The the")
        assert other.locator("mark.accepted").count() == 0
        assert one.locator("mark.accepted").count() == 1
    with tab_of(browser, address) as third:
        assert third.input_value("#box") == ""
        assert third.evaluate("localStorage.length") == 0


def test_a_paste_of_20_mb_is_refused_and_the_page_lives_on(tab, port):
    tab.evaluate("""() => { const box = document.getElementById("box"); box.value = ("word ".repeat(19) + "word\\n").repeat(200_000);
      box.dispatchEvent(new Event("input", { bubbles: true })); }""")
    assert tab.locator("#checking").inner_text() == "a long text: press Check to check it"
    tab.click("#check-now")
    assert tab.locator("#checking").inner_text() == "the text has 20.0 MB; at most 10.0 MB can be checked at once"
    forced = "async () => (await fetch('/check', { method: 'POST', headers: { 'X-Mtcheck': '1' }, body: 'x'.repeat(20e6) })).status"
    assert tab.evaluate(f"({forced})().catch((error) => error.message)") in {413, "Failed to fetch"}
    tab.troubles.clear()  # the browser notes the refusal as an error
    tab.fill("#box", "He came on tuesday.")
    marked(tab, "tuesday")


HOSTILE = """<!DOCTYPE html><title>hostile</title><script>
const seen = [];
async function attempt(name, options) {
  try { const answer = await fetch("http://127.0.0.1:%d/check?name=a.txt", { method: "POST", body: "He came on tuesday.", ...options });
    seen.push(`${name}: ${answer.type} ${answer.status} ${(await answer.text()).length}`); }
  catch (error) { seen.push(`${name}: ${error.name}`); }
}
(async () => {
  await attempt("simple", { mode: "no-cors" });
  await attempt("cors", {});
  await attempt("header", { headers: { "X-Mtcheck": "1" } });
  await attempt("page", { method: "GET", body: undefined });
  const frame = document.createElement("iframe");
  frame.src = "http://127.0.0.1:%d/";
  frame.onload = () => { let read; try { read = frame.contentDocument ? "read" : "closed"; } catch { read = "closed"; } seen.push(`frame: ${read}`); document.title = seen.join("; "); };
  document.documentElement.append(frame);
})();
</script>"""


def test_a_hostile_site_gets_nothing(browser, port):
    class Hostile(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write((HOSTILE % (port, port)).encode())

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=server.serve_forever).start()
    context = browser.new_context()
    try:
        tab = context.new_page()
        answers = []
        tab.on(
            "response",
            lambda one: answers.append((one.status, one.request.method)) if f":{port}/check" in one.url else None,
        )
        tab.goto(f"http://127.0.0.1:{server.server_port}/")
        until(tab, "document.title !== 'hostile'")
        assert tab.title() == "simple: TypeError; cors: TypeError; header: TypeError; page: TypeError; frame: closed"
        assert not [one for one in answers if one[0] == 200]
    finally:
        context.close()
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(browser, address, scheme):
    with tab_of(browser, address, color_scheme=scheme) as tab:
        assert violations(tab) == []
        tab.fill("#box", "He came on tuesday to to Rome.")
        marked(tab, "tuesday", "to to")
        tab.locator("#m1").click()
        assert violations(tab) == []

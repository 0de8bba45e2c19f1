// The served page: what is pasted, typed or opened is sent to this page's own server, and the report comes back.
const box = byId("box");
const paste = byId("paste");
let opened = null; // a file of many texts, or one that is no text: { name, bytes }
let asked = null; // the request under way
let waiting = 0;
const remembered = new Map(); // decisions by finding, carried from check to check
const names = { html: "text.html", markdown: "text.md", plain: "text.txt" };
const tell = (message) => (byId("checking").textContent = message);
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

keeping = false; // the browser keeps nothing of a served text either

function remember() {
  for (const [id, one] of state.findings) {
    if (decisions.has(id)) remembered.set(nameOf(one), decisions.get(id));
    else remembered.delete(nameOf(one));
  }
}

function renew(answer) {
  remember();
  const fields = [...document.querySelectorAll("nav select, nav input[type=checkbox]")].map((field) => [field.id || field.value, field.value, field.checked]);
  byId("report").innerHTML = answer.html;
  load(answer.data);
  fillFilters();
  for (const [id, one] of state.findings) {
    const known = remembered.get(nameOf(one));
    if (known) {
      decisions.set(id, known);
      draw(id);
    }
  }
  for (const [name, value, checked] of fields) {
    const field = byId(name) || document.querySelector(`nav input[value="${CSS.escape(name)}"]`);
    if (field?.type === "checkbox") field.checked = checked;
    else if (field && [...field.options].some((one) => one.value === value)) field.value = value;
  }
  if (state.findings.size) {
    filter();
    document.querySelector(`input[name=view][value=${document.body.dataset.view}]`).checked = true;
    show(document.body.dataset.view);
    if (decisions.size) decided();
  }
}

async function post(path, body, type) {
  asked?.abort();
  const mine = (asked = new AbortController());
  tell("checking…");
  const headers = { "X-Mtcheck": "1", "Content-Type": type };
  try {
    const response = await fetch(path, { method: "POST", headers, body, signal: mine.signal });
    if (!response.ok) throw new Error(await response.text());
    tell("");
    return response;
  } catch (error) {
    if (error.name === "AbortError") return null;
    tell(error instanceof TypeError ? "the server does not answer; is mtcheck serve still running?" : error.message);
    return null;
  } finally {
    if (asked === mine) asked = null;
  }
}

async function ask(name, bytes, format) {
  const most = Number(paste.dataset.most);
  if (bytes.length > most) {
    asked?.abort();
    tell(`the text has ${megabytes(bytes.length)}; at most ${megabytes(most)} can be checked at once`);
    return null;
  }
  const query = new URLSearchParams({ name, ...(format ? { format } : {}) });
  const response = await post(`/check?${query}`, bytes, "application/octet-stream");
  const answer = response && (await response.json());
  if (answer) renew(answer);
  return answer;
}

const checkBox = () => {
  clearTimeout(waiting);
  if (opened) return ask(opened.name, opened.bytes, "");
  return ask(names[byId("format").value], new TextEncoder().encode(box.value), byId("format").value);
};

box.addEventListener("input", () => {
  clearTimeout(waiting);
  asked?.abort();
  if (box.value.length > Number(paste.dataset.live)) tell("a long text: press Check to check it");
  else waiting = setTimeout(checkBox, 250);
});
byId("format").addEventListener("change", checkBox);
byId("check-now").addEventListener("click", checkBox);

byId("open-file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  if (file.size > Number(paste.dataset.most)) {
    tell(`the file has ${megabytes(file.size)}; at most ${megabytes(Number(paste.dataset.most))} can be checked at once`);
    return;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const answer = await ask(file.name, bytes, "");
  if (!answer) return;
  opened = answer.text === null ? { name: file.name, bytes } : null;
  box.hidden = opened !== null;
  byId("opened").hidden = opened === null;
  byId("opened-name").textContent = file.name;
  if (opened) return;
  box.value = answer.text;
  byId("format").value = answer.format;
});

byId("close-file").addEventListener("click", () => {
  opened = null;
  box.hidden = false;
  byId("opened").hidden = true;
  checkBox();
});

byId("take-over").addEventListener("click", () => {
  const [file] = state.files;
  if (opened || !file || file.kind !== "" || !file.texts.length) return tell("there is no text in the box to change");
  if (file.texts[0].text !== box.value.replaceAll("\r\n", "\n") && file.texts[0].text !== box.value) return tell("wait for the check to end");
  box.value = corrected(file.texts[0]);
  decisions.clear();
  remembered.clear();
  return checkBox();
});

// Files that the page cannot write itself are written by the server from their own bytes.
writeElsewhere = async (file) => {
  if (!opened) return;
  let content = "";
  for (let at = 0; at < opened.bytes.length; at += 0x8000) content += String.fromCharCode(...opened.bytes.subarray(at, at + 0x8000));
  const body = JSON.stringify({ name: opened.name, content: btoa(content), decisions: JSON.parse(decisionsFile()) });
  const response = await post("/fix", body, "application/json");
  if (response) save(file.saveAs, await response.arrayBuffer(), "application/octet-stream");
};

// Marks and notes drawn as they were decided: what goes is struck out, what comes stands beside it.
function draw(id) {
  const verdict = verdictOf(id);
  const marks = marksOf(id);
  const note = noteOf(id);
  for (const element of [...marks, note]) {
    element.classList.toggle("accepted", verdict === "accept");
    element.classList.toggle("rejected", verdict === "reject");
  }
  drawInserted(id, marks[marks.length - 1], verdict);
  drawChange(id, note);
  for (const button of note.querySelectorAll("[data-act]")) {
    button.setAttribute("aria-pressed", String(button.dataset.act === verdict));
  }
  const accept = note.querySelector("[data-act=accept]");
  accept.hidden = chosen(id) === undefined;
  drawAfter(state.rows.get(id));
  for (const mark of marks.slice(1)) drawAfter(mark.closest(".row"));
}

function drawInserted(id, last, verdict) {
  const known = last.nextElementSibling;
  if (known && known.matches(`ins.now[data-for="${id}"]`)) known.remove();
  if (verdict !== "accept") return;
  const inserted = document.createElement("ins");
  const fix = forTyping(decisions.get(id).fix, state.findings.get(id).of);
  inserted.className = fix ? "now" : "now nothing";
  inserted.dataset.for = id;
  inserted.textContent = /^\s+$/.test(fix) ? "␣".repeat(fix.length) : fix;
  last.after(inserted);
}

function drawChange(id, note) {
  const fix = chosen(id);
  if (fix === undefined) return;
  const one = state.findings.get(id);
  let fresh = note.querySelector(".new");
  if (!fresh) {
    const [lead, tail] = [...note.querySelectorAll(".old > span")].map((part) => part.cloneNode(true));
    const arrow = Object.assign(document.createElement("span"), { className: "arrow", textContent: " → " });
    fresh = Object.assign(document.createElement("span"), { className: "new" });
    fresh.append(lead, document.createElement("ins"), tail);
    note.querySelector(".change").append(arrow, fresh);
  }
  fresh.querySelector("ins").textContent = forTyping(fix, one.of);
}

function decide(id, verdict) {
  const fix = chosen(id);
  if (verdict === "accept" && fix === undefined) return write(id);
  if (verdict === null || verdictOf(id) === verdict) decisions.delete(id);
  else decisions.set(id, verdict === "accept" ? { verdict, fix } : { verdict });
  draw(id);
  settleRow(state.rows.get(id));
  return decided();
}

function replaceAll(wanted) {
  const touched = new Set([...decisions.keys(), ...wanted.keys()]);
  decisions.clear();
  wanted.forEach((value, id) => decisions.set(id, value));
  touched.forEach(draw);
  layOut();
  decided();
}

// Takes over many decisions at once; what stood before can be brought back.
function decideAll(wanted, message) {
  const before = new Map(decisions);
  const undo = byId("undo");
  replaceAll(wanted);
  say(message);
  undo.hidden = false;
  undo.onclick = () => {
    undo.hidden = true;
    replaceAll(before);
    say("as it was before");
  };
}

function decided() {
  const counts = { accept: 0, reject: 0 };
  const perFile = new Map();
  decisions.forEach(({ verdict }, id) => {
    counts[verdict] += 1;
    const { file } = state.findings.get(id);
    perFile.set(file, (perFile.get(file) || 0) + 1);
  });
  const open = state.findings.size - counts.accept - counts.reject;
  say(`${counts.accept} accepted, ${counts.reject} rejected, ${open} open`);
  for (const cell of document.querySelectorAll(".decided")) {
    const file = state.files[Number(cell.dataset.file)];
    const total = file.texts.reduce((sum, text) => sum + text.findings.length, 0);
    cell.textContent = `${perFile.get(file) || 0} of ${total}`;
  }
  keep();
}

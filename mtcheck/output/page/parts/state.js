// What the page knows: the files with their texts and findings, and what was decided about each finding.
const state = { files: [], reasons: {}, findings: new Map(), marks: new Map(), notes: new Map(), rows: new Map() };
const decisions = new Map(); // finding → { verdict, fix }
const choices = new Map(); // finding → the fix that is chosen but not decided yet
let current = null;

const byId = (id) => document.getElementById(id);
const say = (message) => {
  const status = byId("status");
  if (status) status.textContent = message;
};

const count = (number, one) => `${number} ${one}${number === 1 ? "" : one.endsWith("x") ? "es" : "s"}`;

function load(data) {
  Object.assign(state, { files: data.files, reasons: data.reasons });
  for (const map of [state.findings, state.marks, state.notes, state.rows, decisions, choices]) map.clear();
  current = null;
  for (const file of state.files) {
    for (const text of file.texts) {
      for (const one of text.findings) state.findings.set(String(one.id), Object.assign(one, { of: text, file }));
    }
  }
  for (const mark of document.querySelectorAll("mark[data-finding]")) {
    const known = state.marks.get(mark.dataset.finding);
    if (known) known.push(mark);
    else state.marks.set(mark.dataset.finding, [mark]);
  }
  for (const note of document.querySelectorAll(".note")) {
    state.notes.set(note.dataset.finding, note);
    state.rows.set(note.dataset.finding, note.closest(".row"));
  }
}

const marksOf = (id) => state.marks.get(id) || [];
const noteOf = (id) => state.notes.get(id);
const verdictOf = (id) => decisions.get(id)?.verdict ?? null;
const chosen = (id) => choices.get(id) ?? decisions.get(id)?.fix ?? state.findings.get(id).fixes[0];
const visible = () => [...state.notes.values()].filter((note) => !note.hidden).map((note) => note.dataset.finding);
const nameOf = (one) => `${one.key}#${one.nth}`;

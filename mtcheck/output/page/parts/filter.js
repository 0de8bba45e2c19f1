// Which findings are shown.
function fillFilters() {
  for (const name of ["category", "rule"]) {
    const list = byId(name);
    if (!list) continue;
    const values = new Set([...state.notes.values()].map((note) => note.dataset[name]));
    for (const value of [...values].sort()) list.append(make("option", { textContent: value }));
  }
}

function filter() {
  const severities = new Set([...document.querySelectorAll("input[name=severity]:checked")].map((box) => box.value));
  const [category, rule] = [byId("category").value, byId("rule").value];
  const openOnly = byId("open-only").checked;
  let shown = 0;
  for (const [id, note] of state.notes) {
    const its = note.dataset;
    const wanted =
      severities.has(its.severity) && (!category || its.category === category) && (!rule || its.rule === rule) &&
      !(openOnly && decisions.has(id));
    note.hidden = !wanted;
    for (const mark of marksOf(id)) {
      mark.classList.toggle("hidden", !wanted);
      if (mark.id) mark.tabIndex = wanted ? 0 : -1;
    }
    shown += wanted;
  }
  if (current !== null && noteOf(current).hidden) close();
  layOut();
  say(`${shown} of ${state.notes.size} findings shown`);
}

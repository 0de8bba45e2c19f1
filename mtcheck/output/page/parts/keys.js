// What the person does: clicks, keys, typing.
const findingAt = (target) => target.closest?.("mark[data-finding]:not(.hidden), .note")?.dataset.finding;

const BUTTONS = {
  "export-decisions": () => save("mtcheck-decisions.json", decisionsFile(), "application/json"),
  "export-baseline": () => save("mtcheck-baseline.json", baseline(), "application/json"),
  "clear-decisions": () => {
    choices.clear();
    decideAll(new Map(), `${count(decisions.size, "decision")} cleared`);
    for (const id of state.notes.keys()) check(id);
  },
  "accept-safe": () => {
    const wanted = new Map(decisions);
    state.findings.forEach((one, id) => {
      if (one.safe && !wanted.has(id)) wanted.set(id, { verdict: "accept", fix: one.fixes[0] });
    });
    decideAll(wanted, `${count(wanted.size - decisions.size, "safe fix")} accepted`);
  },
};

function work(button) {
  const file = state.files[Number(button.closest("[data-file]").dataset.file)];
  if (writeElsewhere && button.dataset.do === "save" && file.kind !== "" && !WRITERS[file.kind]) return writeElsewhere(file);
  try {
    if (button.dataset.do === "copy") copy(wholeFile(file));
    else save(file.saveAs, wholeFile(file), "text/plain;charset=utf-8");
  } catch (error) {
    say(error.message);
  }
  return undefined;
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  const button = event.target.closest("button");
  const id = findingAt(event.target);
  if (button?.dataset.act) {
    const acted = button.closest(".note").dataset.finding;
    if (acted === current && chosen(acted) !== undefined) close(); // decided: its neighbours come into sight again
    decide(acted, button.dataset.act);
  } else if (button?.dataset.do) work(button);
  else if (button && BUTTONS[button.id]) BUTTONS[button.id]();
  else if (id) select(id, { focus: !event.target.closest("input, label") });
  else if (!event.target.closest("nav, header")) close();
});
document.addEventListener("focusin", (event) => {
  const id = findingAt(event.target);
  if (id && !event.target.closest(".decide")) select(id, { focus: false });
});
document.addEventListener("input", (event) => {
  if (event.target.matches(".own")) useOwn(findingAt(event.target));
});
document.addEventListener("change", async (event) => {
  const { target } = event;
  if (target.name === "view") show(target.value);
  else if (target.id === "import-decisions") {
    try {
      readDecisions(await target.files[0].text());
    } catch (error) {
      say(`cannot be loaded: ${error.message}`);
    }
    target.value = "";
  } else if (target.type === "radio" && findingAt(target)) {
    const id = findingAt(target);
    if (target.value === "own") write(id);
    else choose(id, state.findings.get(id).fixes[Number(target.value)]);
  } else if (target.closest("nav")) filter();
});

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  Escape: close,
};
const CURRENT_KEYS = {
  a: (id) => decide(id, "accept"),
  r: (id) => decide(id, "reject"),
  u: (id) => decide(id, null),
  e: write,
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("select, textarea, input[type=text]")) {
    if (event.key === "Escape") event.target.blur();
    else if (event.key === "Enter" && event.target.matches(".own")) {
      const id = findingAt(event.target);
      useOwn(id);
      if (verdictOf(id) !== "accept") decide(id, "accept");
      marksOf(id)[0].focus();
      event.preventDefault();
    }
    return;
  }
  if (KEYS[event.key]) KEYS[event.key]();
  else if (current !== null && CURRENT_KEYS[event.key]) CURRENT_KEYS[event.key](current);
  else if (current !== null && /^[1-9]$/.test(event.key)) {
    const fix = state.findings.get(current).fixes[Number(event.key) - 1];
    if (fix === undefined) return;
    choose(current, fix);
    check(current);
  } else return;
  event.preventDefault();
});

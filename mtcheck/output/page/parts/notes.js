// The open note: all fixes to choose from, a wording of one's own, the reason in full.
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function option(id, value, label) {
  const radio = make("input", { type: "radio", name: `fix${id}`, value });
  return make("label", { dir: "auto" }, radio, label);
}

function openUp(id) {
  const note = noteOf(id);
  if (note.querySelector(".more")) return;
  const one = state.findings.get(id);
  const fixes = one.fixes.map((fix, index) =>
    option(id, String(index), fix === "" ? make("i", { textContent: "delete it" }) : make("span", { textContent: forTyping(fix, one.of) })),
  );
  const own = make("input", { type: "text", className: "own", autocomplete: "off", spellcheck: true });
  own.setAttribute("aria-label", "Own wording");
  own.placeholder = "own wording";
  const typed = option(id, "own", own);
  typed.firstChild.setAttribute("aria-label", "Use own wording");
  const legend = make("legend", { className: "hush", textContent: "Fix" });
  const more = make("div", { className: "more" }, make("fieldset", {}, legend, ...fixes, typed));
  if (state.reasons[one.rule]) more.append(make("p", { className: "why", textContent: state.reasons[one.rule] }));
  note.querySelector(".decide").before(more);
  check(id);
}

// Ticks what is chosen.
function check(id) {
  const more = noteOf(id).querySelector(".more");
  if (!more) return;
  const one = state.findings.get(id);
  const fix = chosen(id);
  const at = one.fixes.indexOf(fix);
  const own = more.querySelector(".own");
  if (fix !== undefined && at < 0) own.value = forTyping(fix, one.of);
  const radio = more.querySelector(`input[value="${at < 0 ? "own" : at}"]`);
  radio.checked = fix !== undefined;
}

function choose(id, fix) {
  choices.set(id, fix);
  if (verdictOf(id) === "accept") decisions.set(id, { verdict: "accept", fix });
  draw(id);
  decided();
}

function useOwn(id) {
  const own = noteOf(id).querySelector(".own");
  const one = state.findings.get(id);
  noteOf(id).querySelector("input[value=own]").checked = true;
  choose(id, asTyped(own.value, one.of));
}

// Lets the person type: what is chosen, or else what stands there, is there to be changed.
function write(id) {
  select(id);
  const one = state.findings.get(id);
  const own = noteOf(id).querySelector(".own");
  if (own.value === "") own.value = forTyping(chosen(id) ?? one.text, one.of);
  own.focus();
  own.select();
}

function select(id, { focus = true } = {}) {
  if (current === id) return;
  close();
  current = id;
  if (id === null) return;
  openUp(id);
  noteOf(id).classList.add("current");
  for (const mark of marksOf(id)) mark.classList.add("current");
  const [mark] = marksOf(id);
  if (focus && document.activeElement !== mark && !noteOf(id).contains(document.activeElement)) mark.focus();
}

function close() {
  if (current === null) return;
  noteOf(current)?.classList.remove("current");
  for (const mark of marksOf(current)) mark.classList.remove("current");
  current = null;
}

function go(step) {
  const ids = visible();
  if (!ids.length) return;
  const at = ids.indexOf(current);
  select(ids[at < 0 ? (step > 0 ? 0 : ids.length - 1) : (at + step + ids.length) % ids.length]);
}

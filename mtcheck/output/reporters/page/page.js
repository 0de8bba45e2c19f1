"use strict";
(() => {
  const texts = JSON.parse(document.getElementById("data").textContent);
  const notes = [...document.querySelectorAll(".note")];
  const findings = new Map();
  texts.forEach((text, index) => text.findings.forEach((one) => findings.set(String(one.id), { ...one, index })));
  const decisions = new Map();
  const status = document.getElementById("status");
  let current = null;

  const marksOf = (id) => [...document.querySelectorAll(`mark[data-finding="${CSS.escape(id)}"]`)];
  const noteOf = (id) => document.getElementById(`n${id}`);
  const chosen = (id) => {
    const radio = noteOf(id).querySelector("input[type=radio]:checked");
    return radio ? Number(radio.value) : 0;
  };

  function say(message) {
    status.textContent = message;
  }

  function count() {
    const values = [...decisions.values()];
    const accepted = values.filter((value) => value === "accept").length;
    say(`${accepted} accepted, ${values.length - accepted} rejected, ${findings.size - values.length} open`);
  }

  function decide(id, verdict) {
    const one = findings.get(id);
    if (verdict === "accept" && !one.fixes.length) return;
    if (verdict === null || decisions.get(id) === verdict) decisions.delete(id);
    else decisions.set(id, verdict);
    draw(id);
    count();
  }

  function draw(id) {
    const verdict = decisions.get(id) || null;
    const marks = marksOf(id);
    marks.forEach((mark, position) => {
      mark.classList.toggle("accepted", verdict === "accept");
      mark.classList.toggle("rejected", verdict === "reject");
      if (verdict === "accept" && position === marks.length - 1) mark.dataset.fix = findings.get(id).fixes[chosen(id)];
      else delete mark.dataset.fix;
    });
    noteOf(id).querySelectorAll("[data-act]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.act === verdict));
    });
  }

  function filter() {
    const severities = new Set([...document.querySelectorAll("input[name=severity]:checked")].map((box) => box.value));
    const category = document.getElementById("category").value;
    const rule = document.getElementById("rule").value;
    let shown = 0;
    notes.forEach((note) => {
      const { severity, category: its, rule: by, finding } = note.dataset;
      const visible = severities.has(severity) && (!category || its === category) && (!rule || by === rule);
      note.hidden = !visible;
      marksOf(finding).forEach((mark) => {
        mark.classList.toggle("hidden", !visible);
        if (mark.hasAttribute("aria-describedby")) mark.tabIndex = visible ? 0 : -1;
      });
      shown += visible;
    });
    say(`${shown} of ${notes.length} findings shown`);
  }

  function go(step) {
    const visible = notes.filter((note) => !note.hidden).map((note) => note.dataset.finding);
    if (!visible.length) return;
    const at = visible.indexOf(current);
    select(visible[at < 0 ? (step > 0 ? 0 : visible.length - 1) : (at + step + visible.length) % visible.length]);
  }

  function select(id) {
    current = id;
    notes.forEach((note) => note.classList.toggle("current", note.dataset.finding === id));
    const [mark] = marksOf(id);
    if (mark && document.activeElement !== mark && !noteOf(id).contains(document.activeElement)) mark.focus();
  }

  function corrected(index) {
    const text = texts[index];
    let out = text.text;
    const wanted = text.findings.filter((one) => decisions.get(String(one.id)) === "accept");
    wanted.sort((a, b) => b.start - a.start || b.end - a.end);
    for (const one of wanted) out = out.slice(0, one.start) + one.fixes[chosen(String(one.id))] + out.slice(one.end);
    return out;
  }

  function baseline() {
    const files = {};
    for (const [id, verdict] of decisions) {
      if (verdict !== "reject") continue;
      const one = findings.get(id);
      const entries = (files[texts[one.index].file] ||= []);
      const known = entries.find((entry) => entry.key === one.key);
      if (known) known.count += 1;
      else entries.push({ key: one.key, rule: one.rule, text: one.text, count: 1 });
    }
    const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    Object.values(files).forEach((entries) => entries.sort((a, b) => order(a.key, b.key)));
    return JSON.stringify({ version: 1, files }, null, 1) + "\n";
  }

  function save(name, body, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([body], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(`saved ${name}`);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.act) decide(button.closest(".note").dataset.finding, button.dataset.act);
    else if (button && button.classList.contains("export")) {
      const index = Number(button.dataset.text);
      save(texts[index].saveAs, corrected(index), "text/plain;charset=utf-8");
    } else if (button && button.id === "export-baseline") save("mtcheck-baseline.json", baseline(), "application/json");
    else if (button && button.id === "accept-safe") {
      findings.forEach((one, id) => one.safe && !decisions.has(id) && decide(id, "accept"));
      count();
    } else {
      const mark = event.target.closest("mark");
      if (mark && !mark.classList.contains("hidden")) select(mark.dataset.finding);
    }
  });
  document.addEventListener("focusin", (event) => {
    const owner = event.target.closest("mark, .note");
    if (owner && owner.dataset.finding) select(owner.dataset.finding);
  });
  document.addEventListener("change", (event) => {
    if (event.target.type === "radio") draw(event.target.closest(".note").dataset.finding);
    else filter();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
    const acts = { a: "accept", r: "reject", u: null };
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (current !== null && event.key in acts) decide(current, acts[event.key]);
    else if (current !== null && /^[1-9]$/.test(event.key)) {
      const radio = noteOf(current).querySelectorAll("input[type=radio]")[Number(event.key) - 1];
      if (!radio) return;
      radio.checked = true;
      draw(current);
    } else return;
    event.preventDefault();
  });
})();

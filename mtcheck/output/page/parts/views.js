// Three views: the text with marks and notes, the text beside its corrected form, the corrected text alone.
function drawAfter(row) {
  const known = row.querySelector(":scope > .after");
  if (!known && document.body.dataset.view === "marked") return;
  const after = row.querySelector(".prose").cloneNode(true);
  after.className = "after";
  for (const inserted of after.querySelectorAll("ins.now")) inserted.remove();
  for (const mark of after.querySelectorAll("mark")) {
    const id = mark.dataset.finding;
    if (verdictOf(id) !== "accept") mark.replaceWith(...mark.childNodes);
    else if (mark.id) mark.replaceWith(make("ins", { textContent: forTyping(decisions.get(id).fix, state.findings.get(id).of) }));
    else mark.remove();
  }
  if (known) known.replaceWith(after);
  else (row.querySelector(":scope > .prose") || row.firstElementChild).after(after);
}

function show(view) {
  const id = current;
  document.body.dataset.view = view;
  if (view !== "marked") document.querySelectorAll("#texts .row:not(:has(> .after))").forEach(drawAfter);
  if (view === "clean") close();
  layOut();
  if (id !== null && view !== "clean") marksOf(id)[0].scrollIntoView({ block: "center" });
}

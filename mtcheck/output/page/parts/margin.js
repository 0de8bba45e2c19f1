// Places each note beside its mark. Notes that would cover each other share the margin: a group is centred on its
// marks, so that none drifts away; where a paragraph has more notes than room, they become
// shorter, at last one line each.
const GAP = 4;
const SLACK = 12;
const wide = matchMedia("(min-width: 50.01rem)");
const near = new Set();

// Returns tops for notes of given heights, as near as can be to where they want to be, in order, apart, and within
// the room, if it holds them all.
function settle(wants, heights, room) {
  const groups = [];
  wants.forEach((want, index) => {
    groups.push({ sum: want, count: 1, height: heights[index], first: index, top: Math.max(0, want) });
    while (groups.length > 1) {
      const last = groups[groups.length - 1];
      const before = groups[groups.length - 2];
      if (before.top + before.height <= last.top) break;
      groups.pop();
      before.sum += last.sum - last.count * before.height;
      before.count += last.count;
      before.height += last.height;
      before.top = Math.max(0, before.sum / before.count);
    }
  });
  const tops = [];
  for (const group of groups) {
    let top = group.top;
    for (let index = group.first; index < group.first + group.count; index += 1) {
      tops.push(top);
      top += heights[index];
    }
  }
  let floor = Math.max(room, heights.reduce((sum, one) => sum + one, 0));
  for (let index = tops.length - 1; index >= 0; index -= 1) {
    floor -= heights[index];
    tops[index] = Math.min(tops[index], floor);
    floor = tops[index];
  }
  return tops;
}

function measure(row) {
  const notes = [...row.querySelectorAll(".note")].filter((note) => !note.hidden);
  const base = row.getBoundingClientRect().top;
  const wants = notes.map((note) => {
    const [rect] = marksOf(note.dataset.finding)[0].getClientRects();
    return (rect ? rect.top - base : 0) - 1;
  });
  const room = row.querySelector(".prose").offsetHeight;
  const heights = notes.map((note) => note.offsetHeight + GAP);
  return { row, notes, wants, heights, room, total: heights.reduce((sum, one) => sum + one, 0) };
}

function placeRows(rows) {
  const opened = current !== null ? noteOf(current) : null;
  if (opened) opened.classList.remove("current"); // an open note lies over its neighbours and moves none of them
  for (const row of rows) row.classList.remove("snug", "dense");
  const measured = rows.map(measure);
  for (const size of ["snug", "dense"]) {
    const crowded = measured.filter((one) => one.notes.length > 1 && one.total > one.room + SLACK);
    for (const { row } of crowded) row.classList.add(size);
    for (const one of crowded) Object.assign(one, measure(one.row));
  }
  for (const { row, notes, wants, heights, room } of measured) {
    const tops = settle(wants, heights, room + SLACK);
    notes.forEach((note, index) => (note.style.top = `${tops[index]}px`));
    const end = notes.length ? tops[tops.length - 1] + heights[heights.length - 1] : 0;
    row.querySelector(".notes").style.minHeight = `${end}px`;
  }
  if (opened) opened.classList.add("current");
}

const placing = () => wide.matches && document.body.dataset.view === "marked";

function settleRow(row) {
  if (placing() && near.has(row)) placeRows([row]);
}

let watcher = null;

// Lays out the rows in sight; the others when they come near, so that a long text costs no more than a short one.
function layOut() {
  watcher?.disconnect();
  near.clear();
  const rows = new Set(state.rows.values());
  document.body.classList.toggle("live", rows.size > 0);
  if (!placing()) {
    for (const row of rows) row.querySelector(".notes").style.minHeight = "";
    for (const note of state.notes.values()) note.style.top = "";
    return;
  }
  watcher = new IntersectionObserver(
    (entries) => {
      const fresh = entries.filter((entry) => entry.isIntersecting && !near.has(entry.target)).map((entry) => entry.target);
      for (const row of fresh) near.add(row);
      if (fresh.length) placeRows(fresh);
    },
    { rootMargin: "800px 0px" },
  );
  for (const row of rows) watcher.observe(row);
}

let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width) layOut();
  width = innerWidth;
});
document.fonts?.ready.then(() => layOut());

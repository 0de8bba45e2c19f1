// Decisions kept by the browser under the digest of the file's content, and as a file for others and for mtcheck fix.
const shelf = (file) => `mtcheck:${file.digest}`;
let keeping = true;
let warned = false;

function keep() {
  if (!keeping) return;
  try {
    for (const file of state.files) {
      const kept = {};
      for (const text of file.texts) {
        for (const one of text.findings) {
          const decision = decisions.get(String(one.id));
          if (decision) kept[nameOf(one)] = decision;
        }
      }
      if (Object.keys(kept).length) localStorage.setItem(shelf(file), JSON.stringify(kept));
      else localStorage.removeItem(shelf(file));
    }
  } catch {
    if (!warned) say("this browser keeps no decisions for the page; save them as a file before you close it");
    warned = true;
  }
}

function recall() {
  const found = new Map();
  try {
    for (const file of state.files) {
      const kept = JSON.parse(localStorage.getItem(shelf(file)) || "{}");
      for (const text of file.texts) {
        for (const one of text.findings) if (kept[nameOf(one)]) found.set(String(one.id), kept[nameOf(one)]);
      }
    }
  } catch {
    return;
  }
  found.forEach((value, id) => decisions.set(id, value));
  found.forEach((value, id) => draw(id));
  if (found.size) decided();
}

const AROUND = 24;
const halfPair = (text) => (/^[\udc00-\udfff]/.test(text) ? text.slice(1) : text);
const openPair = (text) => (/[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text);

function entry(one, { verdict, fix }) {
  const whole = one.of.text;
  return {
    key: one.key,
    rule: one.rule,
    start: one.at[0],
    end: one.at[1],
    text: one.text,
    before: halfPair(whole.slice(Math.max(0, one.start - AROUND), one.start)),
    after: openPair(whole.slice(one.end, one.end + AROUND)),
    verdict,
    fix: fix ?? null,
    segment: one.of.segment,
    nth: one.nth,
  };
}

function decisionsFile() {
  const files = {};
  for (const file of state.files) {
    const entries = file.texts.flatMap((text) =>
      text.findings.filter((one) => decisions.has(String(one.id))).map((one) => entry(one, decisions.get(String(one.id)))),
    );
    if (entries.length) files[file.file] = entries;
  }
  return `${JSON.stringify({ version: 1, files }, null, 1)}\n`;
}

function readDecisions(body) {
  const data = JSON.parse(body);
  if (data.version !== 1 || typeof data.files !== "object" || data.files === null) throw new Error("not a file of decisions");
  const wanted = new Map(decisions);
  const entries = Object.entries(data.files);
  let taken = 0;
  let total = 0;
  for (const [name, list] of entries) {
    const file = state.files.find((one) => one.file === name) || (entries.length === 1 && state.files.length === 1 ? state.files[0] : null);
    const known = new Map((file ? file.texts : []).flatMap((text) => text.findings.map((one) => [nameOf(one), one])));
    for (const { key, nth = 1, verdict, fix } of list) {
      total += 1;
      const one = known.get(`${key}#${nth}`);
      const good = verdict === "reject" || (verdict === "accept" && typeof fix === "string");
      if (one && good) wanted.set(String(one.id), verdict === "accept" ? { verdict, fix } : { verdict });
      if (one && (good || verdict === "open")) taken += 1;
    }
  }
  decideAll(wanted, `${taken} of ${total} decisions loaded`);
  for (const id of wanted.keys()) {
    choices.delete(id);
    check(id);
  }
}

function baseline() {
  const files = {};
  for (const [id, { verdict }] of decisions) {
    if (verdict !== "reject") continue;
    const one = state.findings.get(id);
    const entries = (files[one.file.file] ||= []);
    const known = entries.find((other) => other.key === one.key);
    if (known) known.count += 1;
    else entries.push({ key: one.key, rule: one.rule, text: one.text, count: 1 });
  }
  const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  Object.values(files).forEach((entries) => entries.sort((a, b) => order(a.key, b.key)));
  return `${JSON.stringify({ version: 1, files }, null, 1)}\n`;
}

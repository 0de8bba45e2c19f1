// Corrected texts, and files of many texts written back whole: only what was changed differs from the file as it was.
function corrected(text) {
  let out = text.text;
  const wanted = text.findings.filter((one) => verdictOf(String(one.id)) === "accept");
  wanted.sort((a, b) => b.start - a.start || b.end - a.end);
  for (const one of wanted) out = out.slice(0, one.start) + decisions.get(String(one.id)).fix + out.slice(one.end);
  return out;
}

const asciiOnly = (text) => /^[\0-\x7f]*$/.test(text);

function jsonString(target, old) {
  const made = JSON.stringify(target);
  if (!asciiOnly(old) || asciiOnly(made)) return made;
  return made.replace(/[\x7f-\uffff]/g, (char) => (char === "\x7f" ? char : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`));
}

function plainField(target) {
  if (/[\t\r\n]/.test(target)) throw new Error("the wording holds a tab or a line break, which this kind of file cannot hold");
  return target;
}

const csvField = (target, old) =>
  old.startsWith('"') || /[",;\r\n]/.test(target) ? `"${target.replaceAll('"', '""')}"` : target;

const PO_ESCAPES = { "\x07": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r", '"': '"', "\\": "\\" };
const poQuoted = (text) => `"${text.replace(/[\x07\b\t\n\v\f\r"\\]/g, (char) => `\\${PO_ESCAPES[char]}`)}"`;

const PO_WIDTH = 77;
const PO_LINES = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])|[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+$/g;

function poWrapped(line) {
  const pieces = [""];
  for (const word of line.match(/\S*\s*/g)) {
    const last = pieces[pieces.length - 1];
    if (last && [...last].length + [...word].length > PO_WIDTH) pieces.push(word);
    else pieces[pieces.length - 1] += word;
  }
  return pieces;
}

function poString(target, old) {
  if (!old.includes("\n")) return poQuoted(target);
  const lines = target.match(PO_LINES) || [];
  const lead = /^""[ \t]*\r?\n/.test(old) ? ['""'] : [];
  return [...lead, ...lines.flatMap(poWrapped).map(poQuoted)].join(old.includes("\r\n") ? "\r\n" : "\n") || '""';
}

const asItStands = (target) => target;
const WRITERS = { jsonl: jsonString, csv: csvField, tsv: plainField, lines: plainField, po: poString, tmx: asItStands, xliff: asItStands };

const changed = (text) => text.findings.some((one) => verdictOf(String(one.id)) === "accept");

// Returns the whole corrected file, or throws an error whose message says why it cannot be written here.
function wholeFile(file) {
  if (file.kind === "") return corrected(file.texts[0]);
  const write = WRITERS[file.kind];
  if (!write || file.whole === null) {
    throw new Error("this file cannot be written from the page: save the decisions and run mtcheck fix --decisions FILE --write");
  }
  let out = file.whole;
  const texts = file.texts.filter(changed);
  if (texts.some((text) => !text.place)) throw new Error("a text that you changed has no place of its own in the file");
  texts.sort((a, b) => b.place[0] - a.place[0]);
  for (const text of texts) {
    const [start, end] = text.place;
    out = out.slice(0, start) + write(corrected(text), out.slice(start, end)) + out.slice(end);
  }
  return out;
}

// A wording that a person typed, as it must stand in the text's format; and back.
const escapes = (text) => text.format === "html" || text.format === "xml";
const asTyped = (wording, text) =>
  escapes(text) ? wording.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : wording;
const forTyping = (fix, text) =>
  escapes(text) ? fix.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&") : fix;

let writeElsewhere = null; // how a file is written that the page cannot write

function save(name, body, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([body], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(`saved ${name}`);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const worked = document.execCommand("copy");
    box.remove();
    if (!worked) return say("the browser does not let a page copy; save the text instead");
  }
  return say("copied the corrected text");
}

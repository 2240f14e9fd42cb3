// The desk in the browser: theme, day slider, marks of a report, keys of the review. Pages work without it.
"use strict";
const one = (what, from = document) => from.querySelector(what);
const all = (what, from = document) => [...from.querySelectorAll(what)];

// Offsets: browsers count UTF-16 units, spans count Unicode code points.
const points = (text, units) => [...text.slice(0, units)].length;
globalThis.onditPoints = points;

function keep(name, value) { try { localStorage.setItem(name, value); } catch { /* private windows keep nothing */ } }
function kept(name) { try { return localStorage.getItem(name); } catch { return null; } }

function setTheme(name) { if (name === "light" || name === "dark") document.documentElement.dataset.theme = name; }
setTheme(kept("theme"));

function startTheme() {
  const button = one("[data-theme-switch]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark" || (document.documentElement.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    setTheme(dark ? "light" : "dark");
    keep("theme", document.documentElement.dataset.theme);
    document.dispatchEvent(new Event("ondit:draw"));
  });
}

// --- the day of a story ----------------------------------------------------------------------------------
function startSlider() {
  const form = one("[data-slider]");
  if (!form || form.classList.contains("js")) return;
  const range = one("input[type=range]", form), list = one("select", form), shown = one("output", form);
  range.hidden = false;
  form.classList.add("js");
  const tell = () => { const to = list.options[range.value]; shown.value = to.text; range.setAttribute("aria-valuetext", to.text); };
  range.addEventListener("input", tell);
  let wait;
  range.addEventListener("change", () => {
    clearTimeout(wait);
    wait = setTimeout(() => {
      const to = list.options[range.value];
      keep("slider", "focus");
      if (globalThis.htmx) {
        htmx.ajax("GET", to.dataset.href, { target: "#page", select: "#page", swap: "outerHTML", push: to.dataset.href }).then(() => {
          start(); one("#day-range")?.focus();
        });
      } else location.assign(to.dataset.href);
    }, 150);
  });
  if (kept("slider") === "focus" && !globalThis.htmx) { keep("slider", ""); range.focus(); }
}
addEventListener("popstate", () => { if (one("[data-slider]")) location.reload(); });

// --- marks of a report -----------------------------------------------------------------------------------
let chosen = -1;
function choose(note, scroll) {
  const box = document.getElementById(`note-${note}`);
  if (!box) return;
  all(".chosen").forEach((x) => x.classList.remove("chosen"));
  const marks = all("mark[data-notes]").filter((x) => x.dataset.notes.split(" ").includes(String(note)));
  marks.forEach((x) => x.classList.add("chosen"));
  box.classList.add("chosen");
  one("#choose").hidden = true;
  chosen = note;
  if (scroll && marks[0]) toView(marks[0]);
}
// Into the middle of what the margin leaves free: in a narrow window it lies over the lower part of the text.
function toView(mark) {
  const margin = one(".margin").getBoundingClientRect(), beside = margin.left > mark.parentElement.getBoundingClientRect().right - 1;
  const room = beside ? innerHeight : Math.max(innerHeight - margin.height, 120), box = mark.getBoundingClientRect();
  scrollTo({ top: scrollY + box.top + box.height / 2 - room / 2 });
}
function startReader() {
  const text = one(".reader #text");
  if (!text) return;
  const order = [...new Set(all("mark[data-notes]", text).flatMap((x) => x.dataset.notes.split(" ")))].map(Number);
  const step = (by) => { const at = order.indexOf(chosen); choose(order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length], true); };
  one(".steps").hidden = false;
  all("[data-step]").forEach((x) => x.addEventListener("click", () => step(Number(x.dataset.step))));
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (!mark || !getSelection().isCollapsed) return;
    const notes = mark.dataset.notes.split(" ").map(Number), at = notes.indexOf(chosen);
    choose(notes[(at + 1) % notes.length], false);   // a second click shows what lies below
  });
  addEventListener("keydown", (event) => {
    if (typing(event)) return;
    if (event.key === "n" || event.key === "j") step(1);
    else if (event.key === "p" || event.key === "k") step(-1);
    else if (event.key === "Escape") unchoose();
    else return;
    event.preventDefault();
  });
  const go = () => {
    const to = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!to) return;
    const note = to.id.match(/^(?:note|at)-(\d+)$/)?.[1] ?? to.nextElementSibling?.closest("mark")?.dataset.notes.split(" ").find((n) => one(`#at-${n}`)?.nextElementSibling === to);
    const mark = to.matches(".anchor") ? nextMark(to) : null;
    if (note !== undefined) choose(Number(note), true); else if (mark) choose(Number(mark.dataset.notes.split(" ")[0]), true);
  };
  addEventListener("hashchange", go);
  go();
}
function nextMark(node) { while (node && !node.matches("mark")) node = node.nextElementSibling; return node; }
function unchoose() { all(".chosen").forEach((x) => x.classList.remove("chosen")); one("#choose").hidden = false; chosen = -1; }
function typing(event) { return event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]"); }

// --- review ----------------------------------------------------------------------------------------------
function startReview() {
  const button = one("#keys"), article = one(".one");
  if (!button) return;
  const set = (on) => { button.setAttribute("aria-pressed", on); button.textContent = on ? button.dataset.on : button.dataset.off; keep("keys", on ? "on" : "off"); };
  button.hidden = false;
  set(kept("keys") !== "off");
  button.addEventListener("click", () => set(button.getAttribute("aria-pressed") !== "true"));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("input, textarea")) return event.target.blur();
    if (button.getAttribute("aria-pressed") !== "true" || typing(event)) return;
    if (event.key === " " && event.target.closest("button, a, summary")) return;
    if (event.key === "?") { one("#help").open = !one("#help").open; return; }
    const to = all("[data-key]").find((x) => x.dataset.key === event.key);
    if (!to) return;
    event.preventDefault();
    to.click();
  });
  if (article) startRuling(article);
}
function startRuling(article) {
  const form = one("#ruling"), why = one("#why"), pending = one("#pending"), box = one("#correction"), save = one("#save");
  let waits = null;   // the button that waits for a reason
  const wait = (button) => { waits = button; pending.textContent = button ? pending.dataset.text : ""; form.classList.toggle("pending", Boolean(button)); };
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (["accept", "undo"].includes(button?.value) || why.value.trim()) return;
    event.preventDefault();
    wait(button);
    why.focus();
  });
  why.addEventListener("keydown", (event) => {
    if (event.key === "Escape") wait(null);
    if (event.key !== "Enter") return;
    event.preventDefault();
    const button = waits ?? (box.open ? save : null);
    if (button && why.value.trim()) button.click();
  });
  // A correction: the control that goes with the field, with its value as it is now.
  const field = one("#field"), free = one("#value"), hint = one("#hint");
  const fit = (keep) => {
    const chosen = field.selectedOptions[0], list = all("[data-for]", form).find((x) => x.dataset.for === chosen.value);
    for (const x of all("[data-for]", form)) x.disabled = x.hidden = x !== list;
    free.disabled = free.hidden = Boolean(list);
    if (!keep) free.value = list ? "" : chosen.dataset.now;
    hint.textContent = chosen.dataset.hint;
  };
  field.addEventListener("change", () => fit(false));
  const toggle = () => { save.hidden = !box.open; };
  box.addEventListener("toggle", toggle);
  toggle();
  fit(Boolean(free.value));
  for (const x of all("select, #value", box)) x.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); why.focus(); } });
  all("[data-open]").forEach((x) => x.addEventListener("click", () => { box.open = true; field.focus(); }));
  const passage = one(".passage", article);
  document.addEventListener("selectionchange", () => {
    const found = selected(passage), how = box.open ? field.selectedOptions[0].dataset.selects : "";
    if (!found) return;
    if (how === "span") { free.value = `${found.start}-${found.end}`; hint.textContent = `“${found.text}”`; }
    else if (how === "words") free.value = found.text.trim().replace(/\s+/g, " ");
    else why.value = `${passage.dataset.label}: “${found.text}” (${found.start}–${found.end})`;
  });
}
// What is selected, as code points of the report's text.
function selected(inside) {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  if (!range || range.collapsed || !inside.contains(range.commonAncestorContainer)) return null;
  const at = (node, units) => { const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]"); return piece ? Number(piece.dataset.start) + points(piece.textContent, node.nodeType === 3 ? units : 0) : null; };
  const start = at(range.startContainer, range.startOffset), end = at(range.endContainer, range.endOffset);
  return start === null || end === null ? null : { start, end, text: range.toString() };
}
globalThis.onditSelected = selected;

function startDrop() {
  const drop = one("[data-drop]");
  if (!drop) return;
  const input = one("input", drop), names = one("[data-files]", drop);
  const tell = () => names.replaceChildren(...[...input.files].map((file) => Object.assign(document.createElement("li"), { textContent: file.name })));
  input.addEventListener("change", tell);
  for (const name of ["dragover", "dragleave", "drop"]) drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop") { input.files = event.dataTransfer.files; tell(); }
  });
}
// "/" leads to the search from every page.
function startSearch() {
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || typing(event) || one("#keys")?.getAttribute("aria-pressed") === "false") return;
    const home = one(".brand"), field = one("#words");
    if (!field && !document.body.dataset.live) return;
    event.preventDefault();
    if (field) field.focus(); else location.assign(`${home.href}#words`);
  });
}
function start() { startSlider(); document.dispatchEvent(new Event("ondit:draw")); }
document.addEventListener("DOMContentLoaded", () => {
  startTheme(); startReader(); startReview(); startDrop(); startSearch(); start();
  if (location.hash === "#words") one("#words")?.focus();
  const job = one("[data-waiting]");
  if (job && !globalThis.htmx) setTimeout(() => location.reload(), 1500);
});

// The rows on the page: in order, edits in place, kept at the end while the reader is there.

import { dayName, make } from "./page.js";
import { card, said, sent } from "./rows.js";

const log = document.getElementById("log");
const list = document.getElementById("rows");
const down = document.getElementById("down");

const items = new Map(); // a row's number -> its element
const edits = new Map(); // a row's number -> its latest edit, also while the row is not on the page
let pinned = true; // the reader is at the end; only scrolling up leaves it, never what grows
let top = 0;

log.addEventListener("scroll", () => {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  pinned = atEnd || (pinned && log.scrollTop >= top);
  top = log.scrollTop;
  if (pinned) down.hidden = true;
});
down.addEventListener("click", () => toEnd());
const growing = new ResizeObserver(() => pinned && toEnd());
for (const part of [log, ...log.children]) growing.observe(part);

export function toEnd() {
  pinned = true;
  down.hidden = true;
  log.scrollTop = log.scrollHeight;
}

/** Show a row that came in; `press(row, button, command)` is called for buttons. */
export function show(row, press) {
  if (row.kind === "edit") return replace(row, press);
  if (list.lastElementChild?.dataset.day !== day(row)) list.append(heading(day(row)));
  list.append(element(row, press));
  if (row.mine) toEnd();
  else down.hidden = pinned;
}

/** Show rows from before those on the page; the reader stays where they are. */
export function showEarlier(rows, press) {
  const fromEnd = log.scrollHeight - log.scrollTop;
  for (const row of rows) if (row.kind === "edit") replace(row, press);
  const earlier = [];
  for (const row of rows) {
    if (row.kind === "edit") continue;
    if (earlier.at(-1)?.dataset.day !== day(row)) earlier.push(heading(day(row)));
    earlier.push(element(row, press));
  }
  const first = list.firstElementChild;
  if (first?.dataset.day === earlier.at(-1)?.dataset.day) first?.remove();
  list.prepend(...earlier);
  log.scrollTop = log.scrollHeight - fromEnd;
}

const day = (row) => dayName(new Date(row.at));

function heading(name) {
  const item = make("li", { className: "day" }, name);
  item.dataset.day = name;
  return item;
}

function element(row, press) {
  const item = row.kind === "said" ? said(row) : sent({ ...row, ...content(edits.get(row.id)) }, on(row.id, press));
  item.dataset.day = day(row);
  items.set(row.id, item);
  return item;
}

const on = (id, press) => (button, command) => press(id, button, command);
const content = (row) => row && { html: row.html, buttons: row.buttons, language: row.language };

function replace(row, press) {
  if ((edits.get(row.replaces)?.id ?? 0) > row.id) return;
  edits.set(row.replaces, row);
  const fresh = card(row, on(row.replaces, press));
  fresh.classList.add("fresh");
  items.get(row.replaces)?.querySelector(".card").replaceWith(fresh);
}

// What was typed and is not in the chat yet: kept in this tab, sent in order, repeated under the same key.

import { NotTaken, newKey, page, post, words } from "./page.js";
import { unsent } from "./rows.js";

const list = document.getElementById("unsent");
const place = `unsent:${page.chat}`;

const waiting = JSON.parse(sessionStorage.getItem(place) ?? "[]");
const items = new Map(); // key -> element
let sending = false;

const keep = () => sessionStorage.setItem(place, JSON.stringify(waiting));

/** Send what the last page of this tab could not; rows with these keys are there already. */
export function resume(refused) {
  for (const message of waiting) put(message);
  drain(refused);
}

/** Send a text. `refused(text, words)` gets it back when it will never be taken. */
export function submit(text, refused) {
  const message = { key: newKey(), text };
  waiting.push(message);
  keep();
  put(message);
  drain(refused);
}

/** A row of ours came in: it is no longer unsent. */
export function arrived(key) {
  items.get(key)?.remove();
  items.delete(key);
  drop(key);
}

function drop(key) {
  const at = waiting.findIndex((message) => message.key === key);
  if (at >= 0) waiting.splice(at, 1);
  keep();
}

function put(message) {
  const item = unsent(message);
  items.set(message.key, item);
  list.append(item);
}

async function drain(refused) {
  if (sending) return;
  sending = true;
  mark(false);
  while (waiting.length > 0 && (await sent(waiting[0], refused)));
  sending = false;
  if (waiting.length > 0) mark(true, () => drain(refused));
}

/** Whether the next message may be tried. */
async function sent(message, refused) {
  try {
    await post(message);
    drop(message.key);
  } catch (fault) {
    if (!(fault instanceof NotTaken)) throw fault;
    if (fault.passing) return false;
    if (fault.status === 401) location.reload();
    arrived(message.key);
    refused(message.text, fault.message);
  }
  return true;
}

/** Say under each unsent message how it stands; one that failed is tried again at a tap. */
function mark(failed, again) {
  for (const { key } of waiting) {
    const item = items.get(key);
    item.classList.toggle("failed", failed);
    item.onclick = failed ? again : null;
    item.lastElementChild.textContent = failed ? words.not_sent : words.sending;
  }
}

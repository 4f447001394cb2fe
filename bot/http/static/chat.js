// The chat: rows come in, texts and presses go out.

import { compose, giveBack, say } from "./composer.js";
import { show, showEarlier, toEnd } from "./log.js";
import { arrived, resume, submit } from "./outbox.js";
import { page, post, rows, words } from "./page.js";
import { offerNotices, tell } from "./notices.js";
import { follow } from "./stream.js";

const PAGE = 60; // rows the server gives at once
const PATIENCE = 15000; // milliseconds until a press without an answer may be repeated

const byId = (id) => document.getElementById(id);
let oldest = Infinity;

function take(row) {
  if (row.mine && row.key) arrived(row.key);
  if (row.kind !== "said") calm();
  byId("thinking").classList.toggle("shown", page.private && row.kind === "said");
  show(row, press);
  tell(row);
}

function send(text) {
  submit(text, giveBack);
  toEnd();
}

/** An answer came: no press waits any more. */
function calm() {
  for (const button of document.querySelectorAll(".pill.pending")) settle(button);
}

function settle(button) {
  button.classList.remove("pending");
  for (const other of button.closest(".card").querySelectorAll(".pill")) other.disabled = false;
}

async function press(on, button, command) {
  for (const other of button.closest(".card").querySelectorAll(".pill")) other.disabled = true;
  button.classList.add("pending");
  setTimeout(() => settle(button), PATIENCE);
  try {
    await post({ press: command, on });
    say("");
  } catch (fault) {
    if (fault.status === 401) location.reload();
    settle(button);
    say(fault.passing ? words.press_failed : fault.message);
  }
}

function connected(there) {
  byId("status").hidden = there;
  byId("status").textContent = there ? "" : words.offline;
}

function offerEarlier(shown) {
  oldest = shown[0]?.id ?? oldest;
  byId("earlier").hidden = shown.length < PAGE;
}

byId("earlier").addEventListener("click", async () => {
  const earlier = await rows(`before=${oldest}`);
  showEarlier(earlier, press);
  offerEarlier(earlier);
});
byId("zoom").addEventListener("click", () => byId("zoom").close());
document.addEventListener("click", (event) => {
  const menu = document.querySelector(".me[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

compose(send);
offerNotices();
follow(take, connected).then((latest) => {
  offerEarlier(latest);
  resume(giveBack);
});

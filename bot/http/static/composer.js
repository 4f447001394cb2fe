// The box to type in: Enter sends, Shift+Enter and the composing of Chinese do not.

import { page, words } from "./page.js";

const LIMIT = 4000;
const form = document.getElementById("composer");
const box = document.getElementById("text");
const fault = document.getElementById("fault");
const place = `draft:${page.chat}`;

/** Call `submit` with each text sent. */
export function compose(submit) {
  box.value ||= sessionStorage.getItem(place) ?? ""; // what was typed while the page loaded stays
  box.addEventListener("input", changed);
  box.addEventListener("keydown", (event) => {
    const composing = event.isComposing || event.keyCode === 229; // Safari ends composing before this event
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text === "" || tooLong(text)) return;
    fill("");
    submit(text);
  });
  changed();
  if (matchMedia("(pointer: fine)").matches) box.focus();
}

/** Put a text into the box. */
export function fill(text) {
  box.value = text;
  changed();
  box.focus();
}

/** Give a refused text back with the reason, unless something else is being typed. */
export function giveBack(text, why) {
  if (box.value.trim() === "") fill(text);
  say(why);
}

/** Say what is wrong beneath the box; nothing when nothing is. */
export function say(why) {
  fault.textContent = why;
  fault.hidden = why === "";
}

function changed() {
  sessionStorage.setItem(place, box.value);
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
  form.classList.toggle("ready", box.value.trim() !== "");
  say("");
  tooLong(box.value.trim());
}

function tooLong(text) {
  const over = [...text].length - LIMIT;
  if (over > 0) say(words.too_long.replace("{count}", over));
  return over > 0;
}

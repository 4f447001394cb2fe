// The demo's bar: another person at once, the time as it goes, sentences to try.

import { fill } from "./composer.js";
import { page } from "./page.js";

const cast = document.getElementById("be");
cast.addEventListener("change", () => cast.requestSubmit());

for (const example of document.querySelectorAll(".try")) example.addEventListener("click", () => fill(example.textContent));

const shown = document.getElementById("clock");
const start = Date.parse(shown.dateTime) - performance.now();
const words = new Intl.DateTimeFormat(page.locale, {
  timeZone: page.timezone,
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const tick = () => (shown.textContent = words.format(start + performance.now()));
tick();
setInterval(tick, 5000);

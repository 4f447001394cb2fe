// One row of the chat as an element: words of a person, or a card of the bot.

import { clockTime, make, page, words } from "./page.js";

const face = (name) => make("span", { className: "face", ariaHidden: "true" }, name.slice(0, 1));
const logo = () => make("img", { className: "face", src: "/static/icon.svg", alt: "" });
const meta = (name, at) => make("p", { className: "meta" }, name, make("time", { dateTime: at.toISOString() }, clockTime(at)));

/** What a person said. */
export function said(row) {
  const at = new Date(row.at);
  const bubble = make("p", { className: "bubble" }, row.text);
  if (row.mine) return make("li", { className: "row mine" }, bubble, meta("", at));
  return make("li", { className: "row other" }, face(row.name), make("div", {}, meta(row.name, at), bubble));
}

/** What the bot sent. `press(button, command)` is called for its buttons. */
export function sent(row, press) {
  const at = new Date(row.at);
  const item = make("li", { className: "row bot" }, logo(), make("div", {}, meta(words.salesbot, at), card(row, press)));
  return item;
}

/** The card alone: `html` comes from the server, which escaped all that people wrote. */
export function card(row, press) {
  const article = make("article", { className: "card", lang: row.language });
  article.innerHTML = row.html;
  for (const image of article.querySelectorAll("img.picture")) image.replaceWith(enlargeable(image));
  for (const buttons of row.buttons) article.append(make("div", { className: "buttons" }, ...buttons.map((b) => pill(b, press))));
  return article;
}

function pill({ label, command, main }, press) {
  const button = make("button", { type: "button", className: main ? "pill main" : "pill" }, label);
  button.addEventListener("click", () => press(button, command));
  return button;
}

function enlargeable(image) {
  const button = make("button", { type: "button", className: "frame", ariaLabel: `${words.picture}: ${image.alt}` });
  const zoom = document.getElementById("zoom");
  button.addEventListener("click", () => {
    Object.assign(zoom.firstElementChild, { src: image.src, alt: image.alt });
    zoom.showModal();
  });
  button.append(image.cloneNode());
  return button;
}

/** What was typed and is not in the chat yet. */
export function unsent({ text }) {
  return make("li", { className: "row mine" }, make("p", { className: "bubble" }, text), make("p", { className: "meta" }, words.sending));
}

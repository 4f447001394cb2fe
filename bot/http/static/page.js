// What the server tells this page, and how to talk back to it.

export const page = JSON.parse(document.getElementById("page").textContent);
export const words = page.words;

const token = document.querySelector('meta[name="csrf"]').content;
const base = `/chat/${page.chat}`;

export const eventsFrom = (id) => new EventSource(`${base}/events?after=${id}`);

/** Why something was not taken: `words` for the person, `status` 0 when the server was not reached. */
export class NotTaken extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }

  get passing() {
    return this.status === 0 || this.status >= 500;
  }
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(base + path, { headers: { accept: "application/json" }, ...options });
  } catch {
    throw new NotTaken(0, words.offline);
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new NotTaken(answer.status, told.error ?? words.offline);
  return told;
}

/** The latest rows; `query` "before=7" or "after=7" asks for others. */
export const rows = (query = "") => ask(`/rows?${query}`);

const PAUSES = [1000, 2000, 4000]; // milliseconds before each repetition

/** Post a message, and again while it does not get through: under one key it is one message. */
export async function post(message) {
  const options = {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json", "x-csrf-token": token },
    body: JSON.stringify({ key: newKey(), ...message }),
  };
  for (const pause of PAUSES) {
    try {
      return await ask("/messages", options);
    } catch (fault) {
      if (!fault.passing) throw fault;
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return ask("/messages", options);
}

/** A random UUID; `crypto.randomUUID` is missing where the page comes without TLS. */
export function newKey() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** A new element with properties and children. Text goes in as text, never as markup. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const zone = { timeZone: page.timezone };
const clock = new Intl.DateTimeFormat(page.locale, { ...zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(page.locale, { ...zone, weekday: "long", day: "numeric", month: "long" });

export const clockTime = (at) => clock.format(at);
export const dayName = (at) => day.format(at);

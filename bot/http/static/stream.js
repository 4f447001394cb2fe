// Rows as they come: the latest first, then what follows, again after each loss of the connection.

import { eventsFrom, rows } from "./page.js";

const AGAIN = 3000; // milliseconds until the next try where the browser does not try by itself

/** Call `show` with each row once, in order, and `connected` with whether rows can come. */
export async function follow(show, connected) {
  let last = 0;
  const take = (row) => {
    if (row.id <= last) return;
    last = row.id;
    show(row);
  };
  const listen = () => {
    const events = eventsFrom(last);
    events.onopen = () => connected(true);
    events.onmessage = (event) => take(JSON.parse(event.data));
    events.onerror = async () => {
      connected(false);
      if (events.readyState !== EventSource.CLOSED) return;
      await pause();
      (await whenThere(`after=${last}`, connected)).forEach(take);
      listen();
    };
  };
  const latest = await whenThere("", connected);
  latest.forEach(take);
  listen();
  return latest;
}

const pause = () => new Promise((done) => setTimeout(done, AGAIN));

/** Rows, as soon as the server can give them; who is no longer signed in is told so by the page itself. */
async function whenThere(query, connected) {
  for (;;) {
    try {
      return await rows(query);
    } catch (fault) {
      if (!fault.passing) location.reload();
      connected(false);
      await pause();
    }
  }
}

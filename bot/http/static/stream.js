// Rows as they come: the latest first, then what follows, again after each loss of the connection.

import { NotTaken, eventsFrom, rows } from "./page.js";

const AGAIN = 3000; // milliseconds until the next try when the server turned the stream away

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
    events.onerror = () => {
      connected(false);
      if (events.readyState === EventSource.CLOSED) setTimeout(() => catchUp().then(listen, retry), AGAIN);
    };
  };
  const catchUp = async () => (await rows(`after=${last}`)).forEach(take);
  const retry = (fault) => {
    if (fault instanceof NotTaken && fault.passing) setTimeout(() => catchUp().then(listen, retry), AGAIN);
    else location.reload();
  };
  const latest = await rows();
  latest.forEach(take);
  listen();
  return latest;
}

// Look whether it is decided, until it is, and show that.

const EVERY = 3000;

async function look() {
  const answer = await fetch("/ask/state").catch(() => null);
  if (answer?.ok && (await answer.json()).state !== "open") location.reload();
  else setTimeout(look, EVERY);
}

setTimeout(look, EVERY);

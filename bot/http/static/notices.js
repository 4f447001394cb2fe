// Notifications of this browser, for rows that come in while the page is out of sight.

import { words } from "./page.js";

const LENGTH = 160;
const offer = document.getElementById("notify");
const offered = "Notification" in window && window.isSecureContext;

/** Offer to notify while that was neither allowed nor refused. */
export function offerNotices() {
  if (!offered) return;
  offer.hidden = Notification.permission !== "default";
  offer.addEventListener("click", async () => {
    offer.hidden = (await Notification.requestPermission()) !== "default";
  });
}

/** Notify about a row, if the page is out of sight and that is allowed. */
export function tell(row) {
  if (!offered || !document.hidden || row.mine || Notification.permission !== "granted") return;
  try {
    const notice = new Notification(row.name || words.salesbot, {
      body: row.text.slice(0, LENGTH),
      icon: "/static/icon-180.png",
      tag: `row-${row.replaces ?? row.id}`,
    });
    notice.onclick = () => window.focus();
  } catch {
    // some phones allow notifications to service workers only
  }
}

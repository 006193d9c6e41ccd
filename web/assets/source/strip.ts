// The head of the page stays fresh: asked for every half minute on a route that keeps no session alive, while the page is looked at.
const PERIOD_MS = 30000;

async function refresh(strip: HTMLElement, path: string): Promise<void> {
  const answer = await fetch(path, { credentials: "same-origin", redirect: "error" });
  // signed out: what stands here is old, and says so
  if (answer.status === 401) {
    strip.removeAttribute("data-fresh");
    const note = document.createElement("p");
    note.className = "ccot-strip ccot-strip__silent";
    note.textContent = "You are signed out: what stands on this page is old.";
    strip.replaceChildren(note);
    return;
  }
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#fresh");
  if (!fresh || fresh.innerHTML === strip.innerHTML) return;
  // a link that has the focus is not taken from under the hand
  if (!strip.contains(document.activeElement)) strip.replaceChildren(...Array.from(fresh.childNodes));
}

export function strip(): void {
  const place = document.getElementById("strip");
  const path = place?.dataset.fresh;
  if (!place || !path) return;
  window.setInterval(() => {
    if (place.dataset.fresh && document.visibilityState === "visible") refresh(place, path).catch(() => undefined);
  }, PERIOD_MS);
}

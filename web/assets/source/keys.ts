// Keys, each with Alt and Shift, so that typing sets nothing off (WCAG 2.1.4); /help lists them and can switch them off. They lead
// somewhere; none of them decides anything.
const PLACES: Record<string, string> = {
  KeyH: 'a[href="/help"]',
  KeyN: 'form[action="/queue/next"] button',
  Digit1: 'a[data-hit="1"]',
  Digit2: 'a[data-hit="2"]',
  Digit3: 'a[data-hit="3"]',
  KeyQ: 'a[href="/queue"]',
  KeyS: 'form[action="/search"] input[name="q"]',
  KeyT: 'a[href="/team"]',
};
const SWITCH = "ccot-keys";

/** Switched off on /help. */
export function off(): boolean {
  return localStorage.getItem(SWITCH) === "off";
}

export function keys(): void {
  document.addEventListener("keydown", (event) => {
    const place = PLACES[event.code];
    if (!place || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.repeat || off()) return;
    const target = document.querySelector<HTMLElement>(place);
    if (!target) return;
    event.preventDefault();
    if (target instanceof HTMLInputElement) {
      target.focus();
      target.select();
    } else target.click();
  });
  const line = document.querySelector<HTMLElement>("[data-keys-switch]");
  const box = line?.querySelector<HTMLInputElement>("input");
  if (!line || !box) return;
  line.hidden = false;
  box.checked = !off();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}

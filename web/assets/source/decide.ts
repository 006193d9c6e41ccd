// Deciding fields by keyboard. The keys work only while a field itself has the focus, never inside its forms, and a key that is held
// down does nothing: R right, N not on the paper, C correct, J and K the next and the one before. Verifying is on another page.
import { off } from "./keys";

const STEPS: Record<string, number> = { j: 1, k: -1 };

function act(field: HTMLElement, key: string): boolean {
  if (key in STEPS) {
    const fields = [...document.querySelectorAll<HTMLElement>(".ccot-slot .ccot-field")];
    fields[fields.indexOf(field) + STEPS[key]]?.focus();
    return true;
  }
  if (key === "c") {
    const correct = field.querySelector("details");
    if (!correct) return false;
    correct.open = true;
    correct.querySelector<HTMLElement>("select, textarea, input:not([type=hidden])")?.focus();
    return true;
  }
  const button = key === "r" ? field.querySelector<HTMLElement>(".ccot-right") : key === "n" ? field.querySelector<HTMLElement>(".ccot-none") : null;
  button?.click();
  return button !== null;
}

export function decide(): void {
  const fields = document.querySelectorAll<HTMLElement>(".ccot-field");
  fields.forEach((field) =>
    field.addEventListener("keydown", (event) => {
      if (event.target !== field || off() || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (act(field, event.key.toLowerCase())) event.preventDefault();
    }),
  );
  if (fields.length === 0) return;
  const notice = document.querySelector<HTMLElement>(".govuk-error-summary");
  const done = document.querySelector<HTMLElement>("#done");
  const open = document.querySelector<HTMLElement>(".ccot-field--chosen");
  (notice ?? done ?? open ?? document.querySelector<HTMLElement>("#finish"))?.focus({ preventScroll: done === null && notice === null && location.hash === "" });
}

// The paper beside the fields: a field that gets the focus turns to its page and lights its place; zoom and turning by buttons.
const NAMESPACE = "http://www.w3.org/2000/svg";
const ZOOMS = ["", "ccot-sheet__zoom-150", "ccot-sheet__zoom-200", "ccot-sheet__zoom-300"];
const TURNS = ["", "ccot-sheet__turn-90", "ccot-sheet__turn-180", "ccot-sheet__turn-270"];

/** A button that steps through class names of the page. */
function stepper(page: HTMLElement, label: string, names: string[]): HTMLButtonElement {
  const button = document.createElement("button");
  let at = 0;
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => {
    if (names[at]) page.classList.remove(names[at]);
    at = (at + 1) % names.length;
    if (names[at]) page.classList.add(names[at]);
  });
  return button;
}

function mark(field: HTMLElement): SVGRectElement | null {
  const { box, field: name } = field.dataset;
  if (!box) return null;
  const [x, y, width, height] = box.split(" ");
  const rect = document.createElementNS(NAMESPACE, "rect");
  for (const [key, value] of Object.entries({ x, y, width, height, "data-field": name ?? "" })) rect.setAttribute(key, value);
  return rect;
}

/** One line of a page as /documents/N/pages/M.words gives it: left, top, right, bottom in ten-thousandths of the page, then its words. */
type Line = [number, number, number, number, string];
const PLACES = 10000;

/** The words of the page over its picture, each line as long as it is printed: to be marked, copied and found, not to be seen. */
function layer(image: HTMLImageElement, lines: Line[]): SVGSVGElement {
  const svg = document.createElementNS(NAMESPACE, "svg");
  const height = (PLACES * image.naturalHeight) / Math.max(1, image.naturalWidth);
  svg.setAttribute("class", "ccot-sheet__words");
  svg.setAttribute("viewBox", `0 0 ${PLACES} ${height}`);
  svg.setAttribute("preserveAspectRatio", "none");
  for (const [left, top, right, bottom, words] of lines) {
    const text = document.createElementNS(NAMESPACE, "text");
    const size = ((bottom - top) * height) / PLACES;
    const place = { x: left, y: (top * height) / PLACES + size * 0.8, textLength: Math.max(1, right - left), lengthAdjust: "spacingAndGlyphs", "font-size": size };
    for (const [key, value] of Object.entries(place)) text.setAttribute(key, String(value));
    text.textContent = `${words}\n`;
    svg.append(text);
  }
  return svg;
}

/** A button that lays the words over the picture, and takes them off. They are asked for when they are wanted: a scan takes seconds. */
function wordsButton(page: HTMLElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Words";
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", async () => {
    if (takeWordsOff(page)) return;
    const { paper, page: number } = page.dataset;
    const image = page.querySelector("img");
    button.disabled = true;
    const answer = await fetch(`/documents/${paper}/pages/${number}.words`, { credentials: "same-origin" }).catch(() => null);
    const told = answer?.ok ? await answer.json().catch(() => null) : null;
    button.disabled = false;
    // another page may have been turned to meanwhile
    if (!told || !image || page.dataset.paper !== paper || page.dataset.page !== number) return;
    page.append(layer(image, told.lines));
    button.setAttribute("aria-pressed", "true");
  });
  return button;
}

/** True when there were any. */
function takeWordsOff(page: HTMLElement): boolean {
  const words = page.querySelector(".ccot-sheet__words");
  words?.remove();
  document.querySelector(".ccot-sheet__tools [aria-pressed]")?.setAttribute("aria-pressed", "false");
  return words !== null;
}

/** Where the paper stands as text: false when it does not hold the field. */
function lightText(text: HTMLElement, field: HTMLElement): boolean {
  const { field: name, paper, page } = field.dataset;
  const here = text.dataset.paper === paper && (text.dataset.page ?? page) === page;
  text.querySelectorAll<HTMLElement>("mark").forEach((place) => place.classList.toggle("ccot-text__chosen", here && (place.dataset.fields ?? "").split(" ").includes(name ?? "")));
  const first = text.querySelector<HTMLElement>(".ccot-text__chosen");
  const scroll = text.parentElement;
  if (first && scroll) scroll.scrollTop = Math.max(0, first.offsetTop - text.offsetTop - scroll.clientHeight / 3);
  return here;
}

/** Turns the sheet to the field's page and lights its place; false when it cannot without another page from the server. */
export function light(field: HTMLElement): boolean {
  document.querySelectorAll(".ccot-field--chosen").forEach((other) => other.classList.remove("ccot-field--chosen"));
  field.classList.add("ccot-field--chosen");
  const text = document.querySelector<HTMLElement>(".ccot-text");
  return text ? lightText(text, field) : lightPicture(field);
}

function lightPicture(field: HTMLElement): boolean {
  const page = document.querySelector<HTMLElement>(".ccot-sheet__page");
  const marks = page?.querySelector("svg");
  const image = page?.querySelector("img");
  const { paper, page: number, box } = field.dataset;
  if (!page || !marks || !image || !paper || !number) return false;
  if (page.dataset.paper !== paper || page.dataset.page !== number) {
    page.dataset.paper = paper;
    page.dataset.page = number;
    takeWordsOff(page);
    image.src = `/documents/${paper}/pages/${number}.png`;
    image.alt = `Page ${number} of the paper as a picture`;
    const place = document.querySelector(".ccot-sheet__bar > span");
    if (place) place.textContent = `Page ${number}`;
    marks.replaceChildren();
    document.querySelectorAll<HTMLElement>(`.ccot-field[data-paper="${paper}"][data-page="${number}"]`).forEach((other) => {
      const rect = mark(other);
      if (rect) marks.append(rect);
    });
  }
  marks.querySelectorAll(".ccot-sheet__chosen").forEach((rect) => rect.remove());
  const rect = mark(field);
  if (!rect || !box) return true;
  rect.setAttribute("class", "ccot-sheet__chosen");
  marks.append(rect);
  const scroll = page.parentElement;
  if (scroll) scroll.scrollTop = Math.max(0, Number(box.split(" ")[1]) * page.offsetHeight - scroll.clientHeight / 3);
  return true;
}

export function sheet(): void {
  const page = document.querySelector<HTMLElement>(".ccot-sheet__page");
  const text = document.querySelector<HTMLElement>(".ccot-text");
  const tools = document.querySelector<HTMLElement>(".ccot-sheet__tools");
  if (page && tools) {
    tools.hidden = false;
    tools.append(stepper(page, "Zoom", ZOOMS), stepper(page, "Turn", TURNS), wordsButton(page));
  }
  document.querySelectorAll<HTMLElement>(".ccot-field").forEach((field) => {
    field.addEventListener("focusin", () => light(field));
    field.querySelector(".ccot-show")?.addEventListener("click", (event) => {
      if (light(field)) event.preventDefault();
    });
  });
  const chosen = document.querySelector<HTMLElement>(".ccot-field--chosen");
  const image = page?.querySelector("img");
  if (chosen && text) light(chosen);
  if (!chosen || !image) return;
  if (image.complete) light(chosen);
  else image.addEventListener("load", () => light(chosen), { once: true });
}

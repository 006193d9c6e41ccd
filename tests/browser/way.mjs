// Three ways to use a page: with the mouse, with the keyboard alone, and with the mouse where no script runs. Each does the same.
import assert from "node:assert/strict";
import { holds, tabTo } from "./support.mjs";

const PRESSES = 300;

/* A blank more or less before what only screen readers are told. */
const called = (name) => ({ name: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(":", "\\s*:")}$`) });

const byMouse = {
  press: (scope, name) => scope.getByRole("button", called(name)).or(scope.getByRole("link", called(name))).first().click(),
  unfold: (scope, name) => scope.locator("summary").filter({ hasText: new RegExp(`^${name}$`) }).first().click(),
  fill: (scope, label, text) => scope.getByLabel(label, { exact: true }).first().fill(text),
  choose: (scope, label) => scope.getByLabel(label, { exact: true }).first().check(),
  pick: (scope, label, option) => scope.getByLabel(label, { exact: true }).first().selectOption({ label: option }),
};

async function tab(scope, name) {
  const page = scope.page();
  await tabTo(page, name, PRESSES);
  const inside = await scope.evaluate((part) => part.contains(document.activeElement));
  assert.ok(inside, `"${name}" was reached in another part of the page`);
  return page.keyboard;
}

const byKeyboard = {
  press: async (scope, name) => (await tab(scope, name)).press("Enter"),
  unfold: async (scope, name) => (await tab(scope, name)).press("Enter"),
  async fill(scope, label, text) {
    const keyboard = await tab(scope, label);
    await keyboard.press("Control+A");
    await keyboard.type(text);
  },
  /* A group of buttons has one stop of Tab; arrows go on. */
  async choose(scope, label) {
    const wanted = scope.getByLabel(label, { exact: true }).first();
    const group = scope.locator(`input[name="${await wanted.getAttribute("name")}"]`);
    const first = await group.first().evaluate((input) => input.labels[0].innerText.trim());
    const keyboard = await tab(scope, first);
    for (let i = await group.count(); i > 1 && !(await wanted.evaluate((input) => input === document.activeElement)); i--) await keyboard.press("ArrowDown");
    if (!(await wanted.isChecked())) await keyboard.press("Space");
    assert.ok(await wanted.isChecked(), label);
  },
  pick: async (scope, label, option) => (await tab(scope, label)).type(option),
};

export const WAYS = [
  { name: "mouse", script: true, ...byMouse },
  { name: "keyboard", script: true, ...byKeyboard },
  { name: "no-script", script: false, ...byMouse },
];

/* What a screen reader is told of a button. */
export const words = (locator) => locator.evaluate((it) => it.textContent.trim().replace(/\s+/g, " "));

/* What the act leads to has been shown. */
export async function leads(page, act) {
  await Promise.all([page.waitForEvent("load"), act()]);
}

/* What is left of the decisive fields: right where something was read, else not on the paper. Where a script runs, the keyboard stands
 * on the field that is next. */
export async function decideRest(page, way) {
  const buttons = ".ccot-right, .ccot-none";
  for (let i = 0; i < 20; i++) {
    const chosen = page.locator(".ccot-slot .ccot-field--chosen").locator(buttons);
    const next = ((await chosen.count()) > 0 ? chosen : page.locator(".ccot-slot").locator(buttons)).first();
    if ((await next.count()) === 0) return;
    const name = await words(next);
    await leads(page, () => way.press(page.locator("main"), name));
  }
  assert.fail("the fields never end");
}

/* Holds what must hold of every page; the keyboard comes to the same states as the mouse. */
export async function looks(page, way, shot) {
  if (way.name !== "keyboard") await holds(page, `${shot}-${way.name}`);
}

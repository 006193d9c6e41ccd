// What is typed into a form of an entry is kept on the server a moment later, so that a lost session or claim costs nothing.
const PAUSE_MS = 1200;

export function keep(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-keep]").forEach((form) => {
    let timer = 0;
    const send = (): void => {
      timer = 0;
      const body = new URLSearchParams();
      new FormData(form).forEach((value, name) => {
        if (typeof value === "string" && name !== "row_version") body.append(name, value);
      });
      body.set("form", form.dataset.keep ?? "");
      void fetch(new URL("typed", form.action), { method: "POST", body, keepalive: true }).catch(() => undefined);
    };
    form.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(send, PAUSE_MS);
    });
    form.addEventListener("submit", () => {
      window.clearTimeout(timer);
      timer = 0;
    });
    window.addEventListener("pagehide", () => {
      if (timer !== 0) send();
    });
  });
}

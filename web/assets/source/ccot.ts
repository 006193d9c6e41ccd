// What pages do better with script than without; each works without it. Loaded at the end of every page.
document.body.classList.add("js-enabled");

// What pages do better with script than without; each works without it. Loaded at the end of every page.
import { decide } from "./decide";
import { keep } from "./keep";
import { keys } from "./keys";
import { sheet } from "./sheet";
import { strip } from "./strip";

document.body.classList.add("js-enabled");
keys();
sheet();
decide();
keep();
strip();

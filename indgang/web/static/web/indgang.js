// What every page does with JavaScript. Without it the page still works, only less smoothly.
// The words come from the page, in its language: data-word-… on this script's own element.

const own = document.getElementById("indgang");

/** The page's own words, by name. */
const word = (name) => own?.dataset[`word${name[0].toUpperCase()}${name.slice(1)}`] ?? "";

/** Have something read aloud, once. */
function say(text) {
  const place = document.getElementById("announcements");
  if (!place) return;
  place.textContent = "";
  // A reader only speaks of a change, so the same sentence twice needs a moment of silence.
  setTimeout(() => { place.textContent = text; }, 50);
}

/** Show a sentence at the top of the page, and have it read aloud. */
function show(text) {
  const place = document.getElementById("beskeder");
  if (!place) return say(text);
  const box = document.createElement("div");
  box.className = "alert alert-warning no-icon";
  const line = document.createElement("p");
  line.className = "alert-text";
  line.textContent = text;
  box.append(line);
  place.replaceChildren(box);
  box.scrollIntoView({ block: "nearest" });
}

document.addEventListener("indgang:say", (event) => say(event.detail));
document.addEventListener("htmx:error", () => show(word("offline")));
document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail?.ctx?.response?.status ?? 0;
  if (status === 401 || status === 403) show(word("signedOut"));
  else if (status >= 500 || status === 404 || status === 410) show(word("failed"));
});

// What a small request has put on the page is seen and said, and the focus is not left nowhere.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail?.ctx?.target;
  if (!(target instanceof Element) || !target.isConnected) return;
  if (target.id === "beskeder") return target.scrollIntoView({ block: "nearest" });
  const news = target.querySelector("[data-live-say]")?.textContent.trim();
  if (news) say(news);
  if (document.activeElement && document.activeElement !== document.body) return;
  const title = document.getElementById(target.closest("section")?.getAttribute("aria-labelledby"));
  const place = title ?? target;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy], [data-print]");
  if (!button) return;
  if (button.hasAttribute("data-print")) return window.print();
  const source = document.querySelector(button.dataset.copy);
  if (!source) return;
  await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
  say(word("copied"));
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  label.textContent = word("copied");
  setTimeout(() => { label.textContent = before; }, 2500);
});

/** Wake what is on the page now, and what is put there later. */
function wake(root) {
  for (const button of root.querySelectorAll("[data-copy][hidden]")) {
    button.hidden = !navigator.clipboard;
  }
  if (root.querySelector("[data-autosave]")) {
    import(own.dataset.partAutosave).then((module) => module.start(root));
  }
  if (root.querySelector("[data-live-ticket]")) {
    import(own.dataset.partLive).then((module) => module.start(root));
  }
}

new MutationObserver((changes) => {
  if (changes.some((change) => [...change.addedNodes].some((node) => node.nodeType === 1))) {
    wake(document);
  }
}).observe(document.body, { childList: true, subtree: true });

window.DKFDS?.init();
wake(document);
document.querySelector("body:not(.gallery) [data-focus]")?.focus();

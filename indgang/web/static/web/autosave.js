// Keeps what is being written: on the server while there is a line, in the browser until then.
//
//   <textarea name="hope" data-autosave="/…/hope" data-autosave-version="3"
//             data-autosave-status="hope_saved"></textarea>
//
// Sends POST name=text, version=the version the text builds on. The server answers
//   200 {"version": 4}                                   kept
//   409 {"current": "…", "merged": "…" or null, "version": 4}   someone else wrote meanwhile
//   422 {"sentence": "…"}                                refused; the sentence is shown
//   401, 403 or a redirect                               signed out; the text stays here

const PAUSE = 800;
const LONGEST_WAIT = 30000;
const KEPT_DAYS = 7;
const PREFIX = "indgang:";

const page = document.getElementById("indgang").dataset;
const fields = new Set();

class Field {
  constructor(element) {
    this.element = element;
    this.url = element.dataset.autosave;
    this.version = Number(element.dataset.autosaveVersion ?? 0);
    this.status = document.getElementById(element.dataset.autosaveStatus);
    this.key = `${PREFIX}${this.url}#${element.name}`;
    this.acknowledged = this.text;
    this.sending = false;
    this.tries = 0;
    element.addEventListener("input", () => this.changed());
    element.addEventListener("change", () => this.changed());
    this.restore();
  }

  get text() {
    const { type, checked, value } = this.element;
    return type === "checkbox" ? (checked ? value : "") : value;
  }

  get isSaved() {
    return this.text === this.acknowledged;
  }

  changed() {
    if (this.isSaved && !this.sending) return this.forget();
    this.keep();
    this.later(PAUSE);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), wait);
  }

  async send(options = {}) {
    if (this.sending || this.leaving || this.isSaved || !this.element.isConnected) return;
    this.sending = true;
    const sent = this.text;
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        body: new URLSearchParams({ [this.element.name]: sent, version: this.version }),
        headers: { "X-CSRFToken": token(), Accept: "application/json" },
        // A redirect is the way to the sign-in page: following it would look like success.
        redirect: "manual",
        ...options,
      });
      this.sending = false;
      await this.answered(answer, sent);
    } catch {
      this.sending = false;
      this.retry();
    }
  }

  async answered(answer, sent) {
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      return this.signedOut();
    }
    const said = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    if (answer.ok) return this.saved(said, sent);
    if (answer.status === 409) return this.bothWrote(said, sent);
    if (answer.status === 422) return this.tell(said.sentence ?? page.wordFailed, "is-waiting", true);
    if (answer.status === 429 || answer.status >= 500) return this.retry();
    return this.tell(page.wordFailed, "is-waiting", true);
  }

  saved(said, sent) {
    this.tries = 0;
    this.version = said.version ?? this.version + 1;
    this.acknowledged = sent;
    this.element.dataset.autosaveVersion = this.version;
    this.element.dispatchEvent(new CustomEvent("indgang:saved", { bubbles: true, detail: sent }));
    if (!this.isSaved) {
      this.keep();
      return this.later(PAUSE);
    }
    this.forget();
    const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    this.tell(page.wordSaved.replace("TIME", time.format(new Date())), "is-saved");
  }

  /** Another hand wrote in the same place. Both texts stay, and both are shown. */
  bothWrote(said, sent) {
    const current = said.current ?? "";
    if (current === sent) return this.saved({ version: said.version }, sent);
    // Still being written in: ask again at the next pause, so that no stroke is moved under a hand.
    if (this.text !== sent) return this.later(PAUSE);
    const merged = said.merged ?? [current, sent].filter(Boolean).join("\n\n");
    this.version = said.version ?? this.version + 1;
    this.acknowledged = current;
    this.replaceText(merged);
    this.showBoth(current, sent);
    this.keep();
    this.send();
  }

  replaceText(text) {
    const { element } = this;
    if (element.type === "checkbox" || element.type === "radio") return;
    const at = element.selectionStart;
    const before = element.value.slice(0, at ?? 0);
    element.value = text;
    const place = text.lastIndexOf(before) + before.length;
    if (at !== null && document.activeElement === element) element.setSelectionRange(place, place);
  }

  showBoth(theirs, mine) {
    this.both?.remove();
    this.both = document.createElement("div");
    this.both.className = "both-texts";
    this.both.setAttribute("role", "status");
    for (const [heading, text] of [[page.wordTheirs, theirs], [page.wordMine, mine]]) {
      const line = document.createElement("p");
      const quote = document.createElement("blockquote");
      line.textContent = heading;
      quote.textContent = text;
      this.both.append(line, quote);
    }
    const intro = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = page.wordBoth;
    intro.append(strong);
    this.both.prepend(intro);
    this.element.closest(".form-group, form, div")?.append(this.both);
  }

  retry() {
    this.tries += 1;
    this.tell(page.wordWaiting, "is-waiting", this.tries === 1);
    this.later(Math.min(LONGEST_WAIT, 1000 * 2 ** this.tries));
  }

  signedOut() {
    this.keep();
    this.tell(page.wordSignedOut, "is-waiting", true);
    if (!this.status) return;
    const link = document.createElement("a");
    link.href = `${page.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = page.wordSignIn;
    this.status.append(" ", link);
  }

  tell(text, state, aloud = false) {
    if (!this.status) {
      if (aloud) document.dispatchEvent(new CustomEvent("indgang:say", { detail: text }));
      return;
    }
    this.status.textContent = text;
    this.status.classList.remove("is-saved", "is-waiting");
    this.status.classList.add(state);
  }

  keep() {
    const kept = { text: this.text, version: this.version, at: Date.now() };
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch { /* A full or forbidden store only means that the server is the one place. */ }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch { /* As above. */ }
  }

  /** Take up what was written before the line, the sign-in or the page went away. */
  restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.key));
    } catch { /* Unreadable is the same as not there. */ }
    if (!kept) return;
    if (kept.text === this.text) return this.forget();
    if (this.element.type === "checkbox") this.element.checked = kept.text !== "";
    else this.element.value = kept.text;
    this.version = kept.version;
    this.tell(page.wordRestored, "is-waiting");
    this.later(0);
  }
}

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Texts nobody came back for are not left lying in a browser that others may use. */
function clearOld() {
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      const { at = 0 } = JSON.parse(localStorage.getItem(key)) ?? {};
      if (Date.now() - at > KEPT_DAYS * 86400000) localStorage.removeItem(key);
    }
  } catch { /* No store, nothing to clear. */ }
}

function sendAll(options) {
  for (const field of fields) field.send(options);
}

clearOld();
addEventListener("online", () => sendAll());
// The last strokes before a page goes away; what does not arrive is still in the store.
addEventListener("pagehide", () => sendAll({ keepalive: true }));
document.addEventListener("visibilitychange", () => sendAll({ keepalive: document.hidden }));

// A form that is sent carries its texts itself; the same twice would look like two hands.
document.addEventListener("submit", (event) => {
  for (const field of fields) {
    if (field.element.form !== event.target) continue;
    field.leaving = true;
    setTimeout(() => { field.leaving = false; }, 5000);
  }
});

/** Look after every field that asks for it and is not looked after yet. */
export function start(root) {
  for (const element of root.querySelectorAll("[data-autosave]:not([data-autosave-on])")) {
    element.dataset.autosaveOn = "";
    fields.add(new Field(element));
  }
  for (const field of fields) if (!field.element.isConnected) fields.delete(field);
}

// Fetches a part of the page again when the server says that something has changed.
//
//   <div data-live-url="/huset/venter" data-live-ticket="…" data-live-ticket-url="/huset/billet">
//
// The stream is /live/?ticket=…; its events are `changed` and `resync` (fetch again) and
// `refused` (the right to see has ended). A ticket is short-lived, so each new line has a new one:
// POST to the ticket's address answers {"ticket": "…"}; 401, 403 or 404 ends it for good.
// A `figures` event brings news itself: the part hears of it as indgang:figures. With data-live-pushed
// the line brings how things are whenever it opens, and nothing is fetched but when it cannot be had.
// data-live-every="60" fetches also by the clock. A text with data-live-say is read aloud when it is
// another than before.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const TOGETHER = 250;

class Live {
  constructor(element) {
    this.element = element;
    this.ticket = element.dataset.liveTicket;
    this.wait = FIRST_WAIT;
    const seconds = Number(element.dataset.liveEvery);
    if (seconds) this.clock = setInterval(() => this.tick(), seconds * 1000);
    this.open();
  }

  /** What changes by the clock alone, such as how long somebody has waited. */
  tick() {
    if (this.stopped || !this.element.isConnected) clearInterval(this.clock);
    else if (!document.hidden) this.fetchSoon();
  }

  open() {
    if (this.stopped || document.hidden || !this.element.isConnected) return;
    this.heard = false;
    this.source = new EventSource(`/live/?ticket=${encodeURIComponent(this.ticket)}`);
    this.source.addEventListener("open", () => { this.wait = FIRST_WAIT; this.heard = true; });
    this.source.addEventListener("figures", ({ data }) => {
      this.element.dispatchEvent(new CustomEvent("indgang:figures", { detail: data, bubbles: true }));
    });
    for (const name of ["changed", "resync"]) {
      this.source.addEventListener(name, () => this.fetchSoon());
    }
    this.source.addEventListener("refused", () => this.stop());
    this.source.addEventListener("error", () => {
      if (this.isPushed && !this.heard) this.fetchSoon();
      this.reopenLater();
    });
  }

  get isPushed() {
    return "livePushed" in this.element.dataset;
  }

  close() {
    this.source?.close();
    this.source = null;
    clearTimeout(this.timer);
  }

  stop() {
    this.stopped = true;
    this.element.dataset.liveStopped = "";
    this.close();
  }

  reopenLater() {
    this.close();
    // Spread out, so that everyone does not come back in the same second.
    this.timer = setTimeout(() => this.reopen(), this.wait * (0.5 + Math.random()));
    this.wait = Math.min(LONGEST_WAIT, this.wait * 2);
  }

  async reopen() {
    if (this.stopped || document.hidden || !this.element.isConnected) return;
    try {
      const answer = await fetch(this.element.dataset.liveTicketUrl, {
        method: "POST",
        headers: { "X-CSRFToken": token(), Accept: "application/json" },
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
        return this.stop();
      }
      if (!answer.ok) return this.reopenLater();
      this.ticket = (await answer.json()).ticket;
    } catch {
      return this.reopenLater();
    }
    this.open();
    // Something may have changed while the line was down.
    if (!this.isPushed) this.fetchSoon();
  }

  fetchSoon() {
    clearTimeout(this.fetching);
    this.fetching = setTimeout(() => this.fetchNow(), TOGETHER);
  }

  async fetchNow() {
    let answer;
    try {
      answer = await fetch(this.element.dataset.liveUrl, {
        headers: { "HX-Request": "true", Accept: "text/html" },
        redirect: "manual",
      });
    } catch {
      return;
    }
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
      return this.stop();
    }
    if (answer.ok) this.put(await answer.text());
  }

  /** Put the fragment in place, and take nothing from whoever is in the middle of it. */
  put(html) {
    const { element } = this;
    const held = element.contains(document.activeElement) ? document.activeElement : null;
    const inHand = [...element.querySelectorAll("input[id], textarea[id]")].filter(isWritten);
    const unfolded = [...element.querySelectorAll("details[open] > summary")].map(textOf);
    const said = textOf(element.querySelector("[data-live-say]"));
    element.innerHTML = html;
    window.htmx?.process(element);
    for (const field of inHand) rewrite(field);
    for (const summary of element.querySelectorAll("details > summary")) {
      if (unfolded.includes(textOf(summary))) summary.parentElement.open = true;
    }
    if (held) refocus(element, held);
    const news = textOf(element.querySelector("[data-live-say]"));
    if (news && news !== said) {
      document.dispatchEvent(new CustomEvent("indgang:say", { detail: news }));
    }
  }
}

const textOf = (element) => element?.textContent.trim() ?? "";
const isWritten = (field) => /^(text|search|textarea)$/.test(field.type) && field.value !== field.defaultValue;

/** What somebody was writing, in the field that has come in the old one's place. */
function rewrite(old) {
  const field = document.getElementById(old.id);
  if (field && field !== old) field.value = old.value;
}

/** The focus stays where it was; what has gone away leaves it at the title above. */
function refocus(element, held) {
  const again = [...element.querySelectorAll(held.tagName)].find((it) => isSame(it, held));
  const title = held.closest("section")?.getAttribute("aria-labelledby");
  const thing = document.getElementById(held.closest("article[id]")?.id);
  const place = again ?? thing?.querySelector("a, button") ?? document.getElementById(title) ?? element;
  if (!again && !thing) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  if (again && held.selectionStart != null) {
    again.setSelectionRange(held.selectionStart, held.selectionEnd);
  }
}

const isSame = (a, b) => a.id === b.id && a.name === b.name && a.value === b.value
  && a.getAttribute("href") === b.getAttribute("href") && textOf(a) === textOf(b)
  && sent(a) === sent(b);

/** Where a button's form goes and with what: buttons alike may be about different things. */
function sent({ form }) {
  if (!form) return "";
  const hidden = form.querySelectorAll("input[type=hidden]:not([name=csrfmiddlewaretoken])");
  return [form.getAttribute("action"), ...[...hidden].map((it) => `${it.name}=${it.value}`)].join("&");
}

const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const lives = new Set();

// A page nobody looks at holds no line; when it is looked at again it catches up.
document.addEventListener("visibilitychange", () => {
  for (const live of lives) {
    if (document.hidden) live.close();
    else if (!live.source) live.reopen();
  }
});

/** Follow every part that asks for it and is not followed yet. */
export function start(root) {
  for (const element of root.querySelectorAll("[data-live-ticket]:not([data-live-on])")) {
    element.dataset.liveOn = "";
    if (element.dataset.liveTicket) lives.add(new Live(element));
  }
  for (const live of lives) {
    if (!live.element.isConnected) {
      live.close();
      lives.delete(live);
    }
  }
}

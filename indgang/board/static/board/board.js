// Puts the figures that the line brings where they stand, keeps their ages, and turns the wall's pages.
//
// An event is {"rows": {key: {figure: words}}} or {"ask": "id,id"}: what changed is then fetched from
// data-figures-url. All are how things are now and not how much they changed, so that it does no harm
// to hear one twice.

const FETCH_WITHIN = 400; // milliseconds, so that not everybody asks at once
const SEEN = 4000; // milliseconds a changed line is marked
const TURN = 12000; // milliseconds each page of the wall stands
const AGES = 30000;
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "da", { numeric: "auto" });

/** How old a figure is, in the language of the page. */
function age(moment) {
  const seconds = (Date.now() - Date.parse(moment)) / 1000;
  if (Number.isNaN(seconds)) return "–";
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ["second", 60];
  return words.format(-Math.max(0, Math.floor(seconds / size)), unit);
}

function keepAges(root) {
  for (const time of root.querySelectorAll('time[data-figure="alder"]')) {
    if (time.dateTime) time.textContent = age(time.dateTime);
  }
}

/** The words of each figure in each place where the line stands. True if one of them is new. */
function put(row, figures) {
  let isNew = false;
  for (const place of row.querySelectorAll("[data-figure]")) {
    const said = figures[place.dataset.figure];
    if (said === undefined) continue;
    if (place.tagName === "TIME") place.dateTime = said;
    else if (place.textContent !== said) {
      place.textContent = said;
      isNew = true;
    }
  }
  row.dataset.tone = figures.tone;
  return isNew;
}

function show(element, rows) {
  for (const row of element.querySelectorAll("[data-row]")) {
    const figures = rows[row.dataset.row];
    if (!figures || !put(row, figures)) continue;
    row.classList.add("is-new");
    setTimeout(() => row.classList.remove("is-new"), SEEN);
  }
  keepAges(element);
}

async function fetchFigures(element, ask) {
  await new Promise((done) => setTimeout(done, Math.random() * FETCH_WITHIN));
  const answer = await fetch(`${element.dataset.figuresUrl}?tilbud=${encodeURIComponent(ask)}`, {
    headers: { Accept: "application/json" },
    redirect: "manual",
  }).catch(() => null);
  if (answer?.ok) show(element, (await answer.json()).rows);
}

document.addEventListener("indgang:figures", (event) => {
  const said = JSON.parse(event.detail);
  if (said.rows) show(event.target, said.rows);
  else fetchFigures(event.target, said.ask);
});

// ---- The wall ----

let page = 0;
let isPaused = false;

/** One page of the wall at a time. Where all is read line by line, or moved by hand, all of it stands. */
function turn() {
  const parts = [...document.querySelectorAll("[data-wall] > .wall-part")];
  if (!parts.length) return;
  page %= parts.length;
  parts.forEach((part, number) => { part.hidden = number !== page; });
}

const pause = document.querySelector("[data-wall-pause]");
if (pause) {
  pause.hidden = false;
  pause.addEventListener("click", () => {
    isPaused = !isPaused;
    [pause.textContent, pause.dataset.words] = [pause.dataset.words, pause.textContent];
  });
  turn();
  setInterval(() => {
    if (!isPaused) page += 1;
    turn();
  }, TURN);
  // What is fetched anew comes with all its pages.
  new MutationObserver(turn).observe(document.getElementById("tavle"), { childList: true });
}

setInterval(() => keepAges(document), AGES);

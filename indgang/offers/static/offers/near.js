// "Tæt på mig": the telephone itself finds the place that is nearest, and only its name is sent.

const button = document.querySelector("[data-near]");
const form = button?.closest("form");
const choice = form?.elements.namedItem("naer");
const said = document.getElementById("naer_sagt");
const FARTHEST = 60_000; // metres; what is farther away is not near anybody
let here = null;

/** Metres as the crow flies, good enough for a town. */
function metres(a, b) {
  const radians = Math.PI / 180;
  const width = (a.longitude - b.longitude) * Math.cos(((a.latitude + b.latitude) / 2) * radians);
  return Math.hypot(a.latitude - b.latitude, width) * radians * 6_371_000;
}

/** "350 meter fra dig, 6 minutters gang", as the server says it of a place. */
function inWords(far) {
  const words = button.dataset;
  if (far < 25) return words.wordHere;
  const language = document.documentElement.lang;
  const kilometres = (far / 1000).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const distance = far < 1000
    ? words.wordMetres.replace("METRES", Math.round(far / 50) * 50)
    : words.wordKilometres.replace("KILOMETRES", kilometres);
  const minutes = Math.max(1, Math.round((far * 1.3) / 75));
  return minutes > 60 ? distance : `${distance}, ${words.wordWalk.replace("MINUTES", minutes)}`;
}

/** How far the thing is from the reader, put into its words. */
function far(thing, words) {
  const { latitude, longitude } = thing.dataset;
  if (latitude === undefined) return Infinity;
  const found = metres(here, { latitude: Number(latitude), longitude: Number(longitude) });
  const line = thing.querySelector(words);
  if (line) line.textContent = inWords(found);
  return found;
}

/** Cards and the places of the map say how far they are from the reader; the nearest card is first. */
function measure() {
  if (!here || !choice.value) return;
  for (const place of document.querySelectorAll(".town-list > li")) far(place, ".town-text");
  for (const list of document.querySelectorAll(".offer-list")) {
    const cards = [...list.children].map((card) => ({ card, away: far(card, ".offer-away") }));
    // A difference of two that are nowhere is no number.
    cards.sort((a, b) => (a.away === b.away ? 0 : a.away - b.away));
    list.append(...cards.map(({ card }) => card));
  }
}

function fail(words) {
  said.textContent = words;
  form.querySelector("details.more").open = true;
  choice.focus();
}

/** The choice is made as if by hand, so that it goes with the rest of the search. */
function choose(value) {
  choice.value = value;
  button.setAttribute("aria-pressed", String(Boolean(value)));
  choice.dispatchEvent(new Event("change", { bubbles: true }));
}

async function found(position) {
  const at = { latitude: position.coords.latitude, longitude: position.coords.longitude };
  const answer = await fetch(button.dataset.near);
  if (!answer.ok) return fail(button.dataset.wordFailed);
  const spots = (await answer.json()).spots
    .filter((spot) => choice.querySelector(`option[value="${CSS.escape(spot.name)}"]`))
    .map((spot) => ({ name: spot.name, far: metres(at, { latitude: spot.at[0], longitude: spot.at[1] }) }))
    .sort((a, b) => a.far - b.far);
  if (!spots.length || spots[0].far > FARTHEST) return fail(button.dataset.wordFar);
  here = at;
  document.dispatchEvent(new CustomEvent("indgang:here", { detail: here }));
  said.textContent = button.dataset.wordFound;
  choose(spots[0].name);
}

function look() {
  if (button.getAttribute("aria-pressed") === "true") {
    here = null;
    document.dispatchEvent(new CustomEvent("indgang:here", { detail: null }));
    said.textContent = "";
    return choose("");
  }
  said.textContent = button.dataset.wordLooking;
  navigator.geolocation.getCurrentPosition(
    (position) => found(position).catch(() => fail(button.dataset.wordFailed)),
    () => fail(button.dataset.wordFailed),
    { maximumAge: 60_000, timeout: 10_000 },
  );
}

if (button && choice && navigator.geolocation) {
  button.hidden = false;
  button.addEventListener("click", look);
  choice.addEventListener("change", (event) => {
    if (!event.isTrusted) return;
    here = null;
    button.setAttribute("aria-pressed", String(Boolean(choice.value)));
  });
  document.addEventListener("htmx:after:swap", measure);
}

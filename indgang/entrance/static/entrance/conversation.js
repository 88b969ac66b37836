// Two guides write at once. What the other has written comes with the part of the page that is
// fetched again, and is put into a field only where nothing unsaved stands and no hand is writing.
// Everything else is left to the saving, which puts the two texts together.

const beside = document.getElementById("beside");
const known = new Map();

for (const area of document.querySelectorAll("textarea[data-autosave]")) {
  known.set(area.name, area.defaultValue);
}

function take(news) {
  const { section, version, hand } = news.dataset;
  const area = document.querySelector(`textarea[name="${section}"]`);
  if (!area) return;
  const text = news.content.textContent;
  const line = document.querySelector(`[data-hand-of="${section}"]`);
  if (line) line.textContent = hand.trim();
  const isClean = area.value === known.get(section);
  const isOlder = Number(version) <= Number(area.dataset.autosaveVersion ?? 0);
  if (area.value === text) {
    known.set(section, text);
  } else if (isOlder) {
    return; // The page was fetched before one's own words were kept.
  } else if (isClean && document.activeElement !== area) {
    put(area, text, version);
  } else if (isClean) {
    area.addEventListener("blur", () => takeAll(), { once: true });
  }
}

/** A new field in the old one's place: whoever saves it begins with the new text and version. */
function put(area, text, version) {
  const fresh = area.cloneNode(false);
  fresh.textContent = text;
  fresh.value = text;
  fresh.dataset.autosaveVersion = version;
  delete fresh.dataset.autosaveOn;
  known.set(area.name, text);
  area.replaceWith(fresh);
}

function takeAll() {
  for (const news of beside.querySelectorAll("template[data-section]")) take(news);
}

// One's own words are kept: from now on the other's may take their place.
document.addEventListener("indgang:saved", (event) => {
  known.set(event.target.name, event.detail);
  takeAll();
});

new MutationObserver(takeAll).observe(beside, { childList: true });

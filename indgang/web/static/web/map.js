// The map of the map component, moved and enlarged by Leaflet: on tiles, or on our own drawing.
// Everything it shows it takes from the list beside it, so that both always say the same.

const NEAR = 44; // pixels: a thumb's width between two pins
const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
let here = null; // where the reader is, if he asked for what is near him; it never leaves the page

const number = (value) => (value === undefined || value === "" ? null : Number(value));

/** The pins as the list has them. */
function pinsOf(town) {
  return [...town.querySelectorAll(".town-list > li")].map((item, index) => ({
    number: index + 1,
    item,
    label: item.querySelector("strong").textContent,
    x: number(item.dataset.x), y: number(item.dataset.y),
    latitude: number(item.dataset.latitude), longitude: number(item.dataset.longitude),
  }));
}

/** How the globe lies on the drawing, from the pins that are on both. Null where too few are. */
function projection(pins) {
  const both = pins.filter((pin) => pin.x !== null && pin.latitude !== null);
  const line = (from, to) => {
    const mean = (name) => both.reduce((sum, pin) => sum + pin[name], 0) / both.length;
    const [a, b] = [mean(from), mean(to)];
    const spread = both.reduce((sum, pin) => sum + (pin[from] - a) ** 2, 0);
    const slope = both.reduce((sum, pin) => sum + (pin[from] - a) * (pin[to] - b), 0) / spread;
    return spread > 0 ? (value) => b + slope * (value - a) : null;
  };
  if (both.length < 3) return null;
  const [x, y] = [line("longitude", "x"), line("latitude", "y")];
  return x && y && ((at) => [-y(at.latitude), x(at.longitude)]);
}

/** A popup's content: the words of the list, and nothing that is not there. */
function wordsOf(pins) {
  const box = document.createElement("div");
  box.className = "town-popup";
  for (const pin of pins) box.append(pin.item.querySelector(".town-words").cloneNode(true));
  return box;
}

/** Leaflet empties a tile with a picture in the address itself, which the content policy forbids. */
function tileLayer(address, options) {
  const Tiles = L.TileLayer.extend({
    _abortLoading() {},
    _removeTile(key) {
      this._tiles[key]?.el.removeAttribute("src");
      L.GridLayer.prototype._removeTile.call(this, key);
    },
  });
  return new Tiles(address, options);
}

class Town {
  constructor(town) {
    this.town = town;
    this.words = town.dataset;
    this.pins = pinsOf(town);
    this.isGlobe = Boolean(this.words.tiles) && this.pins.some((pin) => pin.latitude !== null);
    const drawn = projection(this.pins);
    this.place = this.isGlobe ? (at) => [at.latitude, at.longitude] : drawn;
    this.shown = this.pins
      .filter((pin) => (this.isGlobe ? pin.latitude : pin.x) !== null)
      .map((pin) => ({ ...pin, at: this.isGlobe ? [pin.latitude, pin.longitude] : [-pin.y, pin.x] }));
    if (this.shown.length) this.draw();
  }

  draw() {
    const frame = this.town.querySelector(".town-frame");
    const drawing = frame.querySelector("svg");
    const box = document.createElement("div");
    box.className = "town-live";
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", this.words.town);
    frame.replaceChildren(box);
    frame.hidden = false;
    this.town.classList.add("is-live");
    this.map = L.map(box, {
      crs: this.isGlobe ? L.CRS.EPSG3857 : L.CRS.Simple,
      zoomControl: false, attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.25,
      minZoom: this.isGlobe ? 8 : -2, maxZoom: this.isGlobe ? 18 : 2.5,
      zoomAnimation: !reduced, fadeAnimation: !reduced, markerZoomAnimation: !reduced, inertia: !reduced,
      maxBoundsViscosity: 0.8,
    });
    L.control.zoom({ zoomInTitle: this.words.wordNearer, zoomOutTitle: this.words.wordFarther }).addTo(this.map);
    if (this.isGlobe) this.layTiles();
    else this.layDrawing(drawing);
    this.layer = L.layerGroup().addTo(this.map);
    this.map.on("popupopen", (event) => this.opened(event.popup));
    this.map.on("popupclose", (event) => this.closed(event.popup));
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") this.map.closePopup(); });
    this.look();
    this.mark();
    this.map.on("zoomend", () => this.mark());
    this.map.on("zoomend moveend resize", () => this.trim());
    this.trim();
  }

  layTiles() {
    tileLayer(this.words.tiles, { maxZoom: 19 }).addTo(this.map);
    const owner = document.createElement(this.words.ownerHref ? "a" : "span");
    owner.textContent = this.words.owner;
    if (this.words.ownerHref) owner.href = this.words.ownerHref;
    const control = L.control({ position: "bottomright" });
    control.onAdd = () => {
      const line = L.DomUtil.create("div", "leaflet-control-attribution");
      line.append(owner);
      return line;
    };
    control.addTo(this.map);
  }

  layDrawing(drawing) {
    drawing.querySelectorAll("a").forEach((pin) => pin.remove());
    drawing.removeAttribute("role");
    drawing.removeAttribute("aria-label");
    drawing.setAttribute("aria-hidden", "true");
    drawing.setAttribute("preserveAspectRatio", "none");
    const edges = [[-Number(this.words.height), 0], [0, Number(this.words.width)]];
    L.svgOverlay(drawing, edges).addTo(this.map);
    this.edges = L.latLngBounds(edges);
    this.map.setMaxBounds(this.edges.pad(0.3)); // room for the card of a pin at the edge
  }

  /** All pins; the nearest of them where the reader asked for what is near him. */
  look() {
    const points = this.shown.map((pin) => pin.at);
    const me = here && this.place ? this.place(here) : null;
    if (me) {
      L.circleMarker(me, { radius: 9, className: "town-me", interactive: false }).addTo(this.map);
      points.sort((a, b) => Math.hypot(a[0] - me[0], a[1] - me[1]) - Math.hypot(b[0] - me[0], b[1] - me[1]));
    }
    const wanted = L.latLngBounds(me ? [me, ...points.slice(0, 5)] : points);
    if (!this.edges) return this.map.fitBounds(wanted, { padding: [36, 36], maxZoom: 15, animate: false });
    const whole = this.map.getBoundsZoom(this.edges, true); // the town fills the frame
    const zoom = Math.min(1, this.map.getBoundsZoom(wanted, false, L.point(72, 72)));
    this.map.setMinZoom(whole);
    this.map.setView(zoom > whole ? wanted.getCenter() : this.edges.getCenter(), Math.max(zoom, whole), { animate: false });
  }

  /** One mark for pins that would lie on each other at this size of the map. */
  mark() {
    const groups = [];
    for (const pin of this.shown) {
      const spot = this.map.latLngToLayerPoint(pin.at);
      const near = groups.find((group) => group.spot.distanceTo(spot) < NEAR);
      if (near) near.pins.push(pin);
      else groups.push({ spot, at: pin.at, pins: [pin] });
    }
    this.layer.clearLayers();
    for (const group of groups) this.put(group);
  }

  put({ at, pins }) {
    const many = pins.length > 1;
    const sign = document.createElement("span");
    sign.textContent = many ? `${pins.length}×` : pins[0].number;
    const icon = L.divIcon({ className: many ? "town-pin town-many" : "town-pin", html: sign, iconSize: [44, 44] });
    const marker = L.marker(at, { icon, riseOnHover: true }).addTo(this.layer);
    const element = marker.getElement();
    element.setAttribute("aria-label", many ? this.names(pins) : `${pins[0].number}. ${pins[0].label}`);
    marker.on("click", () => this.open(at, pins));
    marker.on("keypress", (event) => {
      if (!["Enter", " "].includes(event.originalEvent.key)) return;
      event.originalEvent.preventDefault();
      this.open(at, pins);
    });
    for (const pin of pins) pin.element = element;
  }

  /** A pin that the edge, the buttons or a card lie over cannot be met: it waits until it is free. */
  trim() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const over = [...this.map.getContainer().querySelectorAll(".leaflet-control, .leaflet-popup-content-wrapper")]
      .map((it) => it.getBoundingClientRect());
    const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    for (const marker of this.layer.getLayers()) {
      const element = marker.getElement();
      const at = element.getBoundingClientRect();
      const whole = at.left >= frame.left && at.right <= frame.right && at.top >= frame.top && at.bottom <= frame.bottom;
      element.inert = meets(at, frame) && (!whole || over.some((it) => meets(at, it)));
    }
  }

  names(pins) {
    const names = pins.map((pin) => pin.label).join(", ");
    return this.words.wordMany.replace("NUMBER", pins.length).replace("NAMES", names);
  }

  open(at, pins) {
    const edges = L.latLngBounds(pins.map((pin) => pin.at));
    const zoom = Math.min(this.map.getBoundsZoom(edges, false, [60, 60]), this.map.getMaxZoom());
    if (pins.length > 1 && zoom > this.map.getZoom() + 0.2) {
      this.map.fitBounds(edges, { padding: [60, 60], animate: !reduced });
      this.map.getContainer().focus({ preventScroll: true });
      return;
    }
    const popup = L.popup({ maxWidth: 280, minWidth: 180, autoPanPadding: [12, 12], offset: [0, -10] });
    popup.pins = pins;
    popup.setLatLng(at).setContent(wordsOf(pins)).openOn(this.map);
  }

  opened(popup) {
    this.trim();
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", this.words.wordClose);
    popup.getElement().querySelector("a[href]:not([role])")?.focus({ preventScroll: true });
  }

  /** Whoever closes a card by the keyboard stands where he was. */
  closed(popup) {
    const place = document.activeElement;
    const wasIn = popup.getElement()?.contains(place);
    popup.getElement()?.remove(); // at once: what it lay over is met again
    this.trim();
    if (place === document.body || wasIn) {
      popup.pins?.[0].element?.focus({ preventScroll: true });
    }
  }
}

function wake() {
  for (const town of document.querySelectorAll("[data-town]:not(.is-live)")) new Town(town);
}

document.addEventListener("indgang:here", (event) => { here = event.detail; });
document.addEventListener("htmx:after:swap", wake);
wake();

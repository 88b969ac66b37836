// A key card's QR code carries the code behind a #, which no server ever sees. This puts it in the
// field and takes it out of the address, so that it is not left in the browser's history.
const field = document.querySelector("input[name=code]");
if (field && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
}

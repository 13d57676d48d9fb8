// Keys, forms that change the page in place, and findings that come when they are known. Nothing here is needed:
// every key is a button or a link too, every form is sent by the browser itself where there is no script.
"use strict";

const main = () => document.getElementById("main");
const tell = (text) => { document.getElementById("told").textContent = text; };
const typing = (element) => element.closest("input:not([type=file]), textarea, select, [contenteditable]");
const seen = (element) => element.offsetParent !== null;

const pageOf = (address) => address.pathname + address.search;
let shownAt = pageOf(location);

// Put a page that came in place of the one that is shown.
function show(text, address, { push = true } = {}) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("main");
  if (!fresh) { location.assign(address); return; }
  main().replaceWith(fresh);
  for (const part of [".masthead .who", ".masthead nav"]) {
    const [old, next] = [document.querySelector(part), page.querySelector(part)];
    if (old && next) old.replaceWith(next);
  }
  document.title = page.title;
  if (push) history.pushState({}, "", address);
  shownAt = pageOf(location);
  const place = location.hash && document.getElementById(location.hash.slice(1));
  const first = fresh.querySelector(".trouble, .notice, h1");
  if (place) place.scrollIntoView(); else scrollTo(0, 0);
  fresh.focus({ preventScroll: true });
  tell(first ? first.textContent.trim().replace(/\s+/g, " ") : page.title);
  watch();
}

// Say what stands in the way, above the page, which stays as it is with all that was typed.
function complain(text) {
  tell(text);
  main().querySelector(".trouble.here")?.remove();
  main().prepend(Object.assign(document.createElement("p"), { className: "trouble here", textContent: text }));
  scrollTo(0, 0);
}

async function load(address, options) {
  main().setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const text = await answer.text();
    if (answer.status !== 403) {
      show(text, answer.redirected || !options ? answer.url + (answer.url.includes("#") ? "" : new URL(address, location).hash) : location.href);
      return;
    }
    complain(new DOMParser().parseFromString(text, "text/html").querySelector("main p:last-of-type").textContent);
  } catch {
    complain("The server does not answer. Is ledger serve still running?");
  }
  main().removeAttribute("aria-busy");
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-swap]")) return;
  event.preventDefault();
  const sent = new URLSearchParams(new FormData(form, event.submitter));
  const buttons = [...form.querySelectorAll("button:enabled")];
  buttons.forEach((button) => { button.disabled = true; });
  await load(form.action, { method: "POST", body: sent });
  buttons.forEach((button) => { button.disabled = false; });  // if the page still stands, it can be tried again
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-swap]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  load(link.href);
});

// Only another page is asked for anew; a place within this one is not.
addEventListener("popstate", () => { if (pageOf(location) !== shownAt) location.reload(); });

// A filter that is chosen is asked at once; those that are typed wait for the button.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-filters] select")) event.target.form.requestSubmit();
  if (event.target.matches("input[type=file][data-most]")) {
    const size = [...event.target.files].reduce((sum, file) => sum + file.size, 0);
    const most = Number(event.target.dataset.most);
    event.target.setCustomValidity(size > most ? "These files are too large for one upload. Add them with: ledger add" : "");
    event.target.reportValidity();
  }
});

// Empty filters stay out of the address, so that it can be read and shared.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form[method=get]")) return;
  for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});

function press(element) {
  if (element.matches("summary")) {
    element.parentElement.open = true;
    const field = element.parentElement.querySelector("textarea, input:not([type=hidden])");
    if (field) { field.focus(); if (field.select) field.select(); }
  } else if (element.matches("input")) {
    element.focus();
    element.select();
  } else {
    element.click();
  }
}

// The verdicts of which a capital letter says why first, by that letter.
const verdicts = () => new Map([...document.querySelectorAll(".verdicts [data-key]")].filter(seen).map((one) => [one.dataset.key.toUpperCase(), one]));

// Lead to the reason of a verdict; Enter gives that verdict then, and none where no letter or button said which.
function sayWhy(letter) {
  const button = verdicts().get(letter);
  if (!button) return false;
  const why = button.form.elements.because;
  why.dataset.verb = button.value;
  why.placeholder = `Why ${button.value}? Enter keeps it`;
  why.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  const why = event.target.closest(".verdicts input[name=because]");
  if (!why || event.key !== "Enter" || event.isComposing || event.repeat) return;
  event.preventDefault();
  const button = why.dataset.verb && why.form.querySelector(`button[value=${why.dataset.verb}]:enabled`);
  if (button) why.form.requestSubmit(button);
  else { why.placeholder = "Press a button to judge"; tell("Enter alone judges nothing: press a button."); }
});

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return false;
  const at = rows.indexOf(document.activeElement);
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
  next.focus();
  next.scrollIntoView({ block: "center" });
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(document.activeElement)) { document.activeElement.blur(); return; }
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (/^[A-Z]$/.test(event.key) && sayWhy(event.key)) { event.preventDefault(); return; }
  if (event.key === "j" && step(1)) return;
  if (event.key === "k" && step(-1)) return;
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(seen);
  if (found && event.repeat) event.preventDefault();  // a key that is held down judges one figure, not all that follow
  else if (found) { event.preventDefault(); press(found); }
});

// The list of keys is made of what stands on the page.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys]")) return;
  const dialog = document.getElementById("keys");
  const list = dialog.querySelector("dl");
  list.replaceChildren();
  const rows = [...document.querySelectorAll("[data-key]")].filter(seen)
    .map((one) => [one.dataset.key, one.title || one.textContent.trim().replace(/\s+\S$/, "") || one.placeholder]);
  if (document.querySelector("[data-row]")) rows.push(["j", "the next one"], ["k", "the one before"]);
  for (const [letter, button] of verdicts()) rows.push([letter, `${button.value}, and say why first`]);
  if (document.querySelector(".verdicts")) rows.push(["Esc", "leave a field"]);
  for (const [key, what] of rows) {
    const row = document.createElement("div");
    row.append(Object.assign(document.createElement("dt"), { textContent: key }), Object.assign(document.createElement("dd"), { textContent: what }));
    list.append(row);
  }
  dialog.showModal();
});

// Findings that are being worked out come of themselves; a page in which somebody has typed is left alone.
const typed = () => [...main().querySelectorAll("form[method=post] :is(input, textarea)")].some((one) => one.value !== one.defaultValue)
  || typing(document.activeElement) || document.querySelector("details.correct[open], details.noting[open], dialog[open]");
let asking = 0;
function watch() {
  clearTimeout(asking);
  const head = main().dataset.poll;
  if (head === undefined) return;
  asking = setTimeout(async () => {
    try {
      const state = await (await fetch("/state", { credentials: "same-origin" })).json();
      if ((state.now || state.failed || state.head !== head) && !typed()) {
        const answer = await fetch(location.href, { credentials: "same-origin" });
        const at = scrollY;
        show(await answer.text(), location.href, { push: false });
        scrollTo(0, at);
        return;
      }
    } catch { /* the server is gone; the next press of a key says so */ }
    watch();
  }, 1500);
}

for (const button of document.querySelectorAll("[data-keys]")) button.hidden = false;
watch();

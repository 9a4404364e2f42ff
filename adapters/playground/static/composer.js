// The box in which one writes: Enter sends, "/" offers the commands, nothing typed is lost.
import { heardSoFar, toEnd } from "./log.js";
import { outcome } from "./turn.js";
import { conversation, direct, one, path, post, sorry } from "./wire.js";

const form = one("[data-composer]");
const box = form && one("textarea", form);
const offers = form && one("[role=listbox]", form);
const draft = `draft:${path}:${conversation}`;
let sending = false;
let last = { text: "", id: "" };

const offered = () => [...offers.querySelectorAll("li:not([hidden])")];
const active = () => one("[aria-selected=true]", offers);

function typed() {
  sessionStorage.setItem(draft, box.value);
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
  for (const offer of offers.children) offer.hidden = !fits(offer.dataset.command, box.value.toLowerCase());
  offers.hidden = offered().length === 0;
  choose(null);
}

/** "/", "/ne" and "/mentor ne" all lead to "/mentor need". */
function fits(command, wanted) {
  if (!wanted.startsWith("/") || wanted === command) return false;
  return command.startsWith(wanted) || command.startsWith(wanted.replace("/", "/mentor "));
}

function choose(offer) {
  active()?.setAttribute("aria-selected", "false");
  offer?.setAttribute("aria-selected", "true");
  offer?.scrollIntoView({ block: "nearest" });
  if (offer) box.setAttribute("aria-activedescendant", offer.id);
  else box.removeAttribute("aria-activedescendant");
}

function step(by) {
  const list = offered();
  const place = list.indexOf(active());
  choose(list.at((place + by + (place < 0 && by < 0 ? 1 : 0)) % list.length));
}

function take(offer) {
  box.value = `${offer.dataset.command} `;
  typed();
  offers.hidden = true;
  box.focus();
}

function wrong(words) {
  one(".composer-error", form).textContent = words;
}

async function send() {
  const text = box.value.trim();
  if (!text || sending) return;
  const heard = heardSoFar();
  // Sent again after a failure, the same words are the same turn: whatever arrived counts once.
  if (last.text !== text) last = { text, id: crypto.randomUUID() };
  sending = true;
  try {
    const answer = await post("say", { text, conversation: Number(conversation) }, last.id);
    last = { text: "", id: "" };
    if (answer.errors?.text) return wrong(answer.errors.text);
    if (box.value.trim() === text) box.value = "";
    typed();
    wrong("");
    if (answer.awaits && conversation !== direct) location.assign(path);
    else outcome(answer, heard);
    toEnd();
  } catch {
    wrong(sorry);
  } finally {
    sending = false;
  }
}

function key(event) {
  const choosing = !offers.hidden;
  if (event.isComposing) return;
  if (choosing && ["ArrowDown", "ArrowUp"].includes(event.key)) step(event.key === "ArrowDown" ? 1 : -1);
  else if (choosing && event.key === "Escape") offers.hidden = true;
  else if (choosing && active() && ["Enter", "Tab"].includes(event.key)) take(active());
  else if (event.key === "Enter" && !event.shiftKey) send();
  else return;
  event.preventDefault();
}

if (form) {
  box.value = sessionStorage.getItem(draft) ?? "";
  typed();
  box.addEventListener("input", typed);
  box.addEventListener("keydown", key);
  box.addEventListener("blur", () => (offers.hidden = true));
  offers.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const offer = event.target.closest("li");
    if (offer) take(offer);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  document.addEventListener("click", (event) => {
    const starter = event.target.closest("[data-starter]");
    if (!starter) return;
    box.value = starter.textContent;
    typed();
    box.focus();
  });
}

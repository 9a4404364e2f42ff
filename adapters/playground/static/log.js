// The conversation: messages as they come, where one stopped reading, the quiet "…" meanwhile.
import { conversation, one, post } from "./wire.js";

const log = one("[data-log]");
const writing = one("[data-writing]");
let answers = 0;
let waiting;

export const heardSoFar = () => answers;

/** Shows "…" until an answer comes, unless one came since `heard`. */
export function awaitAnswer(heard) {
  if (!writing || heard !== answers) return;
  writing.hidden = false;
  clearTimeout(waiting);
  waiting = setTimeout(stopWaiting, 8000);
  toEnd();
}

function stopWaiting() {
  clearTimeout(waiting);
  if (writing) writing.hidden = true;
}

export function toEnd() {
  if (log) log.scrollTop = log.scrollHeight;
}

/** A message that came or changed: shown here when it is of this conversation. */
export function arrived({ id, html, conversation: where, bot }) {
  if (bot) {
    answers += 1;
    stopWaiting();
  }
  if (!log || String(where) !== conversation) return;
  const there = one(`#m${id}`, log);
  const near = log.scrollHeight - log.scrollTop - log.clientHeight < 240;
  const fresh = element(html);
  if (there) replaced(there, fresh);
  else log.append(fresh);
  days();
  if (!there && near) fresh.scrollIntoView({ block: fresh.clientHeight > log.clientHeight ? "start" : "end" });
  seen();
}

function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

/** Whoever was on a button stays at its place in the card that took the other's. */
function replaced(there, fresh) {
  const place = [...there.querySelectorAll("button, a")].indexOf(document.activeElement);
  const inside = there.contains(document.activeElement);
  there.replaceWith(fresh);
  if (inside) (fresh.querySelectorAll("button, a")[place] ?? fresh).focus({ preventScroll: true });
}

function days() {
  log.querySelectorAll(".day").forEach((mark) => mark.remove());
  let last = "";
  for (const message of log.querySelectorAll(".message")) {
    if (message.dataset.day !== last) {
      const mark = document.createElement("p");
      mark.className = "day";
      mark.textContent = message.dataset.dayLabel;
      message.before(mark);
    }
    last = message.dataset.day;
  }
}

function seen() {
  const last = [...log.querySelectorAll(".message")].at(-1);
  if (!last || document.hidden) return;
  post("read", { conversation: Number(conversation), message: Number(last.dataset.message) }).catch(() => {});
}

/** Whoever reads at the end stays there when the room above or below changes. */
function staysAtEnd() {
  const isNear = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  let near = isNear();
  log.addEventListener("scroll", () => (near = isNear()));
  new ResizeObserver(() => near && toEnd()).observe(log);
}

if (log) {
  days();
  toEnd();
  one("[data-new]", log)?.scrollIntoView({ block: "start" });
  seen();
  staysAtEnd();
  document.addEventListener("visibilitychange", seen);
}

// One person's page: what comes in live, the clock, the menu on a small screen.
import "./composer.js";
import { arrived } from "./log.js";
import { searchable } from "./people.js";
import "./turn.js";
import { apologise, conversation, notice, one, path, since, user } from "./wire.js";

searchable(one("#find"));

const news = new EventSource(`${path}/events?since=${since}`);
const on = (name, hear) => news.addEventListener(name, (event) => hear(JSON.parse(event.data)));

on("message", arrived);
on("clock", ({ now }) => (one("[data-now]").textContent = now));
on("gone", () => {
  news.close();
  if (!one("[data-dialog]").open) location.assign("/");
});
on("unread", (counts) => {
  for (const badge of document.querySelectorAll("[data-unread-for]")) {
    const n = counts[badge.dataset.unreadFor] ?? 0;
    badge.hidden = !n;
    one(".count", badge).textContent = n || "";
  }
  const mine = counts[user] ?? 0;
  document.title = document.title.replace(/^(\(\d+\) )?/, mine ? `(${mine}) ` : "");
  one("[data-elsewhere]").hidden = !mine;
});
on("conversations", ({ html }) => {
  const list = one("[data-conversations]");
  const held = list.contains(document.activeElement) ? document.activeElement.id : "";
  list.innerHTML = html;
  one(`#c${conversation || 0}`, list)?.setAttribute("aria-current", "page");
  if (held) one(`#${held}`)?.focus();
});
// Somebody came, went or became something else: who one is, the list and what to begin with follow.
on("people", async ({ crowd }) => {
  if (crowd === document.body.dataset.crowd) return;
  document.body.dataset.crowd = crowd;
  const response = await fetch(path);
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of ["[data-you]", "[data-people]", "[data-starters]"])
    one(part)?.replaceChildren(...one(part, fresh).childNodes);
  one("#find").dispatchEvent(new Event("input"));
});
addEventListener("pagehide", () => news.close());

async function move(button) {
  const buttons = document.querySelectorAll("[data-move]");
  if ([...buttons].some((other) => other.disabled)) return;
  buttons.forEach((other) => (other.disabled = true));
  try {
    const response = await fetch(`/clock?as=${encodeURIComponent(user)}`, {
      method: "POST",
      body: new URLSearchParams({ move: button.dataset.move }),
    });
    if (!response.ok) throw new Error(`clock: ${response.status}`);
    const { now, arrived: html } = await response.json();
    one("[data-now]").textContent = now;
    notice(html);
  } catch {
    apologise();
  } finally {
    buttons.forEach((other) => (other.disabled = false));
    button.focus();
  }
}

function side(open) {
  document.body.classList.toggle("side-open", open);
  one("#stage").inert = open;
  one(open ? "#side [data-side]" : "#stage [data-side]").focus();
}

document.addEventListener("click", (event) => {
  const moved = event.target.closest("[data-move]");
  if (moved) move(moved);
  if (event.target.closest("[data-side]")) side(!document.body.classList.contains("side-open"));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("side-open")) side(false);
});

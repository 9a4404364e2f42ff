// What the page knows of itself, and how it speaks to the server.
export const { user, path, conversation, direct, view, since, sorry } = document.body.dataset;
export const one = (selector, within = document) => within.querySelector(selector);

/** One request, one turn: `id` stays the same when it is sent again, so that it counts once. */
export async function post(kind, body, id = crypto.randomUUID()) {
  const response = await fetch(`${path}/${kind}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id, ...body }),
  });
  if (!response.ok && response.status !== 422) throw new Error(`${kind}: ${response.status}`);
  return response.status === 204 ? {} : response.json();
}

/** Says something once, kindly, where it is read out. */
export function notice(html) {
  one("[data-notice]").innerHTML = html;
}

export function apologise() {
  const words = document.createElement("p");
  words.textContent = sorry;
  one("[data-notice]").replaceChildren(words);
}

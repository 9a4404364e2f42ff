// Presses and forms: what goes to the core, and what its outcome means for the page.
import { awaitAnswer, heardSoFar } from "./log.js";
import { apologise, notice, one, path, post, view } from "./wire.js";

const dialog = one("[data-dialog]");
let opener;

/** What came back: a form opens, a home is drawn anew, otherwise an answer is on its way. */
export function outcome({ form, home, awaits, gone }, heard) {
  if (gone) return farewell(gone);
  if (form) open(form);
  else if (dialog.open) dialog.close();
  if (home && view === "home") one("[data-home]").innerHTML = home;
  if (awaits && view === "home") location.assign(path);
  else if (awaits) awaitAnswer(heard);
  return undefined;
}

function open(html) {
  dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  one(".form-body :is(input, textarea, select)", dialog)?.focus();
}

/** Where the dialog was opened from; its card may have changed meanwhile. */
function back() {
  if (!opener || opener.button.isConnected) return opener?.button;
  return one(`#m${opener.message}`) ?? one("#composer");
}

function farewell(html) {
  dialog.innerHTML = html;
  if (!dialog.open) dialog.showModal();
  dialog.addEventListener("close", () => location.assign("/"));
}

export async function press(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const message = button.closest("[data-message]")?.dataset.message ?? "";
  opener = { button, message };
  button.setAttribute("aria-disabled", "true");
  const heard = heardSoFar();
  try {
    outcome(await post("press", { token: button.dataset.token, message }), heard);
    notice("");
  } catch {
    apologise();
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

async function fieldsOf(form) {
  const fields = {};
  for (const field of form.querySelectorAll("[data-field]")) {
    const inputs = [...field.querySelectorAll("input, textarea, select")];
    const ticked = inputs.filter((input) => input.checked).map((input) => input.value);
    const { kind, field: name } = field.dataset;
    if (kind === "tick") fields[name] = ticked;
    else if (kind === "attach") fields[name] = (await inputs[0].files[0]?.text()) ?? "";
    else fields[name] = inputs[0]?.type === "radio" ? (ticked[0] ?? "") : (inputs[0]?.value ?? "");
  }
  return fields;
}

/** Every error stands beside its field; what was typed stays. */
function mark(form, errors) {
  let first;
  for (const field of form.querySelectorAll("[data-field]")) {
    const error = errors[field.dataset.field] ?? "";
    const place = one(".field-error", field);
    place.textContent = error;
    place.hidden = !error;
    field.classList.toggle("wrong", Boolean(error));
    const inputs = field.querySelectorAll("input, textarea, select");
    inputs.forEach((input) => (error ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid")));
    if (error) first ??= inputs[0];
  }
  say(form, first ? one(".form-error", form).dataset.words : "");
  first?.focus();
}

function say(form, words) {
  const place = one(".form-error", form);
  place.textContent = words;
  place.hidden = !words;
}

async function submit(form) {
  const button = one("[type=submit]", form);
  button.disabled = true;
  const heard = heardSoFar();
  try {
    const answer = await post("submit", { token: form.dataset.token, fields: await fieldsOf(form) });
    button.disabled = false;
    if (Object.keys(answer.errors ?? {}).length) mark(form, answer.errors);
    else outcome(answer, heard);
  } catch {
    button.disabled = false;
    say(form, document.body.dataset.sorry);
  }
}

dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(event.target);
});
dialog.addEventListener("click", (event) => event.target.closest("[data-close]") && dialog.close());
dialog.addEventListener("close", () => back()?.focus());
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-token]");
  if (button) press(button);
});

// The search above a list of people: letters, accents aside.
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function searchable(input) {
  const found = input.closest("nav, section, main");
  const list = found.querySelector("[data-people]");
  const none = found.querySelector("[data-none]");
  input.addEventListener("input", () => {
    const wanted = bare(input.value).split(/\s+/);
    for (const item of list.querySelectorAll("li"))
      item.hidden = !wanted.every((word) => bare(item.dataset.words).includes(word));
    for (const group of list.querySelectorAll("section"))
      group.hidden = !group.querySelector("li:not([hidden])");
    none.textContent = list.querySelector("li:not([hidden])") ? "" : none.dataset.none;
  });
}

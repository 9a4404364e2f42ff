import { searchable } from "./people.js";

document.querySelectorAll("[data-people]").forEach((list) =>
  searchable(list.parentElement.querySelector("input[type=search]")),
);
document.querySelector("input[name=zone]").value =
  Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

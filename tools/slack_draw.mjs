// Draws blocks as Slack shows them: reads [[block, ...], ...] from standard input, writes one HTML for each.
// A block that leaves nothing behind is one that the renderer does not know: it is named, and null stands for it.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const load = createRequire(`${process.argv[2]}/`);
const { createElement } = load("react");
const { renderToStaticMarkup } = load("react-dom/server");
const { Message } = load("slack-blocks-to-jsx");

const drawn = (blocks) =>
  renderToStaticMarkup(
    createElement(Message, { blocks, logo: "", name: "", theme: "light", withoutWrapper: true }),
  );
const nothing = drawn([]).length;
const vanished = (blocks) => blocks.filter((block) => drawn([block]).length <= nothing).map(({ type }) => type);

// What the renderer reads otherwise than Slack does. `verbatim` makes no links of plain words and leaves markup
// alone; here it is no markup at all. `&lt;` is a sign that is shown; here it opens a mention.
const asSlackReads = (key, value) => {
  if (key === "verbatim") return undefined;
  return typeof value === "string" ? value.replaceAll("&lt;", "&lt;\u200b") : value;
};
const every = JSON.parse(await text(process.stdin), asSlackReads);
process.stdout.write(JSON.stringify(every.map((blocks) => ({ html: drawn(blocks), vanished: vanished(blocks) }))));

// The strikes of a report, those that need a look first. Stands behind `marked.js`.
const within = (tag, name, ...children) => {
  const made = make(tag, "", name);
  made.append(...children);
  return made;
};

class ReportList extends Marked {
  constructor(root) {
    super(root, "list");
    this.list = root.querySelector(".cards");
    this.none = root.querySelector(".none");
    for (const name of ["pointerover", "focusin"]) root.addEventListener(name, (event) => this.look(event.target));
    for (const name of ["pointerleave", "focusout"]) root.addEventListener(name, () => this.tell("leave"));
    root.addEventListener("click", (event) => this.click(event.target));
    root.addEventListener("keydown", (event) => this.key(event));
  }

  fill(data) {
    const { labels } = data;
    this.root.querySelector(".help").textContent = data.cards.length ? labels.help : "";
    this.root.querySelector(".cut").textContent = data.cut;
    this.list.replaceChildren(...data.cards.map((card) => this.card(card)));
    this.none.hidden = !data.skipped.length;
    this.none.querySelector("summary").textContent = labels.none;
    this.none.querySelector("ol").replaceChildren(...data.skipped.map((one) => this.skipped(one)));
    this.choose(data.cards.length ? data.cards[0].number : null);
  }

  card(card) {
    const { labels } = this.data;
    const head = make("button", card.title);
    head.type = "button";
    head.setAttribute("aria-pressed", "false");
    const title = within("h3", "", make("span", `[${card.number + 1}]`, "number"), head, make("span", card.confidence, "sure"));
    const item = within("li", "card", title);
    item.dataset.number = card.number;
    if (card.doubts.length) item.append(make("p", `${labels.look} ${card.doubts.join(labels.and)}.`, "doubts"));
    item.append(this.facts(card), ...this.said(card), this.quote(card), ...this.why(card));
    const show = make("button", labels.show, "show");
    show.type = "button";
    item.append(show);
    return item;
  }

  facts(card) {
    const list = make("dl");
    for (const { label, role, value, told, note } of card.facts) {
      const cell = make("dd", value);
      for (const words of told) {
        const button = make("button", words, "told");
        button.type = "button";
        button.tabIndex = -1;
        button.dataset.field = role;
        cell.append(" ", button);
      }
      cell.append(note ? ` (${note})` : "");
      list.append(make("dt", label), cell);
    }
    return list;
  }

  quote(card) {
    const quote = make("blockquote");
    for (const [words, ids] of card.quote) {
      const span = make("span", words);
      if (ids.length) span.dataset.field = card.roles[ids.at(-1)];
      quote.append(ids.length ? span : words);
    }
    return quote;
  }

  said(card) {
    if (!card.said.length) return [];
    const items = card.said.map(([who, stance, quote]) => within("li", "", `${who} ${stance}: `, make("q", quote)));
    const told = this.more(`${this.data.labels.said} · ${items.length}`, within("ul", "statements", ...items));
    told.open = card.contested;
    return [told];
  }

  why(card) {
    const { labels } = this.data;
    if (!card.why.length) return [];
    const line = (tag, cells) => within("tr", "", ...cells.map((text, at) => make(tag, text, at === 1 && tag === "td" ? "words" : "")));
    const head = line("th", labels.columns);
    for (const cell of head.cells) cell.scope = "col";
    const table = within("table", "", within("thead", "", head), within("tbody", "", ...card.why.map((row) => line("td", row))));
    return [this.more(labels.why, table)];
  }

  more(label, content) {
    return within("details", "", make("summary", label), content);
  }

  skipped({ number, text, seen, reason }) {
    const button = make("button");
    button.type = "button";
    button.dataset.skipped = number;
    button.append(within("q", "", ...this.seen(text, seen)), make("span", reason, "why"));
    return within("li", "", button);
  }

  // The clause with the words of attack in it in bold.
  seen(text, words) {
    const parts = [];
    let rest = text;
    for (const word of words) {
      const at = rest.indexOf(word);
      if (at < 0) continue;
      parts.push(rest.slice(0, at), make("b", word));
      rest = rest.slice(at + word.length);
    }
    return [...parts, rest];
  }

  find(target) {
    const clause = target.closest("[data-skipped]");
    if (clause) return `skipped ${clause.dataset.skipped}`;
    const card = target.closest(".card");
    return card ? Number(card.dataset.number) : null;
  }

  look(target) {
    const strike = this.find(target);
    const field = target.closest("[data-field]");
    if (strike === null) this.tell("leave");
    else this.tell("look", strike, field ? field.dataset.field : null);
  }

  click(target) {
    const strike = this.find(target);
    if (strike === null || target.closest("summary") || String(getSelection())) return;
    const field = target.closest("[data-field]");
    this.tell("choose", strike, field ? field.dataset.field : null, Boolean(target.closest(".show")));
  }

  // Arrow keys walk from strike to strike; Tab goes through what is in the chosen one.
  key(event) {
    const heads = [...this.list.querySelectorAll("h3 button")],
      at = heads.indexOf(event.target);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: heads.length - 1 };
    if (at < 0 || !(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (heads[steps[event.key]]) heads[steps[event.key]].focus();
  }

  heard({ how, strike, from }) {
    if (how === "choose") this.choose(strike, from === "text");
    else this.mark(how === "look" ? strike : null);
  }

  mark(strike) {
    for (const card of this.list.children) card.classList.toggle("seen", Number(card.dataset.number) === strike);
  }

  choose(strike, reveal = false) {
    for (const card of this.list.children) {
      const mine = Number(card.dataset.number) === strike;
      card.classList.toggle("chosen", mine);
      card.querySelector("h3 button").setAttribute("aria-pressed", String(mine));
      for (const button of card.querySelectorAll(".told")) button.tabIndex = mine ? 0 : -1;
      if (mine && reveal) card.scrollIntoView({ block: "nearest" });
    }
  }
}

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".found");
  root.strikes = root.strikes || new ReportList(root);
  root.strikes.set(data);
};

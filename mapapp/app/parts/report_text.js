// The text of a report with the words of its strikes. Stands behind `marked.js`.
class ReportText extends Marked {
  constructor(root) {
    super(root, "text");
    this.box = root.querySelector(".report-text");
    this.box.addEventListener("pointerover", (event) => this.point(event.target));
    this.box.addEventListener("pointerleave", () => this.tell("leave"));
    this.box.addEventListener("click", (event) => this.click(event.target));
    this.box.addEventListener("focusin", (event) => this.focus(event.target));
    this.box.addEventListener("focusout", () => this.tell("leave"));
  }

  fill(data) {
    this.chosen = this.seen = null;
    this.box.setAttribute("aria-label", data.labels.text);
    this.root.querySelector(".cut").textContent = data.cut;
    this.key();
    this.write();
    this.choose(data.first);
  }

  key() {
    const words = [...this.data.key, ["", this.data.labels.place, "place-name"], ["", this.data.labels.quote, "quote"]];
    const rows = words.map(([field, label, name]) => {
      const row = make("li"),
        sample = make("span", label, name);
      if (field) sample.dataset.field = field;
      row.append(sample);
      return row;
    });
    this.root.querySelector(".key").replaceChildren(...rows);
  }

  write() {
    const { pieces, marks } = this.data,
      begun = new Set();
    this.spans = [];
    this.of = new Map();
    const nodes = [];
    for (const [words, ids] of pieces) {
      for (const id of ids) {
        if (marks[id][0] === "quote" && !begun.has(id)) nodes.push(this.number(marks[id][1]));
        begun.add(id);
      }
      nodes.push(ids.length ? this.span(words, ids) : document.createTextNode(words));
    }
    this.box.replaceChildren(...nodes);
  }

  number(strike) {
    const button = make("button", `[${strike + 1}]`, "number");
    button.type = "button";
    button.dataset.strike = strike;
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-label", this.data.labels.strike.replace("{n}", strike + 1));
    return button;
  }

  span(words, ids) {
    const span = make("span", words);
    const marks = ids.map((id) => this.data.marks[id]);
    const names = new Set(marks.map(([role]) => role).filter((role) => !this.isField(role)));
    if (marks.some(([role]) => role === "quote" || this.isField(role))) names.add("mark");
    span.className = [...names].join(" ");
    const own = marks.filter(([role]) => this.isField(role)).at(-1);
    span.base = own ? own[0] : "";
    if (own) span.dataset.field = span.base;
    span.ids = ids;
    for (const [role, number] of marks) {
      const owner = role === "skipped" ? `skipped ${number}` : number;
      if (role === "place-name") continue;
      if (!this.of.has(owner)) this.of.set(owner, []);
      this.of.get(owner).push([span, role]);
    }
    return span;
  }

  isField(role) {
    return this.data.key.some(([field]) => field === role);
  }

  strikeOf(target) {
    const number = target.closest("[data-strike]");
    if (number) return Number(number.dataset.strike);
    const ids = target.ids || [];
    const strikes = ids.map((id) => this.data.marks[id]).filter(([role]) => role === "quote" || this.isField(role));
    return strikes.length ? strikes.at(-1)[1] : null;
  }

  point(target) {
    const strike = this.strikeOf(target);
    this.tell(strike === null ? "leave" : "look", strike);
  }

  focus(target) {
    if (target.closest("[data-strike]")) this.point(target);
  }

  click(target) {
    const strike = this.strikeOf(target);
    if (strike !== null && !String(getSelection())) this.tell("choose", strike);
  }

  heard({ how, strike, field, from, jump }) {
    if (how === "choose") this.choose(strike, from === "list", field, jump);
    else this.show(how === "look" ? strike : this.chosen, how === "look" ? field : null);
  }

  choose(strike, reveal = false, field = null, jump = false) {
    this.chosen = strike;
    this.show(strike, field);
    this.tags();
    for (const button of this.box.querySelectorAll(".number"))
      button.setAttribute("aria-pressed", String(Number(button.dataset.strike) === strike));
    if (reveal) this.reveal(field, jump);
  }

  // The words of one strike, or of one clause that gave none, stand out from the others.
  show(strike, field = null) {
    for (const [span] of this.of.get(this.seen) || []) {
      span.classList.remove("active", "lit", "pointed");
      if (span.base) span.dataset.field = span.base;
    }
    this.seen = strike;
    const mine = this.of.get(strike) || [];
    this.box.classList.toggle("chosen", mine.length > 0);
    for (const [span, role] of mine) {
      if (!this.isField(role)) span.classList.add("active");
      else {
        span.classList.add("lit");
        span.dataset.field = role;
        if (role === field) span.classList.add("pointed");
      }
    }
  }

  // The name of each field behind its words, for the chosen strike alone: names for all would hide the text.
  tags() {
    for (const tag of this.box.querySelectorAll(".tag")) tag.remove();
    const names = new Map(this.data.key),
      last = new Map();
    for (const [span] of this.of.get(this.chosen) || [])
      for (const id of span.ids) {
        const [role, strike] = this.data.marks[id];
        if (strike === this.chosen && this.isField(role)) last.set(id, [span, role]);
      }
    for (const [span, role] of last.values()) span.after(make("span", names.get(role), "tag"));
  }

  // Within its own box alone where that scrolls; the page stays where it is unless asked to move.
  reveal(field, jump) {
    const mine = this.of.get(this.chosen) || [];
    const [span] = mine.find(([, role]) => role === field) || mine[0] || [];
    if (!span) return;
    if (jump) return span.scrollIntoView({ block: "center" });
    const at = span.getBoundingClientRect(),
      box = this.box.getBoundingClientRect();
    if (at.top < box.top || at.bottom > box.bottom) this.box.scrollTop += at.top - box.top - box.height / 4;
  }
}

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".report");
  root.reader = root.reader || new ReportText(root);
  root.reader.set(data);
};

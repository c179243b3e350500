// The table of strikes: a page at a time from the server, sorted there, walked through by arrow keys.
const NARROW = 4;
const WAIT = 200;

class StrikeTable {
  constructor(root) {
    this.root = root;
    this.page = 0;
    this.sort = "date";
    this.order = "desc";
    this.table = root.querySelector("table");
    this.scroll = root.querySelector(".scroll");
    root.querySelector(".before").onclick = () => this.go(this.page - 1);
    root.querySelector(".after").onclick = () => this.go(this.page + 1);
    root.querySelector(".more").onclick = () => this.more();
    root.querySelector("input").onchange = (event) => this.go(Number(event.target.value) - 1);
    this.table.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("click", (event) => this.click(event));
  }

  // Called at every run of the page: only what changed is done.
  set(data, choose) {
    const before = this.data;
    this.data = data;
    this.choose = choose;
    this.write();
    const other = !before || before.query !== data.query || before.version !== data.version;
    if (!before || before.query.replace(/lang=\w+/, "") !== data.query.replace(/lang=\w+/, "")) this.page = 0;
    const chosenElsewhere = data.selected && data.selected !== this.selected;
    this.selected = data.selected;
    if (chosenElsewhere && !this.rowOf(data.selected)) this.load("of");
    else if (other) this.load(data.selected && !before ? "of" : this.page);
    else this.mark();
  }

  write() {
    const { labels } = this.data;
    this.root.querySelector("caption").textContent = labels.caption;
    this.scroll.setAttribute("aria-label", labels.caption);
    for (const name of ["before", "after", "more"]) this.root.querySelector("." + name).textContent = labels[name];
    this.root.querySelector(".page-word").textContent = labels.page;
    const head = document.createElement("tr");
    for (const [index, column] of this.data.columns.entries()) {
      const th = document.createElement("th");
      th.scope = "col";
      th.className = [column.number && "number", index >= NARROW && "wide", !column.sortable && "plain"]
        .filter(Boolean)
        .join(" ");
      if (column.sortable) {
        const here = column.name === this.sort;
        th.ariaSort = here ? (this.order === "asc" ? "ascending" : "descending") : "none";
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = column.title + (here ? (this.order === "asc" ? " ↑" : " ↓") : "");
        button.onclick = () => this.sortBy(column.name);
        th.append(button);
      } else th.textContent = column.title;
      head.append(th);
    }
    const focused = [...this.table.tHead.querySelectorAll("button")].indexOf(this.active());
    this.table.tHead.replaceChildren(head);
    if (focused >= 0) this.table.tHead.querySelectorAll("button")[focused].focus();
  }

  active() {
    return this.root.getRootNode().activeElement;
  }

  sortBy(name) {
    this.order = this.sort === name && this.order === "desc" ? "asc" : "desc";
    if (this.sort !== name && !["date", "killed", "injured"].includes(name)) this.order = "asc";
    this.sort = name;
    this.page = 0;
    this.write();
    this.data.sorted(this.sort, this.order);
    return this.load(0);
  }

  go(page) {
    return this.load(Math.max(0, Math.min(page || 0, this.pages - 1)));
  }

  more() {
    const all = this.table.classList.toggle("all");
    this.root.querySelector(".more").setAttribute("aria-pressed", String(all));
  }

  async load(page) {
    const asked = (this.asked = (this.asked || 0) + 1);
    const query = new URLSearchParams(this.data.query);
    query.set("sort", this.sort);
    query.set("order", this.order);
    query.set("page", page);
    if (page === "of") query.set("strike", this.selected);
    const slow = setTimeout(() => this.scroll.classList.add("waiting"), 300);
    try {
      const answer = await fetch(`${this.data.base}/views/table.json?${query}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const got = await answer.json();
      if (asked === this.asked) this.fill(got);
    } catch {
      if (asked === this.asked) this.status(this.data.labels.failed);
    } finally {
      clearTimeout(slow);
      if (asked === this.asked) this.scroll.classList.remove("waiting");
    }
  }

  fill({ rows, page, pages, first, count }) {
    const walking = this.table.tBodies[0].contains(this.active());
    Object.assign(this, { page, pages });
    this.rows = rows;
    this.table.setAttribute("aria-rowcount", count + 1);
    this.table.tBodies[0].replaceChildren(...rows.map((row, index) => this.line(row, first + index + 1)));
    this.mark();
    const last = first + rows.length - 1;
    const number = (value) => value.toLocaleString(this.data.labels.language);
    this.status(
      this.data.labels.shown
        .replace("{first}", number(rows.length ? first : 0))
        .replace("{last}", number(last))
        .replace("{count}", number(count)),
    );
    this.root.querySelector(".before").disabled = page <= 0;
    this.root.querySelector(".after").disabled = page >= pages - 1;
    const input = this.root.querySelector("input");
    input.value = page + 1;
    input.max = pages;
    this.root.querySelector(".pages").textContent = "/ " + number(pages);
    this.root.querySelector("nav").hidden = !rows.length;
    if (!walking) return;
    const line = this.edge === "last" ? this.lines().at(-1) : this.lines()[0];
    if (line) this.walk(line);
  }

  line({ id, cells }, index) {
    const line = document.createElement("tr");
    line.dataset.id = id;
    line.setAttribute("role", "row");
    line.setAttribute("aria-rowindex", index);
    line.tabIndex = -1;
    for (const [at, text] of cells.entries()) {
      const column = this.data.columns[at],
        cell = document.createElement("td");
      cell.setAttribute("role", "gridcell");
      cell.className = [column.name, column.number && "number", at >= NARROW && "wide"].filter(Boolean).join(" ");
      cell.textContent = text;
      line.append(cell);
    }
    return line;
  }

  status(text) {
    this.root.querySelector("nav .said").textContent = text;
  }

  lines() {
    return [...this.table.tBodies[0].rows];
  }

  rowOf(id) {
    return this.lines().find((line) => line.dataset.id === id);
  }

  // The selected row has the ink bar; it, or the first, is where Tab enters.
  mark() {
    const lines = this.lines(),
      chosen = this.rowOf(this.selected);
    for (const line of lines) {
      line.setAttribute("aria-selected", String(line === chosen));
      line.tabIndex = -1;
    }
    const entry = lines.includes(this.active()) ? this.active() : chosen || lines[0];
    if (entry) entry.tabIndex = 0;
    if (chosen && chosen !== this.active()) this.reveal(chosen);
  }

  // Within its own box alone: the page must not jump.
  reveal(line) {
    const head = this.table.tHead.offsetHeight,
      top = line.offsetTop - head,
      bottom = line.offsetTop + line.offsetHeight;
    if (top < this.scroll.scrollTop) this.scroll.scrollTop = top;
    else if (bottom > this.scroll.scrollTop + this.scroll.clientHeight)
      this.scroll.scrollTop = bottom - this.scroll.clientHeight;
  }

  key(event) {
    const line = event.target.closest("tbody tr");
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const lines = this.lines(),
      at = lines.indexOf(line);
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 };
    if (event.key in steps) this.step(lines, steps[event.key]);
    else if (event.key === "PageDown") this.turn(1);
    else if (event.key === "PageUp") this.turn(-1);
    else if (event.key === "Enter" || event.key === " ") this.pick(line, 0);
    else return;
    event.preventDefault();
  }

  step(lines, at) {
    if (lines[at]) return this.walk(lines[at]);
    return this.turn(at < 0 ? -1 : 1);
  }

  turn(by) {
    const page = this.page + by;
    if (page < 0 || page >= this.pages) return;
    this.edge = by < 0 ? "last" : "first";
    this.load(page);
  }

  walk(line) {
    for (const other of this.lines()) other.tabIndex = other === line ? 0 : -1;
    line.focus({ preventScroll: true });
    this.reveal(line);
    this.pick(line, WAIT);
  }

  click(event) {
    const line = event.target.closest("tbody tr");
    if (!line || String(getSelection())) return;
    line.focus({ preventScroll: true });
    this.pick(line, 0);
  }

  // A row that is only passed by on the way down is not chosen.
  pick(line, wait) {
    clearTimeout(this.waiting);
    this.selected = line.dataset.id;
    this.mark();
    this.waiting = setTimeout(() => this.choose(this.selected), wait);
  }
}

export default ({ parentElement, data, setTriggerValue, setStateValue }) => {
  const root = parentElement.querySelector(".box");
  root.strikes = root.strikes || new StrikeTable(root);
  const sorted = (sort, order) => setStateValue("sorted", `${sort} ${order}`);
  root.strikes.set({ ...data, sorted }, (id) => setTriggerValue("chosen", id));
};

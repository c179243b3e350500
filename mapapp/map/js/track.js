// The time track: strikes a day, week or month as bars by side, with the chosen dates lit.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const EDGE = 10,
    TOP = 8,
    FOOT = 20,
    LEAST = 2;

  mapapp.Track = class {
    constructor(sprites) {
      this.sprites = sprites;
      this.name = el("h3", { id: "mapapp-track" });
      this.text = el("p", { class: "mapapp-small", id: "mapapp-bar" });
      this.canvas = el("canvas", { tabindex: "0", role: "slider", "aria-labelledby": "mapapp-track" });
      this.list = el("ul", { class: "mapapp-unseen" });
      this.root = el(
        "div",
        { class: "mapapp-track" },
        el("div", { class: "mapapp-about" }, this.name, this.text),
        this.canvas,
        this.list,
      );
      this.canvas.addEventListener("mousemove", (event) => this.point(this.binAt(event.offsetX)));
      this.canvas.addEventListener("mouseleave", () => this.point(null));
      this.canvas.addEventListener("blur", () => this.point(null));
      this.canvas.addEventListener("keydown", (event) => this.pressed(event));
    }

    // `passed` are the rows that pass everything but the dates; `filter` has the dates; `day` is the selected one.
    set(columns, passed, filter, day, words) {
      Object.assign(this, { columns, passed, filter, day, words, pointed: null });
      this.count();
      this.name.textContent = words.say(
        { day: "track", week: "track_week", month: "track_month" }[this.step],
      );
      this.canvas.title = words.say("track_help");
      this.list.replaceChildren(
        ...this.bins.filter((bin) => bin.total).map((bin) => el("li", {}, this.describe(bin))),
      );
      this.point(null);
    }

    count() {
      const { columns } = this,
        days = columns.day.filter((day) => day !== mapapp.UNKNOWN);
      this.bins = [];
      this.step = "day";
      if (!days.length) return;
      const [first, last] = days.reduce(
        ([least, most], day) => [Math.min(least, day), Math.max(most, day)],
        [65535, 0],
      );
      const room = Math.max(this.canvas.clientWidth - 2 * EDGE, 100) / (last - first + 1);
      this.step = room >= LEAST ? "day" : room * 7 >= LEAST ? "week" : "month";
      this.bins = binsOf(columns, first, last, this.step);
      const binOf = new Int32Array(last - first + 1);
      this.bins.forEach((bin, i) => binOf.fill(i, Math.max(bin.from - first, 0), bin.to - first + 1));
      for (let row = 0; row < columns.count; row++) {
        if (!this.passed[row] || columns.day[row] === mapapp.UNKNOWN) continue;
        const bin = this.bins[binOf[columns.day[row] - first]];
        bin.shares[columns.side[row]]++;
        bin.total++;
      }
      this.most = Math.max(1, ...this.bins.map((bin) => bin.total));
    }

    describe(bin) {
      const { columns, words } = this,
        short = { day: "numeric", month: "short", year: "numeric" };
      const from = words.date(columns.date(bin.from), short),
        to = words.date(columns.date(bin.to), short);
      const sides = bin.shares
        .map((count, side) => (count ? `${this.sideName(side)} ${words.number(count)}` : null))
        .filter(Boolean);
      const dates = bin.from === bin.to ? from : `${from} – ${to}`;
      return `${dates}: ${words.count("strikes", bin.total)}${sides.length ? " (" + sides.join(", ") + ")" : ""}`;
    }

    sideName(side) {
      const { columns, words } = this,
        key = columns.sides[side];
      if (key === "unknown") return words.say("not_known");
      const names = columns.vocabularies.attacker.filter((_, i) => columns.sideOf[i] === key);
      return key === "c"
        ? words.say("other_actors")
        : names.map((name) => words.value("actor", name)).join(", ");
    }

    binAt(x) {
      const day = this.first() + (x - EDGE) / this.room();
      const index = this.bins.findIndex((bin) => day >= bin.from && day < bin.to + 1);
      return index < 0 ? null : index;
    }

    first() {
      return this.bins[0].from;
    }

    room() {
      const last = this.bins[this.bins.length - 1].to;
      return (this.canvas.clientWidth - 2 * EDGE) / (last - this.first() + 1);
    }

    pressed(event) {
      const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 30, PageDown: -30 }[
        event.key
      ];
      const ends = { Home: 0, End: this.bins.length - 1 }[event.key];
      if (!this.bins.length || (steps === undefined && ends === undefined)) return;
      const from = this.pointed === null ? (steps > 0 ? -1 : this.bins.length) : this.pointed;
      this.point(Math.max(0, Math.min(this.bins.length - 1, ends === undefined ? from + steps : ends)));
      event.preventDefault();
    }

    point(index) {
      this.pointed = index;
      const text = index === null ? "" : this.describe(this.bins[index]);
      this.text.textContent = text;
      this.canvas.setAttribute("aria-valuemin", "0");
      this.canvas.setAttribute("aria-valuemax", String(Math.max(this.bins.length - 1, 0)));
      this.canvas.setAttribute("aria-valuenow", String(index || 0));
      this.canvas.setAttribute("aria-valuetext", text || this.words.say("track_help"));
      this.draw();
    }

    draw() {
      const { canvas } = this,
        ratio = window.devicePixelRatio || 1;
      const width = canvas.clientWidth,
        height = canvas.clientHeight;
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (!this.bins.length) return;
      const base = height - FOOT,
        x = (day) => EDGE + (day - this.first()) * this.room();
      this.window(context, x, base);
      this.months(context, x, base, width);
      this.bins.forEach((bin, i) => this.bar(context, bin, i, x, base));
      if (this.day !== null && this.day !== mapapp.UNKNOWN) this.triangle(context, x(this.day + 0.5));
    }

    range() {
      const { columns, filter } = this;
      return [
        filter.since ? columns.dayNumber(filter.since) : -Infinity,
        filter.until ? columns.dayNumber(filter.until) : Infinity,
      ];
    }

    window(context, x, base) {
      const [since, until] = this.range(),
        last = this.bins[this.bins.length - 1].to;
      const from = x(Math.max(since, this.first())),
        to = x(Math.min(until, last) + 1);
      if (to <= from) return;
      context.fillStyle = this.sprites.colour.sunken;
      context.fillRect(from, 2, to - from, base - 2);
      context.fillStyle = this.sprites.colour.ink;
      if (since >= this.first()) context.fillRect(from - 0.75, 2, 1.5, base - 2);
      if (until <= last) context.fillRect(to - 0.75, 2, 1.5, base - 2);
    }

    bar(context, bin, index, x, base) {
      if (!bin.total) return;
      const [since, until] = this.range(),
        left = x(bin.from);
      const width = Math.max(1, Math.min(x(bin.to + 1) - left - this.sprites.tokens.track.bar_gap, 24));
      const unit = Math.min(7, (base - TOP) / this.most);
      context.globalAlpha =
        bin.to < since || bin.from > until ? this.sprites.tokens.track.outside_opacity : 1;
      let y = base;
      bin.shares.forEach((count, side) => {
        if (!count) return;
        context.fillStyle = this.sprites.colour.side[this.columns.sides[side]];
        context.fillRect(left, y - count * unit, width, Math.max(count * unit - (unit > 3 ? 0.6 : 0), 0.5));
        y -= count * unit;
      });
      context.globalAlpha = 1;
      if (index !== this.pointed) return;
      context.strokeStyle = this.sprites.colour.ink;
      context.lineWidth = 1.5;
      context.strokeRect(left - 1.5, y - 1.5, width + 3, base - y + 2);
    }

    months(context, x, base, width) {
      const { columns, words } = this,
        colour = this.sprites.colour;
      context.fillStyle = colour.ink3;
      context.fillRect(0, base, width, 1);
      context.font = `11.5px ${this.sprites.tokens.type.sans}`;
      let free = -Infinity;
      for (const { day, start } of monthsOf(columns, this.first(), this.bins[this.bins.length - 1].to)) {
        const at = x(day),
          year = start.getUTCMonth() === 0 || free === -Infinity;
        if (at < free) continue;
        const text = words.date(start, year ? { month: "short", year: "numeric" } : { month: "short" });
        const wide = context.measureText(text).width;
        if (at + wide + 4 > width) break;
        context.fillStyle = colour.ink3;
        context.fillRect(at, base, 1, 5);
        context.fillStyle = colour.ink2;
        context.fillText(text, at + 4, base + 15);
        free = at + wide + 14;
      }
    }

    triangle(context, x) {
      context.beginPath();
      context.moveTo(x - 4, 0);
      context.lineTo(x + 4, 0);
      context.lineTo(x, 5);
      context.fillStyle = this.sprites.colour.ink;
      context.fill();
    }
  };

  // The starts of the months of a range, the range's own first day before the first of them.
  function monthsOf(columns, first, last) {
    const starts = [],
      date = columns.date(first);
    let month = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    for (;;) {
      const start = new Date(month),
        day = Math.round((month - columns.epoch) / 86400000);
      if (day > last) return starts;
      starts.push({ day: Math.max(day, first), start });
      month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1);
    }
  }

  function binsOf(columns, first, last, step) {
    const bin = (from, to) => ({ from, to: Math.min(to, last), shares: [0, 0, 0, 0], total: 0 });
    if (step === "month") {
      const starts = monthsOf(columns, first, last).map((month) => month.day);
      return starts.map((day, i) => bin(day, (starts[i + 1] || last + 1) - 1));
    }
    const days = step === "week" ? 7 : 1;
    return Array.from({ length: Math.ceil((last - first + 1) / days) }, (_, i) =>
      bin(first + i * days, first + i * days + days - 1),
    );
  }
})();

// The time track: strikes a day, week or month as bars by side; two handles and the span between them set the dates.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const EDGE = 10,
    KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 30, PageDown: -30 },
    SHORT = { day: "numeric", month: "short", year: "numeric" };

  mapapp.Track = class {
    // `changed(since, until, done)` is told ISO days, null where the range is open; `done` when the reader let go.
    constructor(sprites, changed) {
      this.sprites = sprites;
      this.changed = changed;
      this.bins = [];
      this.player = new mapapp.Player(this);
      this.name = el("h3", { id: "mapapp-track" });
      this.text = el("p", { class: "mapapp-small", id: "mapapp-bar", "aria-live": "off" });
      this.all = el("button", {
        type: "button",
        class: "mapapp-plain",
        "data-name": "all-dates",
        on: { click: () => this.set(null, null, true) },
      });
      this.stepper = el("select", { class: "mapapp-step", on: { change: () => this.draw(true) } });
      this.canvas = el("canvas", { "aria-hidden": "true" });
      this.handles = ["since", "until"].map((end) => this.handle(end));
      this.list = el("ul", { class: "mapapp-unseen", "aria-labelledby": "mapapp-track" });
      this.bars = el("div", { class: "mapapp-bars" }, this.canvas, ...this.handles);
      this.root = el(
        "div",
        { class: "mapapp-track", role: "group", "aria-labelledby": "mapapp-track" },
        el(
          "div",
          { class: "mapapp-about" },
          el("div", { class: "mapapp-play" }, this.player.button, this.stepper),
          this.name,
          this.text,
          this.all,
        ),
        this.bars,
        this.list,
      );
      mapapp.dragTrack(this);
    }

    handle(end) {
      const press = (event) => this.pressed(event, end);
      return el("div", { class: "mapapp-handle", role: "slider", tabindex: "0", "data-end": end, on: { keydown: press } });
    }

    // `given` is {days, filter, day, sides, names, epoch, words}; `days` as Columns.days gives them.
    show(given) {
      Object.assign(this, given, { pointed: null });
      this.since = this.number(given.filter.since);
      this.until = this.number(given.filter.until);
      this.draw(true);
    }

    number(iso) {
      return iso ? Math.round((Date.parse(iso + "T00:00:00Z") - this.epoch) / 86400000) : null;
    }

    iso(day) {
      return new Date(this.epoch + day * 86400000).toISOString().slice(0, 10);
    }

    date(day) {
      return this.words.date(new Date(this.epoch + day * 86400000), SHORT);
    }

    range() {
      return [this.since === null ? -Infinity : this.since, this.until === null ? Infinity : this.until];
    }

    // The first and last day of the window, inside the track.
    ends() {
      const { first, last } = this.days,
        [since, until] = this.range();
      return [Math.min(Math.max(since, first), last), Math.max(Math.min(until, last), first)];
    }

    get empty() {
      return !this.days || this.days.last < this.days.first;
    }

    width() {
      return Math.max(this.canvas.clientWidth - 2 * EDGE, 100);
    }

    x(day) {
      const { first, last } = this.days;
      return EDGE + ((day - first) * this.width()) / (last - first + 1);
    }

    dayAt(x) {
      const { first, last } = this.days;
      const day = first + Math.floor(((x - EDGE) * (last - first + 1)) / this.width());
      return Math.max(first, Math.min(last, day));
    }

    // Sets the dates to days, null for open; what lies at an end of the track is open.
    set(since, until, done) {
      const { first, last } = this.days;
      const from = since === null || since <= first ? null : Math.min(since, last),
        to = until === null || until >= last ? null : Math.max(until, first);
      const same = from === this.since && to === this.until;
      this.since = from;
      this.until = to;
      if (!same) this.draw(false);
      if (!same || done) this.changed(from === null ? null : this.iso(from), to === null ? null : this.iso(to), done);
    }

    pressed(event, end) {
      if (this.empty) return;
      const [since, until] = this.ends(),
        { first, last } = this.days;
      const now = end === "since" ? since : until;
      const days = { day: 1, week: 7, month: 30 }[this.step];
      const to = { Home: first, End: last }[event.key];
      if (KEYS[event.key] === undefined && to === undefined) return;
      const step = Math.abs(KEYS[event.key]) === 1 ? KEYS[event.key] * days : KEYS[event.key];
      const next = to === undefined ? now + step : to;
      if (end === "since") this.set(Math.min(Math.max(next, first), until), this.until, true);
      else this.set(this.since, Math.max(Math.min(next, last), since), true);
      event.preventDefault();
    }

    // `counted` is false where only the dates changed and the bars are the same.
    draw(counted) {
      if (!this.words) return;
      if (counted) this.count();
      this.player.draw(this.words, this.empty);
      this.place();
      this.all.textContent = this.words.say("all_dates");
      this.all.hidden = this.since === null && this.until === null;
      this.point(this.pointed);
    }

    count() {
      const { words } = this;
      const natural = this.empty ? "day" : mapapp.stepFor(this.days.last - this.days.first + 1, this.width());
      this.offer(natural, words);
      this.step = this.stepper.value || natural;
      this.bins = this.empty ? [] : mapapp.binsOf(this.days, this.step, this.epoch);
      this.name.textContent = words.say({ day: "track", week: "track_week", month: "track_month" }[this.step]);
      const bars = this.bins.filter((bin) => bin.total);
      this.list.replaceChildren(...bars.map((bin) => el("li", {}, this.describe(bin))));
    }

    // Steps that are no finer than bars of two pixels allow.
    offer(natural, words) {
      const steps = ["day", "week", "month"],
        chosen = this.stepper.value;
      const open = steps.slice(steps.indexOf(natural));
      this.stepper.setAttribute("aria-label", words.say("step"));
      this.stepper.replaceChildren(...open.map((step) => el("option", { value: step }, words.say("step_" + step))));
      this.stepper.value = open.includes(chosen) ? chosen : natural;
      this.stepper.disabled = open.length < 2;
    }

    place() {
      this.bars.classList.toggle("mapapp-empty", this.empty);
      if (this.empty) return;
      const [since, until] = this.ends(),
        { first, last } = this.days;
      this.bars.classList.toggle("mapapp-tight", this.x(until + 1) - this.x(since) < 44);
      this.handles.forEach((handle, i) => {
        const day = i ? until : since;
        handle.style.left = this.x(i ? until + 1 : since) + "px";
        handle.setAttribute("aria-label", this.words.say(i ? "last_day" : "first_day"));
        handle.setAttribute("aria-valuemin", String(first));
        handle.setAttribute("aria-valuemax", String(last));
        handle.setAttribute("aria-valuenow", String(day));
        handle.setAttribute("aria-valuetext", this.date(day));
      });
    }

    describe(bin) {
      const { words } = this,
        from = this.date(bin.from),
        to = this.date(bin.to);
      const sides = bin.shares
        .map((count, side) => (count ? `${this.names[side]} ${words.number(count)}` : null))
        .filter(Boolean);
      const dates = bin.from === bin.to ? from : `${from} – ${to}`;
      return `${dates}: ${words.count("strikes", bin.total)}${sides.length ? " (" + sides.join(", ") + ")" : ""}`;
    }

    // Reads the bar under the pointer out below the name; without one, the dates that are chosen.
    point(index) {
      this.pointed = index;
      this.text.textContent = index !== null && this.bins[index] ? this.describe(this.bins[index]) : this.span();
      mapapp.paintTrack(this);
    }

    span() {
      if (this.empty) return "";
      const [since, until] = this.ends();
      return since === until ? this.date(since) : `${this.date(since)} – ${this.date(until)}`;
    }

    binAt(x) {
      if (this.empty) return null;
      const day = this.dayAt(x),
        index = this.bins.findIndex((bin) => day >= bin.from && day <= bin.to);
      return index < 0 ? null : index;
    }
  };
})();

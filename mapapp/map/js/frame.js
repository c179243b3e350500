// The frame: key, map, track and card round one strike layer, all driven by one state.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const START = { filter: {}, selected: null, view: null, language: "en", version: null };

  mapapp.Frame = L.Evented.extend({
    initialize(map, options) {
      this.map = map;
      this.options = options;
      this.id = Math.random().toString(36).slice(2, 10);
      this.state = { ...START };
      this.words = new mapapp.Words("en");
      this.sprites = new mapapp.Sprites(mapapp.tokens);
      this.data = new mapapp.Data(options.data_url);
      this.row = null;
      this.ring = [];
      this.drawings = 0;
      this.build();
      this.setTheme(mapapp.themeOf(document));
      this.loadBaseMap();
    },

    build() {
      this.scale = new mapapp.Scale(this.map);
      this.hint = new mapapp.Hint();
      this.message = new mapapp.Message();
      this.key = new mapapp.Key(this.sprites, () => this.resized());
      this.track = new mapapp.Track(this.sprites);
      this.track.root.hidden = !this.options.track;
      this.card = new mapapp.Card(
        {
          close: () => this.close(true),
          turn: (steps) => this.turn(steps),
          open: (row) => this.open(row, this.ring, this.card.shown.here),
        },
        (row) => this.data.record(row),
      );
      const box = this.map.getContainer();
      this.mapBox = el("div", { class: "mapapp-map" }, this.scale.root, this.hint.root, this.message.root);
      const column = el("div", { class: "mapapp-column" }, this.key.root, this.mapBox, this.track.root);
      this.root = el("div", { class: "mapapp-frame" }, column, this.card.root);
      box.before(this.root);
      this.mapBox.prepend(box);
      mapapp.setLayers(this, mapapp.makeLayers(this));
      new ResizeObserver(() => this.resized()).observe(this.mapBox);
      // A font that arrives after the first drawing changes every label's width.
      if (document.fonts) document.fonts.addEventListener("loadingdone", () => this.layers.strikes.redraw());
    },

    // Until the first drawing the page's layout is not done, and the centre holds; later the left edge does.
    resized() {
      this.map.invalidateSize({ animate: false, pan: false });
      if (!this.settled) this.setView(this.state.view || [...this.map.options.center, this.map.options.zoom]);
      this.layers.strikes.redraw();
      if (this.columns) this.drawTrack();
    },

    async loadBaseMap() {
      try {
        const [land, labels] = await Promise.all([
          this.data.asset("land.json"),
          this.data.asset("labels.json"),
        ]);
        this.layers.base.setData(land);
        this.layers.labels.setData(labels);
        this.layers.strikes.redraw();
      } catch {
        this.message.say(this.words.say("failed"), 0, this.words.say("again"), () => this.retry());
      }
    },

    retry() {
      this.message.say("");
      this.loadBaseMap();
      return this.apply(this.state, true);
    },

    // The page's state: {version, filter, selected, view, language}; only what changed is done.
    async set(given) {
      const state = { ...START, ...given };
      const queue = (this.queue || Promise.resolve()).then(() => this.apply(state, false));
      const settle = () => setTimeout(() => (this.settled = true), 150);
      // The page's layout follows what was drawn, and the fonts, by a moment.
      this.queue = queue
        .then(() => document.fonts.ready)
        .then(settle)
        .catch((error) => console.error(error));
      return this.queue;
    },

    async apply(state, again) {
      const before = this.state;
      this.state = state;
      if (state.language !== this.words.language) this.setLanguage(state.language);
      if (state.view && String(state.view) !== String(before.view) && !this.reports(state.view))
        this.setView(state.view);
      const fresh = again || !this.columns || this.data.version !== state.version;
      if (fresh && !(await this.loadColumns(state.version))) return;
      if (fresh || JSON.stringify(state.filter) !== JSON.stringify(before.filter)) await this.filter();
      if (fresh || state.selected !== before.selected)
        await this.choose(state.selected, before.version !== null);
    },

    setLanguage(language) {
      this.words = new mapapp.Words(language);
      document.documentElement.lang = this.words.language;
      mapapp.setLayers(this, this.layers);
      this.card.refill();
      if (this.columns) this.drawAround();
      this.layers.strikes.redraw();
    },

    setView([lat, lon, zoom]) {
      this.map.setView([lat, lon], zoom, { animate: false });
    },

    // Whether the view is one that this frame itself has told its host of: then the map may have moved on since.
    reports(view) {
      return this.told !== undefined && this.told.has(String(view));
    },

    tell(view) {
      this.told = (this.told || new Set()).add(String(view));
    },

    async loadColumns(version) {
      this.layers.strikes.setFaded(true);
      this.message.say(this.words.say("loading"), 300);
      try {
        const columns = await this.data.columns(version);
        const [places, outlines] = await Promise.all([this.data.places(), this.data.outlines(columns)]);
        const row = this.strike ? await this.data.rowOf(this.strike) : null;
        Object.assign(this, { columns, outlines, shown: new Uint8Array(columns.count) });
        this.message.say("");
        this.layers.places.setData(places);
        this.moveCard(row);
        return true;
      } catch {
        this.message.say(this.words.say("failed"), 0, this.words.say("again"), () => this.retry());
        return false;
      } finally {
        this.layers.strikes.setFaded(false);
      }
    },

    // The same strike can stand in another row of newer columns, or be gone.
    moveCard(row) {
      if (this.row === null) return;
      if (row === null) return this.close(false);
      this.row = row;
      this.layers.strikes.setData(this.columns, this.shown).select(row);
      this.open(row, [row], [row], true);
    },

    async filter() {
      const filter = this.state.filter,
        bits = filter.words ? await this.data.rowsWith(filter.words) : null;
      this.undated = this.columns.undated(filter, bits);
      this.shown = this.columns.dated(this.undated, filter);
      this.count = this.shown.reduce((sum, shown) => sum + shown, 0);
      const drawn = this.columns.order.some((row) => this.shown[row] && this.columns.drawn(row));
      const text = !this.count ? "none_match" : drawn ? "" : "none_drawn";
      this.message.say(text && this.words.say(text));
      this.layers.strikes.setData(this.columns, this.shown);
      this.drawAround();
    },

    drawAround() {
      this.key.draw(mapapp.seen(this), this.words);
      mapapp.nameButtons(this.map, this.words);
      this.map.getContainer().setAttribute("role", "region");
      this.map.getContainer().setAttribute("aria-label", this.words.say("map"));
      this.scale.draw(this.words);
      this.drawTrack();
    },

    drawTrack() {
      const day = this.row === null ? null : this.columns.day[this.row];
      if (this.undated && this.options.track)
        this.track.set(this.columns, this.undated, this.state.filter, day, this.words);
    },

    // What the page chose. The echo of a choice made here is no news, and an older one is out of date.
    async choose(id, moves) {
      if (this.pending !== undefined && Date.now() < this.patience) {
        if (id === this.pending) this.pending = undefined;
        return;
      }
      this.pending = undefined;
      if (id === null) return this.close(false);
      const row = await this.data.rowOf(id);
      if (row === null) return this.close(false);
      if (row === this.row) return;
      await this.open(row, this.ringOf(), [row], true);
      if ((moves || !this.state.view) && this.columns.drawn(row)) this.reveal(row);
    },

    ringOf() {
      const { day } = this.columns,
        rows = [];
      for (let row = 0; row < this.columns.count; row++) if (this.shown[row]) rows.push(row);
      return rows.sort((a, b) => day[a] - day[b] || a - b);
    },

    async open(row, ring, here, quiet) {
      this.row = row;
      this.ring = ring.includes(row) ? ring : [row, ...ring];
      this.layers.strikes.select(row);
      this.drawTrack();
      const opened = this.card.root.hidden;
      const shown = this.card.show(row, this.ring, this.ring.indexOf(row), here, mapapp.cardContext(this));
      if (opened) this.resized();
      const record = await shown;
      if (!record || this.row !== row) return;
      this.strike = record.id;
      if (!quiet) this.chosen(record.id, row);
    },

    chosen(id, row) {
      this.pending = id;
      this.patience = Date.now() + 5000;
      this.fire("chosen", {
        id,
        latlng:
          row === null || !this.columns.drawn(row) ? this.map.getCenter() : this.layers.strikes.latLng(row),
      });
    },

    turn(steps) {
      if (this.ring.length < 2) return;
      const index = (this.ring.indexOf(this.row) + steps + this.ring.length) % this.ring.length,
        row = this.ring[index];
      this.open(row, this.ring, this.card.shown.here.includes(row) ? this.card.shown.here : [row]);
      if (this.columns.drawn(row)) this.reveal(row);
    },

    close(byHand) {
      this.strike = null;
      if (this.row === null) return;
      const focused = this.card.root.contains(document.activeElement);
      this.row = null;
      this.layers.strikes.select(null);
      this.card.hide();
      this.resized();
      if (focused) this.map.getContainer().focus({ preventScroll: true });
      if (byHand) this.chosen(null, null);
    },

    // Pans just enough to show the mark, beside the card or above the sheet.
    reveal(row) {
      const sheet = window.innerWidth < mapapp.tokens.layout.breakpoint ? 170 : 40;
      this.map.panInside(this.layers.strikes.latLng(row), {
        paddingTopLeft: [60, 60],
        paddingBottomRight: [40, sheet],
        animate: false,
      });
    },

    picked({ rows }) {
      if (!rows.length) return this.close(true);
      const ring = rows.length > 1 ? rows : this.ringOf();
      const next = rows.includes(this.row) ? rows[(rows.indexOf(this.row) + 1) % rows.length] : rows[0];
      this.open(next, ring, rows);
      this.reveal(next);
    },

    setTheme(theme) {
      if (this.theme === theme) return;
      this.theme = theme;
      this.sprites.setTheme(theme);
      mapapp.paintPage(this.root, theme);
      for (const layer of Object.values(this.layers)) if (layer.redraw) layer.redraw();
      if (this.columns && this.shown) this.drawAround();
      this.card.refill();
    },
  });
})();

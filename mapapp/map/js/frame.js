// The frame: key, map, track and card round one strike layer, all driven by one state.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const START = { filter: {}, selected: null, view: null, language: "en", layers: null, version: null };

  mapapp.Frame = L.Evented.extend({
    initialize(map, options) {
      this.map = map;
      this.options = options;
      this.id = Math.random().toString(36).slice(2, 10);
      this.state = { ...START };
      this.words = new mapapp.Words("en");
      this.sprites = new mapapp.Sprites(mapapp.tokens);
      this.data = options.data || new mapapp.Data(options.data_url);
      this.row = null;
      this.ring = [];
      this.drawings = 0;
      this.own = {};
      this.build();
      this.setTheme(options.theme || mapapp.themeOf(document));
      this.loadBaseMap();
    },

    build() {
      this.scale = new mapapp.Scale(this.map);
      this.hint = new mapapp.Hint();
      this.message = new mapapp.Message();
      this.key = new mapapp.Key(this.sprites, () => this.resized());
      this.track = new mapapp.Track(this.sprites, (since, until, done) => this.brushed(since, until, done));
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
      this.tools = this.options.tools === false ? null : new mapapp.Tools(this);
      if (this.tools) this.mapBox.append(this.tools.root);
      this.map.on("moveend", () => this.viewChanged());
      new ResizeObserver(() => this.resized()).observe(this.mapBox);
      // A font that arrives after the first drawing changes every label's width.
      if (document.fonts) document.fonts.addEventListener("loadingdone", () => this.layers.strikes.redraw());
    },

    // What is drawn stays where it is on the screen while the key or the card takes room; with another window, as in
    // full screen, the centre holds. A frame that is hidden for a moment has no size to follow.
    resized() {
      const box = this.mapBox.getBoundingClientRect(),
        outer = `${window.innerWidth} ${window.innerHeight}`;
      if (!box.width || !box.height) return;
      const within = this.settled && this.outer === outer;
      this.map.invalidateSize({ animate: false, pan: !within, debounceMoveend: true });
      const moved = within && [box.left - this.box.left, box.top - this.box.top].map(Math.round);
      if (moved && moved.some(Boolean)) this.map.panBy(moved, { animate: false });
      Object.assign(this, { box, outer });
      // Until the first drawing the page's layout is not done.
      if (!this.settled) this.setView(this.state.view || [...this.map.options.center, this.map.options.zoom]);
      this.layers.strikes.redraw();
      if (this.columns) this.drawTrack();
    },

    async loadBaseMap() {
      try {
        const names = ["land.json", "lines.json", "labels.json"];
        const [land, lines, labels] = await Promise.all(names.map((name) => this.data.asset(name)));
        this.layers.base.setData(land, lines);
        this.layers.labels.setData(labels);
        this.layers.strikes.redraw();
      } catch {
        this.failed();
      }
    },

    failed() {
      this.message.say(this.words.say("failed"), 0, this.words.say("again"), () => this.retry());
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

    async apply(given, again) {
      const before = this.state,
        state = { ...given, filter: this.withOwn(given.filter) };
      this.state = state;
      if (state.language !== this.words.language) this.setLanguage(state.language);
      if (state.view && String(state.view) !== String(before.view) && !this.reports(state.view))
        this.setView(state.view);
      if (state.layers && String(state.layers) !== String(before.layers)) mapapp.chooseLayers(this, state.layers);
      const fresh = again || !this.columns || this.data.version !== state.version;
      if (fresh && !(await this.loadColumns(state.version))) return;
      if (fresh || JSON.stringify(state.filter) !== JSON.stringify(before.filter)) await this.filter();
      if (fresh) await this.loadAround();
      if (fresh || state.selected !== before.selected)
        await this.choose(state.selected, before.version !== null);
    },

    setLanguage(language) {
      this.words = new mapapp.Words(language);
      document.documentElement.lang = this.words.language;
      mapapp.setLayers(this, this.layers);
      if (this.tools) this.tools.draw();
      this.card.refill();
      if (this.columns) this.drawAround();
      this.layers.strikes.redraw();
    },

    setView([lat, lon, zoom]) {
      // Without a reset Leaflet pans there, by whole pixels.
      this.map.setView([lat, lon], zoom, { animate: false, reset: true });
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
        const source = await this.data.source(version);
        const row = this.strike ? await this.data.rowOf(this.strike) : null;
        Object.assign(this, { source, outlines: new Map(), columns: source.columns });
        this.shown = new Uint8Array(this.columns.count);
        this.message.say("");
        this.moveCard(row);
        return true;
      } catch {
        this.failed();
        return false;
      } finally {
        this.layers.strikes.setFaded(false);
      }
    },

    // What the first drawing need not wait for.
    async loadAround() {
      try {
        const [places, outlines] = await Promise.all([this.data.places(), this.data.outlines(this.columns)]);
        this.layers.places.setData(places);
        this.outlines = outlines;
        this.layers.strikes.redraw();
      } catch {
        this.failed();
      }
    },

    // The same strike can stand in another row of newer columns, or be gone.
    moveCard(row) {
      if (this.row === null) return;
      if (row === null) return this.close(false);
      this.row = row;
      this.layers.strikes.setData(this.columns, this.shown).select(this.local());
      this.open(row, [row], [row], true);
    },

    drawAround() {
      this.drawKey();
      mapapp.nameButtons(this.map, this.words);
      this.map.getContainer().setAttribute("role", "region");
      this.map.getContainer().setAttribute("aria-label", this.words.say("map"));
      this.scale.draw(this.words);
      this.drawTrack();
    },

    drawKey() {
      this.key.draw(mapapp.seen(this), this.words);
    },

    drawTrack() {
      if (!this.options.track || !this.source || !this.source.days() || this.track.player.playing) return;
      const local = this.local();
      this.track.show({
        days: this.source.days(),
        filter: this.state.filter,
        day: local === null ? null : this.columns.day[local],
        sides: this.columns.sides,
        names: mapapp.sideNames(this),
        epoch: this.columns.epoch,
        words: this.words,
      });
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

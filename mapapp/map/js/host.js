// The bridge to Streamlit: theme, height, the address of the page around, and the chosen strike.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  // The frame's share of the window's height where that is more than asked for, and the most pixels of it.
  const TALL = 0.66,
    HIGHEST = 1200;

  // Dark or light, by the ground that the host gave the frame.
  mapapp.themeOf = (page) => {
    const ground = getComputedStyle(page.documentElement).getPropertyValue("--background-color").trim();
    const probe = page.createElement("span");
    probe.style.color = ground || "#ffffff";
    page.body.append(probe);
    const parts = getComputedStyle(probe).color.match(/[\d.]+/g) || [255, 255, 255];
    probe.remove();
    const [red, green, blue] = parts.map(Number);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110 ? "dark" : "light";
  };

  class Bridge {
    constructor(frame) {
      this.frame = frame;
      this.heights = frame.options.heights;
      this.clicks = 0;
      frame.on("chosen", (event) => this.chosen(event));
      frame.on("filtered", (event) => this.filtered(event));
      frame.map.on("moveend", () => this.moved());
      if (window.Streamlit) this.joinStreamlit(window.Streamlit);
    }

    joinStreamlit(streamlit) {
      const set = streamlit.setFrameHeight.bind(streamlit);
      streamlit.setFrameHeight = (height) => set(this.height(height));
      let narrow = this.narrow();
      window.addEventListener("resize", () => {
        if (narrow !== this.narrow()) streamlit.setFrameHeight(this.heights.wide);
        narrow = this.narrow();
      });
      streamlit.events.addEventListener("streamlit:render", (event) => {
        const theme = event.detail && event.detail.theme;
        if (theme && theme.base) this.frame.setTheme(theme.base === "dark" ? "dark" : "light");
      });
      // Streamlit writes the whole address, from what it last knew of it, when Python changes a part: ours goes
      // back in. It tells no frame of that, so that the address is looked at.
      setInterval(() => this.write(), 400);
    }

    narrow() {
      return window.innerWidth < mapapp.tokens.layout.breakpoint;
    }

    // On a tall screen the map of a page takes its share of it; one in a corner of a page does not.
    height(asked) {
      if (this.narrow()) return this.heights.phone;
      const outer = this.frame.options.address ? this.outer() : null;
      const share = outer ? Math.round(outer.innerHeight * TALL) : 0;
      return Math.max(asked, Math.min(share, HIGHEST));
    }

    chosen({ id, latlng }) {
      this.send({ id }, latlng);
      this.write();
    }

    // Dates, area or circle that were set in the map itself.
    filtered({ filter }) {
      this.send({ id: this.frame.strike || null, filter }, this.frame.map.getCenter());
    }

    // A feature with what is told as its properties; the count tells Python a new message from an old one.
    send(told, latlng) {
      this.clicks++;
      const properties = { ...told, click: this.clicks, mount: this.frame.id, view: this.view || null };
      const geometry = { type: "Point", coordinates: [latlng.lng, latlng.lat] };
      const feature = { type: "Feature", id: told.id, properties, geometry };
      this.frame.layers.strikes.fire("click", { latlng, layer: { toGeoJSON: () => feature } });
    }

    moved() {
      const center = this.frame.map.getCenter().wrap();
      const view = [Number(center.lat.toFixed(4)), Number(center.lng.toFixed(4)), this.frame.map.getZoom()];
      if (!this.frame.settled || String(view) === String(this.view)) return;
      this.view = view;
      this.frame.tell(view);
      this.write();
    }

    // View, strike and layers in the address of the page around, its other parameters kept.
    write() {
      const outer = this.frame.options.address ? this.outer() : null;
      if (!outer) return;
      const url = new URL(outer.location.href),
        before = url.href;
      if (this.view) url.searchParams.set("view", this.view.join(","));
      if (this.frame.strike) url.searchParams.set("strike", this.frame.strike);
      else if (this.frame.strike === null) url.searchParams.delete("strike");
      const layers = this.frame.settled && mapapp.chosenLayers(this.frame);
      if (layers) url.searchParams.set("layers", layers.join(",") || "none");
      else if (layers === null) url.searchParams.delete("layers");
      if (url.href !== before) outer.history.replaceState(outer.history.state, "", url);
    }

    outer() {
      try {
        return window.parent !== window && window.parent.location.href ? window.parent : null;
      } catch {
        return null;
      }
    }
  }

  // Called by the map's own script: gives the layer that the map draws.
  mapapp.mount = (map, options) => {
    if (window.matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    const frame = new mapapp.Frame(map, options);
    const bridge = new Bridge(frame);
    mapapp.frame = frame;
    mapapp.set = (state) => frame.set(state).then(() => bridge.write());
    mapapp.stats = () => mapapp.statsOf(frame);
    mapapp.where = (row) => mapapp.pointOf(frame, row);
    if (window.Streamlit) window.Streamlit.setFrameHeight(options.heights.wide);
    return frame.layers.strikes;
  };
})();

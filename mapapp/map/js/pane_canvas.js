// A Leaflet layer that is one canvas over the view and a margin around it, redrawn at most once a frame.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});

  mapapp.PaneCanvas = L.Layer.extend({
    options: { pane: "overlayPane", padding: 0.15 },

    initialize(options) {
      L.setOptions(this, options);
    },

    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "mapapp-canvas leaflet-zoom-hide", this.getPane());
      this.canvas.setAttribute("aria-hidden", "true");
      map.on("zoom zoomend resize viewreset", this.redraw, this);
      map.on("moveend", this.ended, this);
      map.on("move", this.followed, this);
      this.redraw();
    },

    onRemove(map) {
      map.off("zoom zoomend resize viewreset", this.redraw, this);
      map.off("moveend", this.ended, this);
      map.off("move", this.followed, this);
      cancelAnimationFrame(this.waiting);
      this.waiting = 0;
      this.canvas.remove();
    },

    redraw() {
      if (!this._map || this.waiting) return this;
      this.waiting = requestAnimationFrame(() => this.drawNow());
      return this;
    },

    // Draws now what waits for the next frame: an answer that is there need not wait for it.
    flush() {
      if (!this.waiting) return;
      cancelAnimationFrame(this.waiting);
      this.drawNow();
    },

    // What is the same in every view need not be drawn again while its margin covers the map.
    ended() {
      const kept = this.options.still && this.view && this.view.zoom === this._map.getZoom();
      if (!kept || this.passed()) this.redraw();
    },

    // While the map is dragged the canvas goes with it; past its margin it is drawn anew.
    followed() {
      if (this.view && this.passed()) this.redraw();
    },

    passed() {
      const corner = this._map.containerPointToLayerPoint([0, 0]);
      const room = this.view.margin.multiplyBy(0.9);
      const moved = corner.subtract(this.view.corner.add(this.view.margin));
      return Math.abs(moved.x) > room.x || Math.abs(moved.y) > room.y;
    },

    drawNow() {
      this.waiting = 0;
      if (!this._map || !this._map.getSize().x || !this._map.getSize().y) return;
      const view = (this.view = this.measure());
      const canvas = this.canvas;
      L.DomUtil.setPosition(canvas, view.corner);
      canvas.width = Math.round(view.width * view.ratio);
      canvas.height = Math.round(view.height * view.ratio);
      canvas.style.width = view.width + "px";
      canvas.style.height = view.height + "px";
      const context = canvas.getContext("2d");
      context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      this.draw(context, view);
      this.fire("drawn");
    },

    // The view in CSS pixels: `x(share)`, `y(share)` take shares of the world to pixels of the canvas.
    measure() {
      const map = this._map,
        size = map.getSize();
      const margin = size.multiplyBy(this.options.padding).round();
      const corner = map.containerPointToLayerPoint([0, 0]).subtract(margin).round();
      const world = corner.add(map.getPixelOrigin());
      const scale = 256 * 2 ** map.getZoom();
      return {
        corner,
        margin,
        scale,
        zoom: map.getZoom(),
        left: world.x,
        top: world.y,
        width: size.x + 2 * margin.x,
        height: size.y + 2 * margin.y,
        // A picture may be made finer than the screen is.
        ratio: mapapp.fineness || Math.min(window.devicePixelRatio || 1, 3),
        x: (share) => share * scale - world.x,
        y: (share) => share * scale - world.y,
      };
    },
  });

  mapapp.mercator = {
    x: (lon) => lon / 360 + 0.5,
    y: (lat) => {
      const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
      return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    },
    lon: (x) => (x - 0.5) * 360,
    lat: (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
    // Pixels of one kilometre at the height y of a world that is `scale` pixels wide.
    kilometre: (y, scale) => scale / (40075.017 / Math.cosh(Math.PI * (1 - 2 * y))),
  };
})();

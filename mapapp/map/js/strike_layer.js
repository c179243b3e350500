// The strikes as a Leaflet layer: marks and donuts on one canvas. It knows nothing of the page around it.
//
// Events: "drawn"; "pick" {rows, latlng} when a mark, or several at one point, is chosen, rows empty for a click
// beside every mark; "hover" {group} with null when the pointer leaves.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});

  // Half a touch target: the nearest mark within so many pixels of a finger answers.
  const TOUCH = mapapp.tokens.layout.touch_target / 2;

  mapapp.StrikeLayer = mapapp.PaneCanvas.extend({
    initialize(options) {
      L.setOptions(this, options);
      this.sprites = options.sprites;
      this.columns = null;
      this.shown = new Uint8Array(0);
      this.selected = this.hovered = null;
      this.groups = [];
    },

    onAdd(map) {
      mapapp.PaneCanvas.prototype.onAdd.call(this, map);
      map.on("click", this.clicked, this);
      map.on("mousemove", this.moved, this);
      map.on("mouseout", this.left, this);
    },

    onRemove(map) {
      map.off("click", this.clicked, this);
      map.off("mousemove", this.moved, this);
      map.off("mouseout", this.left, this);
      mapapp.PaneCanvas.prototype.onRemove.call(this, map);
    },

    setData(columns, shown) {
      this.columns = columns;
      this.shown = shown;
      this.hovered = null;
      return this.redraw();
    },

    select(row) {
      if (row === this.selected) return this;
      this.selected = row;
      return this.redraw();
    },

    setFaded(faded) {
      if (this.canvas) this.canvas.style.opacity = faded ? 0.4 : 1;
      return this;
    },

    latLng(row) {
      const { lat, lon } = mapapp.mercator;
      return L.latLng(lat(this.columns.y[row]), lon(this.columns.x[row]));
    },

    markOf(row) {
      const columns = this.columns;
      return {
        side: columns.sides[columns.side[row]],
        target: columns.word("target_type", row),
        status: columns.word("status", row),
        outcome: columns.word("outcome", row),
        r: this.sprites.radius(columns.killed[row]),
      };
    },

    draw(context, view) {
      if (!this.columns) return;
      this.groups = this.hidden ? [] : this.grouped(view);
      this.dense = this.groups.length > this.sprites.tokens.marker.dot.from_visible;
      for (const group of this.groups) this.measureGroup(group);
      const bottomUp = [...this.groups].sort(
        (a, b) => this.isSelected(a) - this.isSelected(b) || b.reach - a.reach,
      );
      for (const group of bottomUp) this.drawGroup(context, group, view);
      this.drawRings(context);
    },

    grouped(view) {
      const join = this.sprites.tokens.cluster.join_px;
      const radius = (count) => this.sprites.groupRadius(count);
      return mapapp.group(this.columns, this.shown, view, this.selected, join, radius);
    },

    isSelected(group) {
      return group.rows[0] === this.selected ? 1 : 0;
    },

    measureGroup(group) {
      const row = group.rows[0];
      group.dots = this.dense && group.count < 10 && !this.isSelected(group);
      if (group.dots) group.reach = this.sprites.dotRadius(this.columns.killed[row]) + 1;
      else if (group.count > 1) group.reach = this.sprites.groupRadius(group.count) + 2;
      else group.reach = this.sprites.reach(this.markOf(row));
      group.room = group.reach + (this.isSelected(group) ? 7 : 0);
    },

    drawGroup(context, group, view) {
      if (group.dots) this.drawDots(context, group, view);
      else if (group.count > 1) this.sprites.donut(context, group.shares, group.x, group.y);
      else this.sprites.mark(context, this.markOf(group.rows[0]), group.x, group.y, view.ratio);
    },

    drawDots(context, group, view) {
      const columns = this.columns;
      for (const row of group.rows) {
        const r = this.sprites.dotRadius(columns.killed[row]);
        const side = columns.sides[columns.side[row]];
        this.sprites.dot(context, side, r, view.x(columns.x[row]), view.y(columns.y[row]));
      }
    },

    drawRings(context) {
      const chosen = this.groups.find((group) => this.isSelected(group));
      const under = this.groups.find((group) => this.hovered !== null && group.rows.includes(this.hovered));
      if (under && under !== chosen) this.sprites.ring(context, "hover", under.reach, under.x, under.y);
      if (!chosen) return;
      this.sprites.ring(context, "selected", chosen.reach, chosen.x, chosen.y);
      const others = this.covered(chosen);
      const away = (chosen.reach + 4) * 0.75;
      if (others) this.sprites.badge(context, "+" + others, chosen.x + away + 3, chosen.y - away - 2);
    },

    // How many other strikes lie under the chosen mark.
    covered(chosen) {
      const near = this.sprites.tokens.cluster.coincident_px;
      const over = (group) => group !== chosen && Math.hypot(group.x - chosen.x, group.y - chosen.y) < near;
      return this.groups.filter(over).reduce((sum, group) => sum + group.count, 0);
    },

    groupUnder(event) {
      if (!this.view || !this.columns) return null;
      const point = event.layerPoint.subtract(this.view.corner);
      const kind = event.originalEvent && event.originalEvent.pointerType;
      const touch = kind ? kind === "touch" : window.matchMedia("(pointer: coarse)").matches;
      return mapapp.groupAt(this.groups, point.x, point.y, touch ? TOUCH : 0);
    },

    clicked(event) {
      const group = this.groupUnder(event);
      if (!group) this.fire("pick", { rows: [], latlng: event.latlng });
      else if (group.count === 1 || this.atOnePoint(group)) this.pick(group);
      else this.zoomTo(group);
    },

    // `whole` is false where rows stand for more strikes than they are: then only the server can name them.
    pick(group) {
      const whole = group.count === group.rows.length;
      this.fire("pick", { rows: this.besides(group), whole, latlng: this.latLng(group.rows[0]) });
    },

    // The clicked strikes with those hidden by the selected mark, so that each can be reached.
    besides(group) {
      if (!this.isSelected(group)) return Array.from(group.rows);
      const near = this.sprites.tokens.cluster.coincident_px;
      const over = this.groups.filter((other) => Math.hypot(other.x - group.x, other.y - group.y) < near);
      return over.flatMap((other) => Array.from(other.rows));
    },

    // Whether zooming in as far as the map goes would leave the group joined.
    atOnePoint(group) {
      if (group.count > group.rows.length && this._map.getZoom() < this._map.getMaxZoom()) return false;
      const { x, y } = this.columns,
        first = group.rows[0];
      let farthest = 0;
      for (const row of group.rows)
        farthest = Math.max(farthest, Math.hypot(x[row] - x[first], y[row] - y[first]));
      const scale = 256 * 2 ** Math.min(this._map.getMaxZoom(), 12);
      return farthest * scale < this.sprites.tokens.cluster.join_px;
    },

    boundsOf(rows) {
      const bounds = L.latLngBounds([]);
      for (const row of rows) bounds.extend(this.latLng(row));
      return bounds;
    },

    zoomTo(group) {
      const bounds = this.boundsOf(group.rows);
      const zoom = this._map.getBoundsZoom(bounds, false, L.point(120, 120));
      const next = Math.max(this._map.getZoom() + 1, Math.min(zoom, this._map.getZoom() + 3));
      this._map.setView(bounds.getCenter(), Math.min(next, this._map.getMaxZoom()), { animate: false });
    },

    moved(event) {
      const group = this.groupUnder(event),
        row = group ? group.rows[0] : null;
      if (row === this.hovered) return;
      this.hovered = row;
      this._map.getContainer().classList.toggle("mapapp-over", row !== null);
      this.fire("hover", { group });
      this.redraw();
    },

    left() {
      if (this.hovered === null) return;
      this.hovered = null;
      this.fire("hover", { group: null });
      this.redraw();
    },
  });
})();

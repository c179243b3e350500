// What the reader draws: the area that filters, the circle round a place, the measured way. And how it is drawn.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const MOST_POINTS = 100;

  mapapp.DrawnLayer = mapapp.PaneCanvas.extend({
    draw(context, view) {
      const { filter, way, sketch } = this.options.drawn();
      const at = ([lon, lat]) => [view.x(mapapp.mercator.x(lon)), view.y(mapapp.mercator.y(lat))];
      if (filter.area) this.outline(context, corners(filter.area).map(at), true);
      if (filter.near) this.circle(context, view, filter.near);
      if (sketch && sketch.length) this.outline(context, sketch.map(at), sketch.closed);
      if (way && way.length) this.way(context, way.map(at));
    },

    line(context, width) {
      const colour = this.options.sprites.colour;
      context.lineJoin = "round";
      context.strokeStyle = colour.halo;
      context.lineWidth = width + 2.5;
      context.stroke();
      context.strokeStyle = colour.ink;
      context.lineWidth = width;
      context.stroke();
    },

    outline(context, points, closed) {
      context.beginPath();
      points.forEach((point, i) => (i ? context.lineTo(...point) : context.moveTo(...point)));
      if (closed) context.closePath();
      this.line(context, 1.5);
      if (!closed) points.forEach((point) => this.knot(context, ...point));
    },

    circle(context, view, [lat, lon, km]) {
      const y = mapapp.mercator.y(lat);
      const r = km * mapapp.mercator.kilometre(y, view.scale);
      context.beginPath();
      context.arc(view.x(mapapp.mercator.x(lon)), view.y(y), r, 0, 2 * Math.PI);
      this.line(context, 1.5);
    },

    way(context, points) {
      context.setLineDash([6, 4]);
      context.beginPath();
      points.forEach((point, i) => (i ? context.lineTo(...point) : context.moveTo(...point)));
      this.line(context, 1.5);
      context.setLineDash([]);
      points.forEach((point) => this.knot(context, ...point));
    },

    knot(context, x, y) {
      const colour = this.options.sprites.colour;
      context.beginPath();
      context.arc(x, y, 3.5, 0, 2 * Math.PI);
      context.fillStyle = colour.halo;
      context.fill();
      context.strokeStyle = colour.ink;
      context.lineWidth = 1.5;
      context.stroke();
    },
  });

  // Two points are opposite corners of a rectangle.
  function corners(area) {
    if (area.length !== 2) return area;
    const [[west, south], [east, north]] = area;
    return [
      [west, south],
      [west, north],
      [east, north],
      [east, south],
    ];
  }

  // Takes the pointer and the keys Enter, Backspace and Escape while something is drawn on the map.
  mapapp.Drawing = class {
    // `kind` is "rectangle", "polygon" or "way"; `calls` are {sketch(points, closed), done(points), cancel()}.
    constructor(map, kind, calls) {
      Object.assign(this, { map, kind, calls, points: [] });
      this.cross = el("div", { class: "mapapp-cross", "aria-hidden": "true" });
      this.root = el("div", { class: "mapapp-drawing" }, this.cross);
      this.events = {
        pointerdown: (event) => this.down(event),
        pointermove: (event) => this.move(event),
        pointerup: (event) => this.up(event),
        dblclick: (event) => (event.preventDefault(), this.finish()),
        contextmenu: (event) => event.preventDefault(),
      };
      for (const [name, call] of Object.entries(this.events)) this.root.addEventListener(name, call);
      this.keys = (event) => this.pressed(event);
      map.getContainer().parentElement.append(this.root);
      document.addEventListener("keydown", this.keys, true);
      map.getContainer().focus({ preventScroll: true });
    }

    end() {
      this.root.remove();
      document.removeEventListener("keydown", this.keys, true);
    }

    at(event) {
      const box = this.map.getContainer().getBoundingClientRect();
      return this.point(this.map.containerPointToLatLng([event.clientX - box.left, event.clientY - box.top]));
    }

    point({ lat, lng }) {
      return [Math.round(Math.max(-199, Math.min(199, lng)) * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4];
    }

    down(event) {
      if (event.button) return;
      event.preventDefault();
      this.root.classList.add("mapapp-pointed");
      if (this.kind !== "rectangle") return;
      this.start = this.at(event);
      this.root.setPointerCapture(event.pointerId);
    }

    move(event) {
      if (this.kind === "rectangle" && this.start) this.sketch([this.start, this.at(event)]);
      else if (this.kind !== "rectangle" && this.points.length)
        this.sketch([...this.points, this.at(event)]);
    }

    up(event) {
      if (event.button) return;
      if (this.kind !== "rectangle") return this.add(this.at(event));
      const end = this.at(event);
      if (this.start && this.start[0] !== end[0] && this.start[1] !== end[1]) this.calls.done([this.start, end]);
      this.start = null;
    }

    add(point) {
      const last = this.points[this.points.length - 1];
      if (this.points.length < MOST_POINTS && String(last) !== String(point)) this.points.push(point);
      this.sketch(this.points);
      if (this.kind === "rectangle" && this.points.length === 2) this.finish();
    }

    sketch(points) {
      this.calls.sketch(this.kind === "rectangle" && points.length === 2 ? corners(points) : points, this.kind);
    }

    finish() {
      const enough = { rectangle: 2, polygon: 3, way: 2 }[this.kind];
      if (this.points.length >= enough) this.calls.done(this.points);
    }

    // Without a mouse: the arrow keys move the map, Enter sets a point at the cross, Enter again there ends.
    pressed(event) {
      const outside = event.target.closest && event.target.closest("input, select, button, summary");
      if (event.key === "Escape") this.calls.cancel();
      else if (event.key === "Enter" && !outside) {
        this.root.classList.remove("mapapp-pointed");
        const point = this.point(this.map.getCenter());
        if (String(this.points[this.points.length - 1]) === String(point)) this.finish();
        else this.add(point);
      } else if (event.key === "Backspace" && !outside) {
        this.points.pop();
        this.sketch(this.points);
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }
  };

  // Kilometres along a way of [longitude, latitude].
  mapapp.lengthOf = (way) =>
    way.slice(1).reduce((sum, [lon, lat], i) => sum + mapapp.kilometres(way[i][1], way[i][0], lat, lon), 0);
})();

// Areas and lines by others: a GeoJSON that the reader drops, checked, named, dated, drawn; it stays in the browser.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const MOST_BYTES = 3_000_000,
    MOST_POINTS = 100_000;
  const DEPTH = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

  // The lines, rings and points of a GeoJSON text as shares of the world. Throws the key of a sentence.
  mapapp.readOverlay = (text) => {
    if (text.length > MOST_BYTES) throw new Error("overlay_large");
    let json = null;
    try {
      json = JSON.parse(text);
    } catch {
      throw new Error("overlay_bad");
    }
    const shapes = { rings: [], lines: [], points: [], count: 0 };
    for (const geometry of geometries(json, 0)) add(shapes, geometry);
    if (!shapes.count) throw new Error("overlay_empty");
    return shapes;
  };

  function geometries(json, depth) {
    if (!json || typeof json !== "object" || depth > 4) throw new Error("overlay_bad");
    const inner = (list) => {
      if (!Array.isArray(list)) throw new Error("overlay_bad");
      return list.flatMap((one) => geometries(one, depth + 1));
    };
    if (json.type === "FeatureCollection") return inner(json.features);
    if (json.type === "GeometryCollection") return inner(json.geometries);
    if (json.type === "Feature") return json.geometry === null ? [] : geometries(json.geometry, depth + 1);
    if (!Object.hasOwn(DEPTH, json.type)) throw new Error("overlay_bad");
    return [json];
  }

  function add(shapes, { type, coordinates }) {
    const depth = DEPTH[type];
    const parts = depth === 0 ? [[coordinates]] : depth === 1 ? [coordinates] : flat(coordinates, depth - 2);
    const kind = type.includes("Point") ? "points" : type.includes("Line") ? "lines" : "rings";
    for (const part of parts) {
      if (!Array.isArray(part)) throw new Error("overlay_bad");
      shapes.count += part.length;
      if (shapes.count > MOST_POINTS) throw new Error("overlay_large");
      shapes[kind].push(part.map(point));
    }
  }

  function flat(coordinates, depth) {
    if (!Array.isArray(coordinates)) throw new Error("overlay_bad");
    return depth === 0 ? coordinates : coordinates.flatMap((one) => flat(one, depth - 1));
  }

  function point(pair) {
    const good =
      Array.isArray(pair) && Number.isFinite(pair[0]) && Number.isFinite(pair[1]) && Math.abs(pair[0]) <= 360;
    if (!good || Math.abs(pair[1]) > 90) throw new Error("overlay_place");
    return [mapapp.mercator.x(pair[0]), mapapp.mercator.y(pair[1])];
  }

  mapapp.OverlayLayer = mapapp.PaneCanvas.extend({
    // `overlay` is {name, date, source, shapes}; all but the shapes are text, and stay text.
    setData(overlay) {
      const { shapes } = overlay;
      this.overlay = overlay;
      this.areas = path(shapes.rings, true);
      this.lines = path(shapes.lines, false);
      return this.redraw();
    },

    draw(context, view) {
      if (!this.overlay) return;
      const colour = this.options.sprites.colour,
        zoom = view.ratio * view.scale;
      context.setTransform(zoom, 0, 0, zoom, -view.left * view.ratio, -view.top * view.ratio);
      context.lineJoin = "round";
      context.globalAlpha = 0.08;
      context.fillStyle = colour.ink;
      context.fill(this.areas, "evenodd");
      context.globalAlpha = 0.85;
      context.strokeStyle = colour.ink2;
      context.lineWidth = 1.6 / view.scale;
      context.setLineDash([8 / view.scale, 3 / view.scale, 2 / view.scale, 3 / view.scale]);
      context.stroke(this.areas);
      context.stroke(this.lines);
      context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      context.setLineDash([]);
      context.fillStyle = colour.ink2;
      for (const [x, y] of this.overlay.shapes.points.flat()) context.fillRect(view.x(x) - 2.5, view.y(y) - 2.5, 5, 5);
    },
  });

  function path(parts, closed) {
    const made = new Path2D();
    for (const part of parts) {
      part.forEach(([x, y], i) => (i ? made.lineTo(x, y) : made.moveTo(x, y)));
      if (closed) made.closePath();
    }
    return made;
  }

  mapapp.overlayName = ({ name, date, source }) => [name, date, source].filter(Boolean).join(", ");
})();

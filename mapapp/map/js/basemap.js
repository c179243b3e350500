// Land, coasts and borders on a canvas, from data/basemap/land.json.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});

  const RIVERS_FROM = 4,
    REGIONS_FROM = 5;

  // Arcs of steps of degrees, each a start and differences, to lines of shares of the world.
  function unpack(flat, step) {
    const line = new Float64Array(flat.length);
    let lon = 0,
      lat = 0;
    for (let i = 0; i < flat.length; i += 2) {
      lon += flat[i];
      lat += flat[i + 1];
      line[i] = mapapp.mercator.x(lon * step);
      line[i + 1] = mapapp.mercator.y(lat * step);
    }
    return line;
  }

  function box(lines) {
    const bounds = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of lines) {
      for (let i = 0; i < line.length; i += 2) {
        bounds[0] = Math.min(bounds[0], line[i]);
        bounds[1] = Math.min(bounds[1], line[i + 1]);
        bounds[2] = Math.max(bounds[2], line[i]);
        bounds[3] = Math.max(bounds[3], line[i + 1]);
      }
    }
    return bounds;
  }

  function trace(path, line, backwards, joined) {
    for (let i = 0; i < line.length; i += 2) {
      const at = backwards ? line.length - 2 - i : i;
      if (i === 0 && !joined) path.moveTo(line[at], line[at + 1]);
      else path.lineTo(line[at], line[at + 1]);
    }
  }

  class Land {
    constructor(data) {
      const arcs = data.arcs.map((flat) => unpack(flat, data.step));
      this.fills = data.countries.flatMap(([, polygons]) => polygons.map((rings) => polygon(rings, arcs)));
      this.lines = {};
      for (const kind of ["coast", "border", "disputed"])
        this.lines[kind] = data[kind].map((n) => single(arcs[n]));
    }
  }

  function polygon(rings, arcs) {
    const path = new Path2D();
    for (const ring of rings) {
      ring.forEach((n, i) => trace(path, arcs[n < 0 ? ~n : n], n < 0, i > 0));
      path.closePath();
    }
    return { path, bounds: box(rings[0].map((n) => arcs[n < 0 ? ~n : n])) };
  }

  function single(line) {
    const path = new Path2D();
    trace(path, line, false, false);
    return { path, bounds: box([line]) };
  }

  // Rivers, lakes and first-order borders, each with its bounds.
  function linesOf(data) {
    const all = (flats) => flats.map((flat) => single(unpack(flat, data.step)));
    const lakes = data.lakes.map((rings) => {
      const lines = rings.map((flat) => unpack(flat, data.step)),
        path = new Path2D();
      for (const line of lines) {
        trace(path, line, false, false);
        path.closePath();
      }
      return { path, bounds: box(lines) };
    });
    return { rivers: all(data.rivers), admin1: all(data.admin1), lakes };
  }

  mapapp.BaseMap = mapapp.PaneCanvas.extend({
    setData(data, lines) {
      this.land = new Land(data);
      this.more = lines ? linesOf(lines) : null;
      return this.redraw();
    },

    draw(context, view) {
      if (!this.land) return;
      const colour = this.options.sprites.colour.map,
        zoom = view.ratio * view.scale;
      const x0 = view.left / view.scale,
        y0 = view.top / view.scale;
      const seen = [x0, y0, x0 + view.width / view.scale, y0 + view.height / view.scale];
      const inView = ({ bounds }) =>
        bounds[0] <= seen[2] && bounds[2] >= seen[0] && bounds[1] <= seen[3] && bounds[3] >= seen[1];
      context.setTransform(zoom, 0, 0, zoom, -view.left * view.ratio, -view.top * view.ratio);
      context.lineJoin = "round";
      context.fillStyle = colour.land;
      for (const fill of this.land.fills.filter(inView)) context.fill(fill.path, "evenodd");
      const stroke = (lines, tint, width, dash) => {
        context.strokeStyle = tint;
        context.lineWidth = width / view.scale;
        context.setLineDash(dash.map((length) => length / view.scale));
        for (const line of lines.filter(inView)) context.stroke(line.path);
      };
      const { lines } = this.land;
      if (this.more) {
        context.fillStyle = colour.water;
        for (const lake of this.more.lakes.filter(inView)) context.fill(lake.path, "evenodd");
        stroke(this.more.lakes, colour.coast, 0.6, []);
        if (view.zoom >= RIVERS_FROM) stroke(this.more.rivers, colour.coast, view.zoom < 7 ? 0.7 : 1.1, []);
        context.globalAlpha = 0.55;
        if (view.zoom >= REGIONS_FROM) stroke(this.more.admin1, colour.border, 0.7, [5, 2.5]);
        context.globalAlpha = 1;
      }
      stroke(lines.coast, colour.coast, 0.8, []);
      stroke(lines.border, colour.border, 0.9, []);
      stroke(lines.disputed, colour.border_disputed, 0.9, [4, 3]);
    },
  });
})();

// The areas of what is uncertain: circles in kilometres, or the outline of a sea or region.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  // The smallest mark with its margin, and the most strikes with an area that are looked at for one drawing.
  const LEAST = 14,
    MOST = 5000;

  // One area for several strikes of one place and side; of too many, only those of the rows in `wanted`.
  mapapp.areasOf = (columns, shown, view, sprites, wanted, outlines) => {
    const rules = sprites.tokens.uncertainty,
      areas = new Map();
    for (const row of candidates(columns, shown, view, outlines, wanted)) {
      const outline = outlineOf(columns, row, outlines);
      const shape = outline ? shaped(outline, view) : round(columns, row, view);
      if (shape.r < sprites.radius(columns.killed[row]) + 4) continue;
      const name = outline
        ? columns.area[row]
        : [columns.x[row], columns.y[row], columns.uncertainty[row]].join();
      const key = `${columns.side[row]}|${outline ? "outline" : "circle"}|${name}`;
      const area = areas.get(key) || { ...shape, rows: [] };
      area.side = columns.sides[columns.side[row]];
      area.water = columns.word("geo_precision", row) === "water";
      area.rows.push(row);
      areas.set(key, area);
    }
    const inView = [...areas.values()].filter((area) => touches(area, view) && !wider(area, view));
    if (inView.length <= rules.max_shown) return inView;
    return inView.filter((area) => area.rows.some((row) => wanted.includes(row)));
  };

  const outlineOf = (columns, row, outlines) =>
    columns.area && outlines && outlines.size ? outlines.get(columns.word("area", row)) : null;

  // Rows whose area could be seen, though their mark may be outside the view. Of very many all would be hidden but
  // those wanted, so that they are not looked at one by one.
  function candidates(columns, shown, view, outlines, wanted) {
    const rows = [],
      { x: xs, y: ys, reach } = columns,
      { scale } = view;
    const drawnAsOutline =
      columns.area && outlines && outlines.size
        ? Uint8Array.from(columns.vocabularies.area, (id) => (outlines.has(id) ? 1 : 0))
        : null;
    for (let row = 0; row < columns.count; row++) {
      if (!shown[row]) continue;
      const outline = drawnAsOutline !== null && drawnAsOutline[columns.area[row]];
      const r = reach[row] * scale;
      if (!outline) {
        if (!(r >= LEAST)) continue;
        const x = view.x(xs[row]),
          y = view.y(ys[row]);
        if (x + r < 0 || y + r < 0 || x - r > view.width || y - r > view.height) continue;
      }
      rows.push(row);
      if (rows.length > MOST) return wanted;
    }
    return rows;
  }

  function round(columns, row, view) {
    return { x: view.x(columns.x[row]), y: view.y(columns.y[row]), r: columns.reach[row] * view.scale };
  }

  function shaped({ path, bounds }, view) {
    const [x0, y0, x1, y1] = [view.x(bounds[0]), view.y(bounds[1]), view.x(bounds[2]), view.y(bounds[3])];
    return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, r: Math.max(x1 - x0, y1 - y0) / 2, path, view };
  }

  const touches = (area, view) =>
    area.x + area.r > 0 &&
    area.y + area.r > 0 &&
    area.x - area.r < view.width &&
    area.y - area.r < view.height;

  // A circle wider than the map says nothing in it; an outline may still cross it.
  const wider = (area, view) => !area.path && area.r > Math.max(view.width, view.height);

  // A GeoJSON polygon or several as a path in shares of the world, with its bounds.
  mapapp.outline = (geometry) => {
    const path = new Path2D(),
      bounds = [Infinity, Infinity, -Infinity, -Infinity];
    const polygons =
      geometry.type === "MultiPolygon"
        ? geometry.coordinates
        : geometry.type === "Polygon"
          ? [geometry.coordinates]
          : [];
    for (const ring of polygons.flat()) {
      ring.forEach(([lon, lat], i) => {
        const x = mapapp.mercator.x(lon),
          y = mapapp.mercator.y(lat);
        if (i) path.lineTo(x, y);
        else path.moveTo(x, y);
        [bounds[0], bounds[1]] = [Math.min(bounds[0], x), Math.min(bounds[1], y)];
        [bounds[2], bounds[3]] = [Math.max(bounds[2], x), Math.max(bounds[3], y)];
      });
      path.closePath();
    }
    return { path, bounds };
  };

  mapapp.drawArea = (context, area, sprites) => {
    const rules = sprites.tokens.uncertainty,
      colour = sprites.colour.side[area.side];
    const large = area.r > rules.large_from_px,
      thin = area.r > rules.thin_above_px;
    context.save();
    const path = area.path ? placed(area) : disc(area);
    context.globalAlpha = thin ? rules.thin_opacity : large ? rules.large_factor : 1;
    // An outline has an even tint: no point of it is likelier than another.
    if (area.path && !thin) context.globalAlpha *= rules.middle_opacity;
    context.fillStyle = thin || area.path ? colour : gradient(context, area, rules, colour);
    context.fill(path, "evenodd");
    context.globalAlpha = large ? rules.edge_line.opacity_large : rules.edge_line.opacity;
    context.strokeStyle = colour;
    context.lineWidth = rules.edge_line.width;
    context.setLineDash(rules.edge_line.dash);
    context.stroke(path);
    context.restore();
  };

  function disc(area) {
    const path = new Path2D();
    path.arc(area.x, area.y, area.r, 0, 2 * Math.PI);
    return path;
  }

  function placed({ path, view }) {
    const moved = new Path2D();
    moved.addPath(path, new DOMMatrix([view.scale, 0, 0, view.scale, -view.left, -view.top]));
    return moved;
  }

  function gradient(context, area, rules, colour) {
    const ground = context.createRadialGradient(area.x, area.y, 0, area.x, area.y, area.r);
    ground.addColorStop(0, alpha(colour, rules.centre_opacity));
    ground.addColorStop(0.6, alpha(colour, rules.middle_opacity));
    ground.addColorStop(1, alpha(colour, rules.edge_opacity));
    return ground;
  }

  const alpha = (colour, share) =>
    colour +
    Math.round(share * 255)
      .toString(16)
      .padStart(2, "0");
})();

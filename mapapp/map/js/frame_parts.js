// Parts of the frame that stand alone: its layers, its colours, what the key and the card are told.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el, capital } = mapapp;
  // So long, in milliseconds, the pointer rests on a strike before its name is asked for.
  const NAMED_AFTER = 120;
  // Bottom to top: what each pane holds.
  const PANES = [
    "mapapp-tiles",
    "mapapp-water",
    "mapapp-land",
    "mapapp-labels",
    "mapapp-heat",
    "mapapp-overlays",
    "mapapp-places",
    "mapapp-arcs",
    "mapapp-drawn",
    "mapapp-strikes",
  ];

  mapapp.makeLayers = (frame) => {
    const { map, sprites } = frame;
    PANES.forEach((name, i) => (map.createPane(name).style.zIndex = 200 + 10 * i));
    const online = () => Boolean(frame.tiles);
    const strikes = () => ({
      columns: layers.strikes.columns,
      shown: layers.strikes.shown,
      selected: layers.strikes.selected,
      hovered: layers.strikes.hovered,
    });
    const marks = () => layers.strikes.groups;
    const layers = {
      base: new mapapp.BaseMap({ pane: "mapapp-land", sprites, still: true }),
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
        language: () => mapapp.labelLanguage(frame),
        markAt: (x, y) => marks().find((group) => Math.hypot(group.x - x, group.y - y) < 9) || null,
      }),
      heat: new mapapp.HeatLayer({ pane: "mapapp-heat", sprites, strikes }),
      arcs: new mapapp.ArcsLayer({ pane: "mapapp-arcs", sprites, strikes }),
      places: new mapapp.PlacesLayer({ pane: "mapapp-places", sprites }),
      strikes: new mapapp.StrikeLayer({ pane: "mapapp-strikes", sprites }),
    };
    frame.areas = [];
    return layers;
  };

  // Puts the layers on the map once; again only to name them in another language.
  mapapp.setLayers = (frame, layers) => {
    const { map, words } = frame;
    if (!frame.layers) {
      frame.layers = layers;
      for (const name of ["water", "base", "labels", "arcs", "strikes"]) map.addLayer(layers[name]);
      layers.strikes.on("drawn", () => drawn(frame));
      layers.strikes.on("pick", (event) => frame.picked(event));
      layers.strikes.on("hover", (event) => hovered(frame, event.group));
      map.on("moveend zoomend", () => frame.scale.draw(frame.words));
      map.on("layeradd layerremove", (event) => switched(frame, event));
      map.attributionControl.setPrefix(false);
    }
    mapapp.nameButtons(map, words);
    if (frame.credit) map.attributionControl.removeAttribution(frame.credit);
    frame.credit = mapapp.escaped(words.say("base_map"));
    map.attributionControl.addAttribution(frame.credit);
  };

  function switched(frame, { layer }) {
    if ([frame.layers.places, frame.layers.arcs, frame.layers.heat].includes(layer) && frame.shown)
      frame.drawKey();
  }

  // Boxes that labels keep off: marks, and the corners where controls and the attribution stand.
  function obstacles(groups, view, frame) {
    const boxes = groups.map((group) => box(group.x, group.y, group.room));
    const inner = [view.margin.x, view.margin.y, view.width - view.margin.x, view.height - view.margin.y];
    boxes.push([inner[0], inner[1], inner[0] + 150, inner[1] + 100]);
    boxes.push(
      [inner[2] - 170, inner[1], inner[2], inner[1] + 56],
      [inner[2] - 360, inner[3] - 20, inner[2], inner[3]],
    );
    return boxes;
  }

  const box = (x, y, r) => [x - r, y - r, x + r, y + r];

  // After the marks: the areas and labels below them, then the word that all is drawn.
  function drawn(frame) {
    const strikes = frame.layers.strikes;
    if (strikes.columns) {
      const wanted = [frame.local(), strikes.hovered].filter((row) => row !== null);
      const areas = () =>
        mapapp.areasOf(strikes.columns, strikes.shown, strikes.view, frame.sprites, wanted, frame.outlines);
      frame.areas = strikes.hidden ? [] : areas();
      frame.inView = strikes.groups.reduce((sum, group) => sum + group.count, 0);
    }
    frame.layers.water.drawNow();
    frame.layers.labels.drawNow();
    for (const name of ["heat", "arcs"]) if (frame.map.hasLayer(frame.layers[name])) frame.layers[name].redraw();
    if (frame.count === undefined) return;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.body.dataset.drawn = String(++frame.drawings);
        window.dispatchEvent(new CustomEvent("mapapp:drawn", { detail: mapapp.statsOf(frame) }));
      }),
    );
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
    const local = frame.local(row),
      group = local === null ? null : frame.layers.strikes.groups.find((one) => one.rows.includes(local));
    if (!group) return null;
    const at = frame.layers.strikes.canvas.getBoundingClientRect();
    return { x: at.left + group.x, y: at.top + group.y, rows: Array.from(group.rows) };
  };

  // What is under the pointer: a group by its sides, a strike by its columns at once and its name a moment later.
  function hovered(frame, group) {
    clearTimeout(frame.naming);
    if (!group) return frame.hint.hide();
    const { view } = frame.layers.strikes;
    const at = {
      x: group.x - view.margin.x,
      y: group.y - view.margin.y,
      reach: group.reach,
      size: frame.map.getSize(),
    };
    if (group.count > 1) return frame.hint.show(sidesOf(frame, group), at);
    const row = frame.columns.globalRow(group.rows[0]),
      line = mapapp.brief(frame, row);
    frame.hint.show(line, at);
    const name = async () => {
      const record = await frame.data.record(row).catch(() => null);
      if (record && frame.layers.strikes.hovered === group.rows[0])
        frame.hint.show(line, at, mapapp.titleOf(record, frame.words));
    };
    frame.naming = setTimeout(name, NAMED_AFTER);
    return undefined;
  }

  function sidesOf(frame, group) {
    const all = frame.words.count("strikes", group.count),
      names = mapapp.sideNames(frame);
    const sides = names.map((name, i) => group.shares[i] && `${name} ${frame.words.number(group.shares[i])}`);
    return `${all}: ${sides.filter(Boolean).join(", ")}`;
  }

  // One line on a strike from its columns alone.
  mapapp.brief = (frame, whole) => {
    const { columns, words } = frame,
      row = frame.local(whole);
    if (row === null) return words.count("strikes", 1);
    const day = columns.day[row],
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
    const { columns } = frame,
      found = frame.source.seen();
    const sets = { side: new Set(found.side), target: new Set(found.target_type) };
    const seen = { ...sets, status: new Set(found.status), outcome: new Set(found.outcome), names: {} };
    for (const side of ["a", "b", "c"]) {
      const codes = columns.vocabularies.attacker.map((name, i) => (columns.sideOf[i] === side ? name : null));
      const names = found.attacker.filter((name) => codes.includes(name));
      seen.names[side] = side !== "c" || names.length < 3 ? names : [];
    }
    seen.several = found.rows > 1;
    seen.areas = found.circles ? ["b", "a", "c", "unknown"].find((side) => seen.side.has(side)) || null : null;
    seen.places = frame.map.hasLayer(frame.layers.places);
    seen.arcs = frame.map.hasLayer(frame.layers.arcs) && Boolean(found.arcs);
    seen.heat = frame.map.hasLayer(frame.layers.heat);
    seen.overlays = frame.tools ? frame.tools.overlays.shown() : [];
    seen.perView = frame.source.perView;
    return seen;
  };

  // What each side is called, in the order of the columns' sides.
  mapapp.sideNames = ({ columns, words }) =>
    columns.sides.map((side) => {
      if (side === "unknown") return words.say("not_known");
      if (side === "c") return words.say("other_actors");
      const names = columns.vocabularies.attacker.filter((_, i) => columns.sideOf[i] === side);
      return names.map((name) => words.value("actor", name)).join(", ");
    });

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

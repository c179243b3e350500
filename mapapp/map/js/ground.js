// What lies under the strikes: the base map drawn here, or online tiles, made and so asked for only once chosen.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const LABELS = ["en", "uk", "ru"];

  mapapp.setGround = (frame, name) => {
    const { map } = frame,
      tiles = (mapapp.tileSources || []).find((source) => source.name === name);
    if (frame.tiles) map.removeLayer(frame.tiles);
    frame.ground = tiles ? name : "drawn";
    frame.tiles = tiles ? layerOf(tiles) : null;
    if (frame.tiles) map.addLayer(frame.tiles);
    map.getPane("mapapp-land").style.display = tiles ? "none" : "";
    frame.layers.strikes.redraw();
    frame.fire("layers");
  };

  // `crossOrigin`, so that a picture of the map may be saved.
  const layerOf = ({ url, attribution, max_zoom: maxZoom }) =>
    L.tileLayer(url, { pane: "mapapp-tiles", maxZoom, attribution, crossOrigin: true });

  mapapp.groundChoice = (frame) => {
    const { words } = frame;
    if (!frame.options.tiles || !(mapapp.tileSources || []).length) return null;
    const names = ["drawn", ...mapapp.tileSources.map((source) => source.name)];
    const rows = names.map((name) => {
      const input = el("input", { type: "radio", name: "mapapp-ground", value: name });
      input.checked = (frame.ground || "drawn") === name;
      input.addEventListener("change", () => mapapp.setGround(frame, name));
      return el("label", { class: "mapapp-choice" }, input, words.say("ground_" + name));
    });
    return mapapp.toolGroup(words.say("ground"), ...rows, el("p", { class: "mapapp-small" }, words.say("ground_help")));
  };

  // The language of the names on the map, which may be another than that of the page.
  mapapp.nameChoice = (frame) => {
    const { words } = frame;
    const select = el("select", { class: "mapapp-step", "aria-label": words.say("map_names") });
    select.append(...LABELS.map((code) => el("option", { value: code, lang: code }, words.say("names_" + code))));
    select.value = mapapp.labelLanguage(frame);
    select.addEventListener("change", () => {
      frame.labelLanguage = select.value;
      frame.layers.strikes.redraw();
    });
    return mapapp.toolGroup(words.say("map_names"), select);
  };

  mapapp.labelLanguage = (frame) => frame.labelLanguage || frame.words.language;
})();

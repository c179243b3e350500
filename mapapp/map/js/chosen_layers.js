// Which layers are switched on, by name, as a link holds them. Online tiles are no part of it: whoever opens a link
// has not chosen to ask them.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const NAMES = ["arcs", "heat", "places", "strikes"],
    AT_FIRST = ["arcs", "strikes"];

  const isOn = ({ map, layers }, name) =>
    name === "strikes" ? !layers.strikes.hidden : map.hasLayer(layers[name]);

  // The names of those that are on, or null where they are those of a new map.
  mapapp.chosenLayers = (frame) => {
    const on = NAMES.filter((name) => isOn(frame, name));
    return String(on) === String(AT_FIRST) ? null : on;
  };

  // Switches on exactly these, whatever was on before.
  mapapp.chooseLayers = (frame, wanted) => {
    const { map, layers } = frame;
    for (const name of NAMES) {
      const on = wanted.includes(name);
      if (on === isOn(frame, name)) continue;
      if (name === "strikes") layers.strikes.hidden = !on;
      else if (on) map.addLayer(layers[name]);
      else map.removeLayer(layers[name]);
    }
    layers.strikes.redraw();
    frame.fire("layers");
  };
})();

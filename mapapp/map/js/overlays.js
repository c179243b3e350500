// The panel for areas by others: a file is chosen or dropped, named, dated, its source told, then drawn.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const { el } = mapapp;
  const MOST = 5,
    MOST_TEXT = 120,
    MOST_BYTES = 3_000_000;

  mapapp.Overlays = class {
    constructor(frame, changed) {
      Object.assign(this, { frame, changed, list: [], waiting: null, problem: "" });
      const box = frame.mapBox;
      box.addEventListener("dragover", (event) => event.preventDefault());
      box.addEventListener("drop", (event) => {
        event.preventDefault();
        const file = event.dataTransfer && event.dataTransfer.files[0];
        if (file) this.take(file);
      });
    }

    group(words) {
      const rows = this.list.map((layer) => this.row(layer, words));
      const file = el("input", { type: "file", accept: ".geojson,.json,application/geo+json", class: "mapapp-unseen", tabindex: "-1" });
      file.addEventListener("change", () => file.files[0] && this.take(file.files[0]));
      const add = el(
        "button",
        { type: "button", class: "mapapp-tool", "data-name": "overlay", on: { click: () => file.click() } },
        words.say("overlay_add"),
      );
      file.setAttribute("aria-label", words.say("overlay_add"));
      const problem = this.problem ? el("p", { class: "mapapp-note", role: "alert" }, words.say(this.problem)) : null;
      const form = this.waiting ? this.form(words) : null;
      const full = this.list.length >= MOST;
      return mapapp.toolGroup(words.say("overlays"), ...rows, problem, form, full || form ? null : add, full ? null : file);
    }

    async take(file) {
      this.problem = "";
      this.waiting = null;
      try {
        if (file.size > MOST_BYTES) throw new Error("overlay_large");
        this.waiting = { name: file.name.replace(/\.(geo)?json$/i, "").slice(0, MOST_TEXT), shapes: mapapp.readOverlay(await file.text()) };
      } catch (error) {
        this.problem = error.message.startsWith("overlay_") ? error.message : "overlay_bad";
      }
      if (this.frame.tools.open !== "layers") this.frame.tools.toggle("layers");
      else this.changed();
      const first = this.frame.tools.panel.querySelector("[name=mapapp-overlay-name]");
      if (first) first.focus();
    }

    form(words) {
      const field = (key, value) => {
        const input = el("input", { type: key === "date" ? "date" : "text", maxlength: MOST_TEXT, name: "mapapp-overlay-" + key });
        input.value = value || "";
        return { key, input, label: el("label", { class: "mapapp-field" }, words.say("overlay_" + key), input) };
      };
      const fields = [field("name", this.waiting.name), field("date"), field("source")];
      const put = () => {
        const values = Object.fromEntries(fields.map(({ key, input }) => [key, input.value.trim().slice(0, MOST_TEXT)]));
        if (!values.name || !values.source) {
          fields.find(({ key }) => !values[key] && key !== "date").input.focus();
          return;
        }
        this.add({ ...values, shapes: this.waiting.shapes });
      };
      return el(
        "div",
        { class: "mapapp-form" },
        ...fields.map(({ label }) => label),
        el("button", { type: "button", class: "mapapp-button", "data-name": "overlay-put", on: { click: put } }, words.say("overlay_put")),
      );
    }

    add(overlay) {
      const layer = new mapapp.OverlayLayer({
        pane: "mapapp-overlays",
        sprites: this.frame.sprites,
        attribution: mapapp.escaped(mapapp.overlayName(overlay)),
      });
      this.list.push(layer);
      this.waiting = null;
      this.frame.map.addLayer(layer);
      layer.setData(overlay);
      this.frame.layers["overlay" + Date.now()] = layer;
      this.frame.drawKey();
      this.changed();
    }

    shown() {
      return this.list.filter((layer) => this.frame.map.hasLayer(layer)).map((layer) => layer.overlay);
    }

    row(layer, words) {
      const { frame } = this,
        name = mapapp.overlayName(layer.overlay);
      const box = frame.tools.box(name, frame.map.hasLayer(layer), (on) => {
        if (on) frame.map.addLayer(layer);
        else frame.map.removeLayer(layer);
        frame.drawKey();
      });
      const off = el("button", { type: "button", class: "mapapp-plain", "aria-label": words.say("overlay_off", { name }) }, "×");
      off.addEventListener("click", () => {
        frame.map.removeLayer(layer);
        this.list.splice(this.list.indexOf(layer), 1);
        for (const [key, value] of Object.entries(frame.layers)) if (value === layer) delete frame.layers[key];
        frame.drawKey();
        this.changed();
      });
      return el("div", { class: "mapapp-overlay" }, box, off);
    }
  };
})();

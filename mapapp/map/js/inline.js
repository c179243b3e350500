// The same map without a server: all that it would ask for stands in the page, compressed.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});

  async function unzip(text) {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  const jsonOf = async (text) => JSON.parse(new TextDecoder().decode(await unzip(text)));

  // What `mapapp.Data` asks the server for, from `parts`: texts in base64 of gzip.
  mapapp.InlineData = class {
    constructor(parts) {
      this.parts = parts;
      this.version = null;
    }

    async source(version) {
      this.version = version;
      const columns = mapapp.Columns.decode(await unzip(this.parts.columns));
      this.rows = await jsonOf(this.parts.records);
      return new mapapp.PackedSource(this, columns);
    }

    asset(name) {
      return jsonOf(this.parts[name]);
    }

    places() {
      return jsonOf(this.parts.places);
    }

    async outlines() {
      const found = await jsonOf(this.parts.areas),
        outlines = new Map();
      for (const { id, geometry } of found.features || [])
        if (geometry) outlines.set(id, mapapp.outline(geometry));
      return outlines;
    }

    async record(row) {
      return this.rows[row];
    }

    async rowOf(id) {
      const row = this.rows.findIndex((record) => record.id === id);
      return row < 0 ? null : row;
    }

    async rowsWith(words) {
      const wanted = words.toLowerCase().split(/\s+/).filter(Boolean),
        bits = new Uint8Array(Math.ceil(this.rows.length / 8));
      this.texts = this.texts || this.rows.map(textOf);
      this.texts.forEach((text, row) => {
        if (wanted.every((word) => text.includes(word))) bits[row >> 3] |= 1 << (row & 7);
      });
      return bits;
    }
  };

  function textOf(record) {
    const texts = ["summary", "quote", "place", "target", "weapon", "operator"].map((name) => record[name]);
    for (const names of Object.values(record.local || {})) texts.push(names.place);
    for (const source of record.sources || []) texts.push(source.title, source.publisher);
    return texts.filter(Boolean).join("\n").toLowerCase();
  }

  // Called by a page that holds its data: makes the map, mounts the frame and shows `state`.
  mapapp.mountAlone = (box, { parts, options, state, map: mapOptions }) => {
    const map = box instanceof L.Map ? box : L.map(box, mapOptions);
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const theme = options.theme === "auto" ? (dark.matches ? "dark" : "light") : options.theme;
    const layer = mapapp.mount(map, { ...options, theme, alone: true, data: new mapapp.InlineData(parts) });
    if (options.theme === "auto")
      dark.addEventListener("change", () => mapapp.frame.setTheme(dark.matches ? "dark" : "light"));
    mapapp.set(state);
    return layer;
  };
})();

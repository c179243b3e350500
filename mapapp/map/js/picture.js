// The map as a picture: what is drawn, with heading, key, attribution and the day it was made.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const EDGE = 20,
    HEAD = 78,
    ROW = 22,
    ROWS = 6;

  // Composes the canvases of the panes on one canvas and gives it as a PNG Blob.
  mapapp.picture = async (frame) => {
    // The heading's face may not have been asked for by anything in the page yet.
    const title = frame.words.count("strikes", 1);
    await document.fonts.load(`600 24px ${frame.sprites.tokens.type.serif}`, title).catch(() => []);
    await document.fonts.ready;
    const size = frame.map.getSize(),
      ratio = Math.max(2, window.devicePixelRatio || 1);
    const groups = keyOf(frame.key.body),
      colour = frame.sprites.colour;
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `12px ${frame.sprites.tokens.type.sans}`;
    const columns = layout(pen, groups, size.x - 2 * EDGE);
    const foot = 44,
      key = columns.height + 16;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(size.x * ratio);
    canvas.height = Math.round((HEAD + key + size.y + foot) * ratio);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = colour.panel;
    context.fillRect(0, 0, size.x, HEAD + key + size.y + foot);
    heading(context, frame, size.x);
    drawKey(context, columns, HEAD, frame);
    finely(frame, ratio, () => ground(context, frame, HEAD + key, size));
    feet(context, frame, HEAD + key + size.y, size.x);
    return new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"),
    );
  };

  // Draws every layer at the picture's fineness, and again at the screen's.
  function finely(frame, ratio, compose) {
    const draw = () => {
      frame.layers.strikes.drawNow();
      for (const layer of Object.values(frame.layers))
        if (layer.drawNow && layer !== frame.layers.strikes && frame.map.hasLayer(layer)) layer.drawNow();
    };
    mapapp.fineness = ratio;
    try {
      draw();
      compose();
    } finally {
      mapapp.fineness = 0;
      draw();
    }
  }

  function heading(context, frame, width) {
    const { words, sprites } = frame,
      { type } = sprites.tokens;
    context.fillStyle = sprites.colour.ink;
    context.font = `600 24px ${type.serif}`;
    context.fillText(words.count("strikes", frame.count || 0), EDGE, 38, width - 2 * EDGE);
    context.font = `14px ${type.sans}`;
    context.fillStyle = sprites.colour.ink2;
    context.fillText(frame.track.span(), EDGE, 62, width - 2 * EDGE);
  }

  // The key as it stands in the page, headings, samples and their words, and the signs of the targets.
  function keyOf(body) {
    const parts = [...body.querySelectorAll(".mapapp-group, .mapapp-more-key")];
    return parts.flatMap((part) => {
      const name = part.querySelector("h3, summary").textContent.replace(/\s*[+–]$/, "");
      const rows = [...part.querySelectorAll(".mapapp-row, .mapapp-sizes > div")]
        .map((row) => ({ sample: row.querySelector("canvas"), text: row.textContent }))
        .filter((row) => row.sample);
      return rows.length ? [{ name, rows }] : [];
    });
  }

  function layout(pen, groups, width) {
    let x = EDGE,
      top = 0,
      tallest = 0;
    const placed = [];
    for (const group of groups) {
      // Many rows, the signs of the targets, stand in a strip of their own, as many beside each other as fit.
      if (group.rows.length > ROWS) {
        top += tallest ? tallest + 12 : 0;
        const strip = stripOf(pen, group, width);
        placed.push({ ...strip, x: EDGE, top });
        [x, top, tallest] = [EDGE, top + strip.high + 10, 0];
        continue;
      }
      const wide = Math.max(pen.measureText(group.name).width, ...group.rows.map((row) => wideOf(pen, row))) + 20;
      const high = 20 + group.rows.reduce((sum, row) => sum + highOf(row), 0);
      if (x + wide > width + EDGE && x > EDGE) {
        x = EDGE;
        top += tallest + 10;
        tallest = 0;
      }
      placed.push({ ...group, x, top });
      x += wide;
      tallest = Math.max(tallest, high);
    }
    return { placed, height: top + tallest };
  }

  function stripOf(pen, group, width) {
    const wide = Math.max(...group.rows.map((row) => wideOf(pen, row))) + 14;
    const across = Math.max(1, Math.floor(width / wide));
    return { ...group, wide, across, high: 20 + ROW * Math.ceil(group.rows.length / across) };
  }

  const cssWidth = (sample) => parseFloat(sample.style.width) || 24;
  const highOf = (row) => Math.max(ROW, (parseFloat(row.sample.style.height) || ROW) + 2);
  const wideOf = (pen, row) => cssWidth(row.sample) + 8 + pen.measureText(row.text).width;

  function drawKey(context, { placed }, from, { sprites }) {
    const { type } = sprites.tokens;
    for (const group of placed) {
      let y = from + group.top;
      context.font = `600 12px ${type.sans}`;
      context.fillStyle = sprites.colour.ink2;
      context.fillText(group.name, group.x, y + 10);
      y += 18;
      context.font = `12px ${type.sans}`;
      context.fillStyle = sprites.colour.ink;
      const across = group.across || 1;
      group.rows.forEach((row, i) => {
        const high = group.across ? ROW : highOf(row),
          wide = cssWidth(row.sample),
          tall = parseFloat(row.sample.style.height),
          x = group.x + (i % across) * (group.wide || 0);
        context.drawImage(row.sample, x, y + (high - tall) / 2, wide, tall);
        context.fillText(row.text, x + wide + 6, y + high / 2 + 4);
        if ((i + 1) % across === 0) y += high;
      });
    }
  }

  function ground(context, frame, top, size) {
    const box = frame.map.getContainer().getBoundingClientRect();
    context.save();
    context.beginPath();
    context.rect(0, top, size.x, size.y);
    context.clip();
    context.fillStyle = frame.sprites.colour.map.water;
    context.fillRect(0, top, size.x, size.y);
    const parts = [...frame.map.getContainer().querySelectorAll(".leaflet-tile, canvas.mapapp-canvas")];
    parts.sort((a, b) => order(a) - order(b));
    for (const part of parts) {
      if (getComputedStyle(part.parentElement).display === "none" || part.closest("[style*='display: none']")) continue;
      const at = part.getBoundingClientRect();
      context.drawImage(part, at.left - box.left, at.top - box.top + top, at.width, at.height);
    }
    context.restore();
  }

  const order = (part) => Number(part.closest(".leaflet-pane[style*=z-index]")?.style.zIndex || 0);

  function feet(context, frame, top, width) {
    const { words, sprites } = frame;
    context.font = `12px ${sprites.tokens.type.sans}`;
    context.fillStyle = sprites.colour.ink2;
    const credits = frame.map.attributionControl.getContainer().textContent;
    const made = words.say("made_on", { date: words.date(new Date(), { day: "numeric", month: "long", year: "numeric" }) });
    context.fillText(credits, EDGE, top + 17, width - 2 * EDGE);
    context.fillText(made, EDGE, top + 34, width - 2 * EDGE);
  }
})();

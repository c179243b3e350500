// Two layers of choice: where strikes lie densely, in steps of one grey; and arcs from launch places to targets.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const CELL = 4,
    SPREAD = 4,
    STEPS = [0.06, 0.15, 0.3, 0.5, 0.75],
    MOST_ARCS = 300;

  // Strikes per cell of the view, spread over its neighbours by four passes of a box, which is near enough to a bell.
  function density(columns, shown, view) {
    const wide = Math.ceil(view.width / CELL),
      high = Math.ceil(view.height / CELL),
      cells = new Float32Array(wide * high);
    for (let row = 0; row < columns.count; row++) {
      if (!shown[row]) continue;
      const x = Math.floor(view.x(columns.x[row]) / CELL),
        y = Math.floor(view.y(columns.y[row]) / CELL);
      if (x >= 0 && y >= 0 && x < wide && y < high) cells[y * wide + x] += columns.weight(row);
    }
    let spread = cells;
    for (let pass = 0; pass < 4; pass++) {
      spread = box(spread, wide, high, 1, wide);
      spread = box(spread, high, wide, wide, 1);
    }
    return { cells: spread, wide, high };
  }

  // The mean over 2 * SPREAD + 1 cells along one direction.
  function box(cells, length, lines, step, stride) {
    const out = new Float32Array(cells.length);
    for (let line = 0; line < lines; line++) {
      let sum = 0;
      for (let i = -SPREAD; i < length; i++) {
        if (i + SPREAD < length) sum += cells[line * stride + (i + SPREAD) * step];
        if (i - SPREAD - 1 >= 0) sum -= cells[line * stride + (i - SPREAD - 1) * step];
        if (i >= 0) out[line * stride + i * step] = sum / (2 * SPREAD + 1);
      }
    }
    return out;
  }

  mapapp.HeatLayer = mapapp.PaneCanvas.extend({
    draw(context, view) {
      const { columns, shown } = this.options.strikes();
      if (!columns || !shown) return;
      const { cells, wide, high } = density(columns, shown, view);
      const most = cells.reduce((a, b) => Math.max(a, b), 0);
      if (!(most > 0)) return;
      const small = document.createElement("canvas");
      small.width = wide;
      small.height = high;
      const picture = small.getContext("2d"),
        image = picture.createImageData(wide, high);
      const [red, green, blue] = mapapp.rgb(this.options.sprites.colour.accent);
      for (let i = 0; i < cells.length; i++) {
        // Steps, not a haze: each has an edge that can be read and printed.
        const step = STEPS.filter((share) => cells[i] >= share * most).length;
        image.data.set([red, green, blue, step * 26], 4 * i);
      }
      picture.putImageData(image, 0, 0);
      context.imageSmoothingEnabled = true;
      context.drawImage(small, 0, 0, wide * CELL, high * CELL);
    },
  });

  mapapp.rgb = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

  // Arcs of the shown strikes whose launch place is known; of too many, those of the hovered and the selected.
  mapapp.ArcsLayer = mapapp.PaneCanvas.extend({
    draw(context, view) {
      const { columns, shown, selected, hovered } = this.options.strikes();
      if (!columns || !columns.launch_x) return;
      let rows = [];
      for (let row = 0; row < columns.count; row++)
        if (shown[row] && !Number.isNaN(columns.launch_x[row]) && columns.drawn(row)) rows.push(row);
      if (rows.length > MOST_ARCS) rows = rows.filter((row) => row === selected || row === hovered);
      this.arcs = rows.length;
      for (const row of rows) this.arc(context, view, columns, row, row === selected || row === hovered);
    },

    arc(context, view, columns, row, strong) {
      const from = [view.x(columns.launch_x[row]), view.y(columns.launch_y[row])],
        to = [view.x(columns.x[row]), view.y(columns.y[row])];
      const colour = this.options.sprites.colour;
      // The arc bends to the left of its way, a sixth of its length: two ways between two places stay apart.
      const bend = [
        (from[0] + to[0]) / 2 + (to[1] - from[1]) / 6,
        (from[1] + to[1]) / 2 - (to[0] - from[0]) / 6,
      ];
      const line = (tint, width) => {
        context.beginPath();
        context.moveTo(...from);
        context.quadraticCurveTo(...bend, ...to);
        context.strokeStyle = tint;
        context.lineWidth = width;
        context.stroke();
      };
      context.globalAlpha = strong ? 1 : 0.75;
      line(colour.halo, strong ? 4.5 : 3);
      line(colour.side[columns.sides[columns.side[row]]], strong ? 2 : 1.25);
      context.globalAlpha = 1;
      context.beginPath();
      context.rect(from[0] - 3, from[1] - 3, 6, 6);
      context.fillStyle = colour.halo;
      context.fill();
      context.lineWidth = 1.5;
      context.stroke();
    },
  });
})();

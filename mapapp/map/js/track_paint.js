// Draws the time track on its canvas: bars by side, months below, the chosen dates lit.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const TOP = 8,
    FOOT = 20;

  // `track` has bins, days, range() and x(day); its canvas is sized here.
  mapapp.paintTrack = (track) => {
    const { canvas, sprites } = track,
      ratio = window.devicePixelRatio || 1;
    const width = canvas.clientWidth,
      height = canvas.clientHeight;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!track.bins.length) return;
    const base = height - FOOT;
    lit(context, track, base);
    months(context, track, base, width);
    const most = Math.max(1, ...track.bins.map((bin) => bin.total));
    const unit = Math.min(7, (base - TOP) / most);
    track.bins.forEach((bin, i) => bar(context, track, bin, unit, base, i === track.pointed));
    if (track.day !== null && track.day !== mapapp.UNKNOWN) triangle(context, track.x(track.day + 0.5), sprites);
  };

  function lit(context, track, base) {
    const [since, until] = track.range();
    const from = track.x(Math.max(since, track.days.first)),
      to = track.x(Math.min(until, track.days.last) + 1);
    if (to <= from) return;
    context.fillStyle = track.sprites.colour.sunken;
    context.fillRect(from, 2, to - from, base - 2);
    context.fillStyle = track.sprites.colour.ink;
    context.fillRect(from - 0.75, 2, 1.5, base - 2);
    context.fillRect(to - 0.75, 2, 1.5, base - 2);
  }

  function bar(context, track, bin, unit, base, pointed) {
    if (!bin.total) return;
    const { sprites } = track,
      [since, until] = track.range(),
      left = track.x(bin.from);
    const width = Math.max(1, Math.min(track.x(bin.to + 1) - left - sprites.tokens.track.bar_gap, 24));
    const outside = bin.to < since || bin.from > until;
    context.globalAlpha = outside ? sprites.tokens.track.outside_opacity : 1;
    let y = base;
    bin.shares.forEach((count, side) => {
      if (!count) return;
      const tall = count * unit;
      context.fillStyle = sprites.colour.side[track.sides[side]];
      context.fillRect(left, y - tall, width, Math.max(tall - (unit > 3 ? 0.6 : 0), 0.5));
      y -= tall;
    });
    context.globalAlpha = 1;
    if (!pointed) return;
    context.strokeStyle = sprites.colour.ink;
    context.lineWidth = 1.5;
    context.strokeRect(left - 1.5, y - 1.5, width + 3, base - y + 2);
  }

  function months(context, track, base, width) {
    const { colour, tokens } = track.sprites,
      { first, last } = track.days;
    context.fillStyle = colour.ink3;
    context.fillRect(0, base, width, 1);
    context.font = `11.5px ${tokens.type.sans}`;
    let free = -Infinity,
      year = null;
    for (const { day, start } of mapapp.monthsOf(track.epoch, first, last)) {
      const at = track.x(day),
        fresh = start.getUTCFullYear() !== year;
      if (at < free) continue;
      const text = track.words.date(start, fresh ? { month: "short", year: "numeric" } : { month: "short" });
      const wide = context.measureText(text).width;
      if (at + wide + 4 > width) break;
      context.fillStyle = colour.ink3;
      context.fillRect(at, base, 1, 5);
      context.fillStyle = colour.ink2;
      context.fillText(text, at + 4, base + 15);
      free = at + wide + 14;
      year = start.getUTCFullYear();
    }
  }

  function triangle(context, x, sprites) {
    context.beginPath();
    context.moveTo(x - 4, 0);
    context.lineTo(x + 4, 0);
    context.lineTo(x, 5);
    context.fillStyle = sprites.colour.ink;
    context.fill();
  }
})();

// The bars of the time track: days, weeks or months of a range, each with its strikes by side.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const LEAST = 2,
    DAY = 86400000;

  // The starts of the months of a range, the range's own first day before the first of them.
  mapapp.monthsOf = (epoch, first, last) => {
    const starts = [],
      date = new Date(epoch + first * DAY);
    let month = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    for (;;) {
      const start = new Date(month),
        day = Math.round((month - epoch) / DAY);
      if (day > last) return starts;
      starts.push({ day: Math.max(day, first), start });
      month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1);
    }
  };

  // The finest step whose bars are at least two pixels wide.
  mapapp.stepFor = (days, pixels) => {
    const room = pixels / Math.max(days, 1);
    return room >= LEAST ? "day" : room * 7 >= LEAST ? "week" : "month";
  };

  // `days` is {first, last, counts} as Columns.days gives it. Each bin is {from, to, shares, total}.
  mapapp.binsOf = (days, step, epoch) => {
    const { first, last, counts } = days;
    const bins = edges(first, last, step, epoch).map(([from, to]) => ({ from, to, shares: [0, 0, 0, 0], total: 0 }));
    for (const bin of bins) {
      for (let day = bin.from; day <= bin.to; day++)
        for (let side = 0; side < 4; side++) bin.shares[side] += counts[4 * (day - first) + side];
      bin.total = bin.shares.reduce((sum, count) => sum + count, 0);
    }
    return bins;
  };

  function edges(first, last, step, epoch) {
    if (step === "month") {
      const starts = mapapp.monthsOf(epoch, first, last).map((month) => month.day);
      return starts.map((day, i) => [day, (starts[i + 1] || last + 1) - 1]);
    }
    const length = step === "week" ? 7 : 1,
      all = [];
    for (let day = first; day <= last; day += length) all.push([day, Math.min(day + length - 1, last)]);
    return all;
  }
})();

// Which points lie in a drawn area or within some kilometres of a place.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const EARTH_KM = 6371.0088,
    RADIAN = Math.PI / 180;

  // Takes out of `passed` what lies outside the filter's `area`, [longitude, latitude] of an outline or of two opposite
  // corners, and `near`, [latitude, longitude, kilometres]; x, y are shares of the world.
  mapapp.keepInside = (passed, x, y, filter) => {
    const tests = [];
    if (filter.area && filter.area.length) tests.push(areaTest(filter.area));
    if (filter.near) tests.push(nearTest(filter.near));
    if (!tests.length) return;
    for (let i = 0; i < passed.length; i++)
      if (passed[i] && !tests.every((test) => test(x[i], y[i]))) passed[i] = 0;
  };

  // Edges are straight on the map.
  function areaTest(area) {
    const ring = area.map(([lon, lat]) => [mapapp.mercator.x(lon), mapapp.mercator.y(lat)]);
    const xs = ring.map((point) => point[0]),
      ys = ring.map((point) => point[1]);
    const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    const inBox = (x, y) => x >= left && x <= right && y >= top && y <= bottom;
    return ring.length === 2 ? inBox : (x, y) => inBox(x, y) && evenOdd(ring, x, y);
  }

  function evenOdd(ring, x, y) {
    let inside = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = ring[j],
        [x2, y2] = ring[i];
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
    return inside;
  }

  function nearTest([latitude, longitude, km]) {
    const { mercator, kilometres } = mapapp;
    // A degree of latitude is 111 km and a little: what is further north or south need not be measured.
    const top = mercator.y(latitude + km / 111),
      bottom = mercator.y(latitude - km / 111);
    return (x, y) =>
      y >= top && y <= bottom && kilometres(mercator.lat(y), mercator.lon(x), latitude, longitude) <= km;
  }

  // Kilometres along the great circle.
  mapapp.kilometres = (lat1, lon1, lat2, lon2) => {
    const a =
      Math.sin(((lat2 - lat1) * RADIAN) / 2) ** 2 +
      Math.cos(lat1 * RADIAN) * Math.cos(lat2 * RADIAN) * Math.sin(((lon2 - lon1) * RADIAN) / 2) ** 2;
    return 2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(a, 1)));
  };
})();

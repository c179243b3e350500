// Places that a report names and no strike is at: choosing one by its diamond, or from the panel by keyboard.
(() => {
  "use strict";
  const mapapp = (window.mapapp = window.mapapp || {});
  const TOUCH = 14;

  mapapp.Frame.include({
    // Whether the point of the map (in its container's pixels) has a diamond that is shown; its card opens.
    pickPlace(latlng) {
      const layer = this.layers.places;
      if (!this.map.hasLayer(layer) || !layer.places) return false;
      const at = this.map.latLngToContainerPoint(latlng);
      const away = layer.places.map(({ latitude, longitude }) =>
        this.map.latLngToContainerPoint([latitude, longitude]).distanceTo(at),
      );
      const nearest = away.indexOf(Math.min(...away));
      if (!(away[nearest] <= TOUCH)) return false;
      this.openPlace(nearest);
      return true;
    },

    openPlace(index) {
      const { places } = this.layers.places;
      if (!places || !places.length) return;
      if (this.row !== null) this.close(true);
      const at = ((index % places.length) + places.length) % places.length,
        opened = this.card.root.hidden;
      this.placeAt = at;
      this.card.showPlace(places, at, mapapp.cardContext(this));
      if (opened) this.resized();
      this.reveal(L.latLng(places[at].latitude, places[at].longitude));
    },

    closePlace() {
      this.placeAt = null;
      this.card.hide();
      this.resized();
      this.map.getContainer().focus({ preventScroll: true });
    },
  });
})();

// What the scripts of the screen find beside themselves: Leaflet, what the page's scripts leave for each other, and the
// module that Python writes (incidents/views/screen).
declare const L: any;

interface Window {
  [name: string]: any;
}

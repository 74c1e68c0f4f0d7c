// @ts-check
// Asks for what the map shows before anything else is loaded; first_map.js draws it. It stands in the document.
window.firstMap = fetch(new URL(`first_map.json${location.search}`, document.baseURI), {
  headers: { "Accept-Language": navigator.language },
})
  .then((reply) => (reply.status === 200 ? reply.json() : null))
  .catch(() => null); // then it comes with the page

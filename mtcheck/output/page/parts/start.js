// Begins with the report that came with the page.
function open(data) {
  load(data);
  fillFilters();
  recall();
  layOut();
}

open(JSON.parse(byId("data").textContent));

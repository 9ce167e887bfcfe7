// The checked rows of a list: all at once, a range with Shift, and their number. The bar of acts is shown while a row is checked.
const bar = document.getElementById("lot");
const all = document.querySelector("[data-several-all]");
const boxes = [...document.querySelectorAll('input[name="ids"][form="lot"]')];
let last = null;

function show() {
  const count = boxes.filter((box) => box.checked).length;
  bar.hidden = count === 0;
  bar.querySelector("[data-several-count]").textContent = count < 2 ? `${count} ligne cochée` : `${count} lignes cochées`;
  all.checked = count === boxes.length;
  all.indeterminate = count > 0 && count < boxes.length;
}

if (bar && all && boxes.length > 0) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = all.checked;
    }
    show();
  });
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const between of boxes.slice(from, to + 1)) {
          between.checked = box.checked;
        }
      }
      last = box;
      show();
    });
  }
  show();
}

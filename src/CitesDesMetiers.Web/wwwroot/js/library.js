// The picture library: sets the focal point and the crop frame by pointer and keyboard. Fields hold the numbers.

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The position of the pointer, in per cent of the picture. */
function place(event, picture) {
  const box = picture.getBoundingClientRect();
  return [100 * (event.clientX - box.left) / box.width, 100 * (event.clientY - box.top) / box.height];
}

/** A button that can be dragged, or moved with the arrow keys by one per cent, or by ten with Shift. */
function movable(button, picture, move) {
  button.addEventListener("keydown", event => {
    const step = arrows[event.key];
    if (step) {
      event.preventDefault();
      const size = event.shiftKey ? 10 : 1;
      move(step[0] * size, step[1] * size);
    }
  });
  button.addEventListener("pointerdown", event => {
    event.preventDefault();
    button.focus();
    button.setPointerCapture(event.pointerId);
    let last = place(event, picture);
    const drag = next => {
      const now = place(next, picture);
      move(now[0] - last[0], now[1] - last[1]);
      last = now;
    };
    button.addEventListener("pointermove", drag);
    button.addEventListener("lostpointercapture", () => button.removeEventListener("pointermove", drag), { once: true });
  });
}

function handle(box, className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  box.append(button);
  return button;
}

function fieldsOf(box, name) {
  const fields = box.dataset[name].split(" ").map(id => document.getElementById(id));
  box.dataset.ready = "";
  return fields;
}

function focalPoint(box) {
  const picture = box.querySelector("img");
  const [x, y] = fieldsOf(box, "focal");
  const point = handle(box, "focal-point");
  let exact = [Number(x.value), Number(y.value)];

  function show() {
    point.style.left = `${exact[0]}%`;
    point.style.top = `${exact[1]}%`;
    point.setAttribute("aria-label", `Point d’intérêt : ${x.value} % depuis la gauche, ${y.value} % depuis le haut. Les flèches le déplacent.`);
  }

  function set(left, top) {
    exact = [clamp(left, 0, 100), clamp(top, 0, 100)];
    x.value = Math.round(exact[0]);
    y.value = Math.round(exact[1]);
    show();
  }

  movable(point, picture, (dx, dy) => set(exact[0] + dx, exact[1] + dy));
  picture.addEventListener("click", event => {
    set(...place(event, picture));
    point.focus();
  });
  for (const field of [x, y]) {
    field.addEventListener("input", () => set(Number(x.value), Number(y.value)));
  }

  show();
}

function cropFrame(box) {
  const picture = box.querySelector("img");
  const fields = fieldsOf(box, "crop");
  const frame = handle(box, "crop-frame");
  const first = handle(box, "crop-handle");
  const second = handle(box, "crop-handle");
  const smallest = 5;
  let [left, top, width, height] = fields.map(field => Number(field.value));

  function put(button, x, y) {
    button.style.left = `${x}%`;
    button.style.top = `${y}%`;
  }

  function show(write) {
    put(frame, left, top);
    frame.style.width = `${width}%`;
    frame.style.height = `${height}%`;
    put(first, left, top);
    put(second, left + width, top + height);
    if (write) {
      const edges = [Math.round(left), Math.round(top)];
      fields[0].value = edges[0];
      fields[1].value = edges[1];
      fields[2].value = Math.min(100 - edges[0], Math.round(width));
      fields[3].value = Math.min(100 - edges[1], Math.round(height));
    }

    frame.setAttribute("aria-label", `Cadre : ${fields[0].value} % depuis la gauche, ${fields[1].value} % depuis le haut. Les flèches le déplacent.`);
    first.setAttribute("aria-label", "Coin en haut à gauche du cadre. Les flèches le déplacent.");
    second.setAttribute("aria-label", `Coin en bas à droite du cadre : largeur ${fields[2].value} %, hauteur ${fields[3].value} %. Les flèches le déplacent.`);
  }

  movable(frame, picture, (dx, dy) => {
    left = clamp(left + dx, 0, 100 - width);
    top = clamp(top + dy, 0, 100 - height);
    show(true);
  });
  movable(first, picture, (dx, dy) => {
    const [right, bottom] = [left + width, top + height];
    left = clamp(left + dx, 0, right - smallest);
    top = clamp(top + dy, 0, bottom - smallest);
    [width, height] = [right - left, bottom - top];
    show(true);
  });
  movable(second, picture, (dx, dy) => {
    width = clamp(width + dx, smallest, 100 - left);
    height = clamp(height + dy, smallest, 100 - top);
    show(true);
  });
  for (const field of fields) {
    field.addEventListener("input", () => {
      const [l, t, w, h] = fields.map(f => Number(f.value));
      left = clamp(l, 0, 100 - smallest);
      top = clamp(t, 0, 100 - smallest);
      width = clamp(w, smallest, 100 - left);
      height = clamp(h, smallest, 100 - top);
      show(false);
    });
  }

  show(false);
}

/** Distributes several chosen or dropped files, one per row. */
function spread(form) {
  const inputs = [...form.querySelectorAll("input[type=file]")];
  const share = (files, from) => {
    inputs.slice(from).forEach((input, i) => {
      if (files[i]) {
        const one = new DataTransfer();
        one.items.add(files[i]);
        input.files = one.files;
      }
    });
  };
  inputs.forEach((input, at) => {
    input.multiple = true;
    input.addEventListener("change", () => {
      if (input.files.length > 1) {
        share([...input.files], at);
      }
    });
  });
  form.addEventListener("dragover", event => event.preventDefault());
  form.addEventListener("drop", event => {
    const files = [...event.dataTransfer.files].filter(file => file.type.startsWith("image/"));
    if (files.length > 0) {
      event.preventDefault();
      share(files, Math.max(0, inputs.findIndex(input => input.files.length === 0)));
    }
  });
}

document.querySelectorAll("[data-focal]").forEach(focalPoint);
document.querySelectorAll("[data-crop]").forEach(cropFrame);
document.querySelectorAll("[data-upload]").forEach(spread);

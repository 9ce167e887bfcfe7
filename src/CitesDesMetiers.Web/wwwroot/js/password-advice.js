// Shows below a new password, while it is typed, whether it would be accepted, and why not. The site judges it; without an answer nothing is shown.
const password = document.querySelector("[data-password-advice]");
const field = password?.closest("form")?.elements.namedItem("Password");

if (field) {
  const meter = document.createElement("meter");
  meter.max = 3;
  meter.low = 1;
  meter.high = 1.5;
  meter.optimum = 3;
  meter.hidden = true;
  meter.setAttribute("aria-label", "Sûreté du mot de passe");
  const words = document.createElement("span");
  words.role = "status";
  password.append(meter, " ", words);

  let asked = 0;
  const ask = async () => {
    const number = ++asked;
    if (field.value === "") {
      meter.hidden = true;
      words.textContent = "";
      return;
    }

    const form = new FormData();
    form.set("Password", field.value);
    const token = field.form.elements.namedItem("__jeton");
    form.set(token.name, token.value);
    const answer = await fetch(password.dataset.passwordAdvice, { method: "POST", body: form }).catch(() => null);
    const advice = answer?.ok ? await answer.json().catch(() => null) : null;
    if (number === asked) {
      meter.hidden = advice === null;
      meter.value = advice?.level ?? 0;
      words.textContent = advice?.text ?? "";
    }
  };

  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, 400);
  });
}

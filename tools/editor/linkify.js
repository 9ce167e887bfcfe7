// In place of the package "linkify-it": the server makes the links.

export default class {
  set() {
    return this;
  }
}

// Whatever this Node serves is served to this machine alone: `NODE_OPTIONS="--require …/loopback.cjs"`.
"use strict";

const { Server } = require("node:net");

const HERE = "127.0.0.1";
const listen = Server.prototype.listen;

Server.prototype.listen = function (first, ...more) {
  if (first !== null && typeof first === "object") {
    return listen.call(this, "port" in first ? { ...first, host: HERE } : first, ...more);
  }
  const host = typeof more[0] === "string" || more[0] === null || more[0] === undefined ? more.slice(1) : more;
  return listen.call(this, first, HERE, ...host);
};

// Loaded into the app's server by the runner: when the runner is killed, the server must not keep holding its port.
process.once("disconnect", () => process.exit(0));

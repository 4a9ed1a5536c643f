/* A native plugin with one exported function. */
const char *greet(void) { return "Hello from a native plugin"; }

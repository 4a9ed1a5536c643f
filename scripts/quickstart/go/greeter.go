// A Go plugin with one exported function.
package main

func Greet(name string) string { return "Hello, " + name + ", from a Go plugin" }

func main() {}

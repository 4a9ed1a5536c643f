module plugin.example/greeter

go 1.18

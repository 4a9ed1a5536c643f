using System.Globalization;

namespace PluginSign.Tests.Binaries.Elf;

/// <summary>The dynamic loader as a judge: a C program that loads a library and looks names up, each library in a process of its own.</summary>
internal sealed class LoaderProbe : IDisposable
{
    // Found in this library, found elsewhere (or in no library that is known), absent.
    public const char Here = 'F';
    public const char Elsewhere = 'O';
    public const char Absent = 'A';

    private const string Source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <link.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/wait.h>
        #include <unistd.h>

        static void answer(char *line, int out)
        {
            char *next = line, *path = strsep(&next, "\t"), *name, letters[1024];
            int count = 0;
            void *handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
            struct link_map *own = 0, *map = 0;
            if (!handle) { dprintf(out, "!%s\n", dlerror()); return; }
            dlinfo(handle, RTLD_DI_LINKMAP, &own);
            while (count < 1000 && (name = strsep(&next, "\t"))) {
                dlerror();
                void *address = dlsym(handle, name);
                Dl_info info;
                if (dlerror()) { letters[count++] = 'A'; continue; }
                letters[count++] = dladdr1(address, &info, (void **)&map, RTLD_DL_LINKMAP) && map == own ? 'F' : 'O';
            }
            dprintf(out, "%.*s\n", count, letters);
        }

        int main(void)
        {
            char *line = 0;
            size_t size = 0;
            ssize_t length;
            while ((length = getline(&line, &size, stdin)) > 0) {
                int status;
                if (line[length - 1] == '\n') line[length - 1] = 0;
                pid_t child = fork();
                if (!child) {
                    int out = dup(1), null = open("/dev/null", O_RDWR);
                    dup2(null, 0); dup2(null, 1); dup2(null, 2);
                    alarm(20);
                    answer(line, out);
                    _exit(0);
                }
                waitpid(child, &status, 0);
                if (status) dprintf(1, "!ended with %d\n", status);
            }
        }
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("pluginsign-elf-");

    private LoaderProbe()
    {
    }

    public static LoaderProbe OrSkip()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("the judge is Linux' dynamic loader");
        }

        LoaderProbe probe = new();
        File.WriteAllText(probe.PathOf("probe.c"), Source);
        probe.Compile("-O1", "-o", "probe", "probe.c", "-ldl");
        return probe;
    }

    public string PathOf(string name) => Path.Combine(_directory.FullName, name);

    public void Compile(params string[] arguments) => Tool.RunOrSkip("gcc", arguments, _directory.FullName);

    /// <summary>A library with a constructor, an IFUNC, a weak, a hidden and a versioned function, and data.</summary>
    public byte[] Library(params string[] options)
    {
        File.WriteAllText(PathOf("lib.c"), LibrarySource);
        File.WriteAllText(PathOf("lib.map"), "V1 { global: *; };\n");
        Compile(["-O1", "-shared", "-fPIC", "-o", "lib.so", "lib.c", .. options]);
        return File.ReadAllBytes(PathOf("lib.so"));
    }

    /// <summary>One letter a name, or a line that begins with <c>!</c> when the library cannot be loaded.</summary>
    public string Look(byte[] library, params string[] names)
    {
        string path = PathOf(string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}.so"));
        File.WriteAllBytes(path, library);
        return Assert.Single(Look([[path, .. names]]));
    }

    public string[] Look(IEnumerable<IEnumerable<string>> lines)
        => Tool.RunOrSkip(PathOf("probe"), [], input: string.Concat(lines.Select(static l => string.Join('\t', l) + "\n")))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToArray();

    public void Dispose() => _directory.Delete(recursive: true);

    private const string LibrarySource = """
        static volatile int started;
        __attribute__((constructor)) static void start(void) { started = 1; }
        int plugin_abi_version(void) { return 7; }
        int plugin_validate(const char *s) { return s && *s; }
        int evil_backdoor(void) { return 666; }
        __attribute__((visibility("hidden"))) int hidden_function(void) { return 1; }
        __attribute__((visibility("protected"))) int protected_function(void) { return 1; }
        __attribute__((weak)) int weak_function(void) { return 2; }
        static int chosen(void) { return 10; }
        static int (*choose(void))(void) { return chosen; }
        int chosen_function(void) __attribute__((ifunc("choose")));
        int plugin_data = 3;
        extern int puts(const char *);
        int use(void) { return puts("x"); }
        """;
}

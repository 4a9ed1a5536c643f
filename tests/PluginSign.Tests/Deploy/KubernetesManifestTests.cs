using YamlDotNet.RepresentationModel;

namespace PluginSign.Tests.Deploy;

/// <summary>The manifest in scripts/deploy: its fields are what keeps verified bytes as they were.</summary>
public sealed class KubernetesManifestTests
{
    private static readonly YamlMappingNode Spec = Read();

    [Fact]
    public void Every_container_is_confined()
    {
        YamlMappingNode[] containers = [.. List(Spec, "initContainers"), .. List(Spec, "containers")];
        Assert.Equal(3, containers.Length);
        Assert.All(containers, static c =>
        {
            YamlMappingNode security = Map(c, "securityContext");
            Assert.Equal("1001", Text(security, "runAsUser"));
            Assert.Equal("true", Text(security, "readOnlyRootFilesystem"));
            Assert.Equal("false", Text(security, "allowPrivilegeEscalation"));
            Assert.Equal("ALL", ((YamlScalarNode)Assert.Single((YamlSequenceNode)Map(security, "capabilities")["drop"])).Value);
            Assert.DoesNotContain(security.Children.Keys, static k => k.ToString() is "privileged");
        });
        Assert.Equal("1001", Text(Map(Spec, "securityContext"), "runAsUser"));
        Assert.Equal("true", Text(Map(Spec, "securityContext"), "runAsNonRoot"));
    }

    [Fact]
    public void The_hosts_container_sees_the_plugins_read_only()
    {
        YamlMappingNode mount = Assert.Single(List(Assert.Single(List(Spec, "containers")), "volumeMounts"));
        Assert.Equal("plugins", Text(mount, "name"));
        Assert.Equal("true", Text(mount, "readOnly"));
    }

    [Fact]
    public void The_plugins_come_from_stage_alone()
    {
        YamlMappingNode stage = List(Spec, "initContainers")[^1];
        string[] command = [.. ((YamlSequenceNode)stage["command"]).Select(static w => ((YamlScalarNode)w).Value!)];
        Assert.Equal(["pluginsign", "stage"], command[..2]);
        Assert.Contains("--ca", command, StringComparer.Ordinal);
        Assert.DoesNotContain(command, static w => w.Contains("allow", StringComparison.Ordinal));
        Assert.Equal([("incoming", "true"), ("host-ca", "true"), ("plugins", null)], List(stage, "volumeMounts").Select(static m => (Text(m, "name"), Text(m, "readOnly"))));

        // Nobody else gets that volume to write, and what the host opens lies in the directory that stage made.
        Assert.DoesNotContain(List(Spec, "initContainers")[..^1].SelectMany(static c => List(c, "volumeMounts")), static m => Text(m, "name") is "plugins");
        string into = command[Array.IndexOf(command, "--into") + 1];
        string host = ((YamlScalarNode)((YamlSequenceNode)List(Spec, "containers")[0]["args"])[1]).Value!;
        Assert.Equal($"{into}/{Path.GetFileName(command[2])}", host);
        Assert.Equal("/plugins", Path.GetDirectoryName(into));
    }

    [Fact]
    public void Every_mount_has_a_volume()
        => Assert.Equal(
            List(Spec, "volumes").Select(static v => Text(v, "name")).Order(StringComparer.Ordinal),
            List(Spec, "initContainers").Concat(List(Spec, "containers")).SelectMany(static c => List(c, "volumeMounts")).Select(static m => Text(m, "name")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static YamlMappingNode Read()
    {
        YamlStream yaml = [];
        using StreamReader file = new(Path.Combine(Repository.Root, "scripts/deploy/kubernetes/staged-plugin.yaml"));
        yaml.Load(file);
        YamlMappingNode pod = (YamlMappingNode)Assert.Single(yaml.Documents).RootNode;
        Assert.Equal("Pod", Text(pod, "kind"));
        return Map(pod, "spec");
    }

    private static YamlMappingNode[] List(YamlMappingNode node, string name) => [.. ((YamlSequenceNode)node[name]).Cast<YamlMappingNode>()];

    private static YamlMappingNode Map(YamlMappingNode node, string name) => (YamlMappingNode)node[name];

    private static string? Text(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out YamlNode? value) ? ((YamlScalarNode)value).Value : null;
}

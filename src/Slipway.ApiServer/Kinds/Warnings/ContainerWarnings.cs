using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Core.Pods;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Warnings;

/// <summary>The containers of a pod, those for its start first.</summary>
internal static class ContainerWarnings
{
    public const string SeccompSaid = "non-functional in v1.27+; use the \"seccompProfile\" field instead";

    private const string Seccomp = "container.seccomp.security.alpha.kubernetes.io/";

    public static void Add(JsonObject pod, string root, List<string> warnings)
    {
        var containers = All(pod, root);
        foreach (var (container, at) in containers)
        {
            var name = container.Text("name");
            if (BuiltInWarnings.HasAnnotation(pod, Seccomp + name) && container.Map("securityContext")?["seccompProfile"] is null)
            {
                warnings.Add($"{root}metadata.annotations[{Seccomp}{name}]: {SeccompSaid}");
            }

            if (root.Length > 0)
            {
                AddAppArmor(pod, container, root, warnings);
            }

            foreach (var resource in (ReadOnlySpan<string>)["memory", "ephemeral-storage"])
            {
                var resources = container.Map("resources");
                VolumeWarnings.AddFractional(resources?.Map("limits"), resource, $"{at}.resources.limits", warnings);
                VolumeWarnings.AddFractional(resources?.Map("requests"), resource, $"{at}.resources.requests", warnings);
            }

            AddHidden(container, at, warnings);
        }

        AddPorts(containers, warnings);
        AddPortNames(containers, warnings);
    }

    private static void AddAppArmor(JsonObject pod, JsonObject container, string root, List<string> warnings)
    {
        var name = container.Text("name");
        if (BuiltInWarnings.HasAnnotation(pod, AppArmorAnnotations.Prefix + name) && container.Map("securityContext")?["appArmorProfile"] is null
            && pod.Map("spec")?.Map("securityContext")?["appArmorProfile"] is null)
        {
            warnings.Add(AppArmorAnnotations.Warning(root, name));
        }
    }

    private static List<(JsonObject Container, string At)> All(JsonObject pod, string root)
    {
        var all = new List<(JsonObject, string)>();
        foreach (var list in (ReadOnlySpan<string>)["initContainers", "containers", "ephemeralContainers"])
        {
            var i = 0;
            foreach (var container in pod.Map("spec")?.List(list)?.OfType<JsonObject>() ?? [])
            {
                all.Add((container, $"{root}spec.{list}[{i++}]"));
            }
        }

        return all;
    }

    // A variable may stand twice when the second one uses the first.
    private static void AddHidden(JsonObject container, string at, List<string> warnings)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var variable in container.List("env")?.OfType<JsonObject>() ?? [])
        {
            var (name, value) = (variable.Text("name"), variable.Text("value"));
            var reference = $"$({name})";
            var isOwn = variable["valueFrom"] is not null || value == reference || !value.Contains(reference, StringComparison.Ordinal);
            if (!known.Add(name) && isOwn)
            {
                warnings.Add(
                    $"{at}.env[{i}]: hides previous definition of {GoText.Quote(name)}, which may be dropped when using apply");
            }

            i++;
        }
    }

    private static void AddPorts(List<(JsonObject Container, string At)> containers, List<string> warnings)
    {
        var known = new List<(string Key, JsonObject Port, string At)>();
        foreach (var (port, at) in PortsOf(containers))
        {
            var key = $"{port.Integer("containerPort")}/{port.Text("protocol")}";
            foreach (var (_, other, otherAt) in known.Where(k => k.Key == key))
            {
                if (RelationOf(port, other) is { } relation)
                {
                    warnings.Add($"{at}: {relation} port definition with {otherAt}");
                }
            }

            known.Add((key, port, at));
        }
    }

    private static string? RelationOf(JsonObject port, JsonObject other)
    {
        var (ip, otherIp) = (port.Text("hostIP"), other.Text("hostIP"));
        var (host, otherHost) = (port.Integer("hostPort") ?? 0, other.Integer("hostPort") ?? 0);
        return ip == otherIp && host == otherHost ? "duplicate"
            : host == 0 || otherHost == 0 ? "overlapping"
            : host == otherHost && (ip.Length == 0) != (otherIp.Length == 0) ? "dangerously ambiguous"
            : null;
    }

    private static void AddPortNames(List<(JsonObject Container, string At)> containers, List<string> warnings)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (port, at) in PortsOf(containers))
        {
            var name = port.Text("name");
            if (name.Length > 0 && !known.TryAdd(name, at))
            {
                warnings.Add(
                    $"{at}: duplicate port name {GoText.Quote(name)} with {known[name]}, "
                    + $"services and probes that select ports by name will use {known[name]}");
            }
        }
    }

    private static IEnumerable<(JsonObject Port, string At)> PortsOf(List<(JsonObject Container, string At)> containers) =>
        containers.SelectMany(c => (c.Container.List("ports")?.OfType<JsonObject>() ?? []).Select((p, i) => (p, $"{c.At}.ports[{i}]")));
}

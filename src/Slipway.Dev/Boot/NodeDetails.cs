using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Kubernetes.Formats;

namespace Slipway.Dev.Boot;

/// <summary>What user data says of a Node: labels and taints, by the kubelet's arguments and kubeadm's registration.</summary>
internal static class NodeDetails
{
    private const string ControlPlaneRole = "node-role.kubernetes.io/control-plane";

    public static void Fill(JsonObject node, BootedMachine machine)
    {
        var labels = (JsonObject)node["metadata"]!["labels"]!;
        foreach (var (key, value) in Labels(machine))
        {
            labels[key] = value;
        }

        var taints = Taints(machine);
        if (!taints.IsEmpty)
        {
            node["spec"]!["taints"] = new JsonArray([.. taints.Select(ToJson)]);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Labels(BootedMachine machine)
    {
        var arguments = machine.Registration.KubeletArguments;
        foreach (var pair in Split(arguments.GetValueOrDefault("node-labels")))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0 ? new(pair, "") : new(pair[..equals], pair[(equals + 1)..]);
        }

        if (machine.IsControlPlane)
        {
            // kubeadm's mark-control-plane phase.
            yield return new(ControlPlaneRole, "");
            yield return new("node.kubernetes.io/exclude-from-external-load-balancers", "");
        }
    }

    // No taints said is not the same as none: kubeadm then taints control planes.
    private static ImmutableArray<V1Taint> Taints(BootedMachine machine)
    {
        ImmutableArray<V1Taint> byRole = machine.IsControlPlane ? [new V1Taint { Key = ControlPlaneRole, Effect = "NoSchedule" }] : [];
        var taints = machine.Registration.Taints ?? byRole;
        return taints.AddRange(
            Split(machine.Registration.KubeletArguments.GetValueOrDefault("register-with-taints")).Select(ParseTaint).OfType<V1Taint>());
    }

    // key=value:effect, the value and its sign may be missing.
    private static V1Taint? ParseTaint(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0)
        {
            return null;
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 || equals > colon
            ? new V1Taint { Key = text[..colon], Effect = text[(colon + 1)..] }
            : new V1Taint { Key = text[..equals], Value = text[(equals + 1)..colon], Effect = text[(colon + 1)..] };
    }

    /// <summary>A taint as JSON has it; one that says when it was added keeps that.</summary>
    public static JsonObject ToJson(V1Taint taint)
    {
        var json = new JsonObject { ["key"] = taint.Key, ["effect"] = taint.Effect };
        if (!string.IsNullOrEmpty(taint.Value))
        {
            json["value"] = taint.Value;
        }

        if (taint.TimeAdded is { } added)
        {
            json["timeAdded"] = KubeTime.Format(added);
        }

        return json;
    }

    private static string[] Split(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;

namespace Slipway.Dev.Kubeadm;

/// <summary>How the machine's kubelet registers its Node.</summary>
/// <param name="Name">The Node's name.</param>
/// <param name="Taints">The taints; null when nothing is said, which is not the same as none.</param>
/// <param name="KubeletArguments">The kubelet's arguments, without dashes.</param>
internal sealed record NodeRegistration(string Name, ImmutableArray<V1Taint>? Taints, ImmutableDictionary<string, string> KubeletArguments)
{
    public static NodeRegistration Read(KubeadmDocument document, string hostname)
    {
        var arguments = document.Arguments("nodeRegistration", "kubeletExtraArgs");
        var name = document.Text("nodeRegistration", "name") ?? arguments.GetValueOrDefault("hostname-override") ?? hostname;
        return new NodeRegistration(name.ToLowerInvariant(), ReadTaints(document), arguments);
    }

    private static ImmutableArray<V1Taint>? ReadTaints(KubeadmDocument document) =>
        document.List("nodeRegistration", "taints") is { } list
            ? [.. list.Select(t => ReadTaint(document, t))]
            : null;

    private static V1Taint ReadTaint(KubeadmDocument document, JsonNode? node)
    {
        if (node is not JsonObject taint || taint["key"] is not JsonValue key || key.GetValueKind() != JsonValueKind.String
            || taint["effect"]?.ToString() is not ("NoSchedule" or "PreferNoSchedule" or "NoExecute"))
        {
            throw document.Wrong(
                ["nodeRegistration", "taints"], "every entry needs a key, and an effect of NoSchedule, PreferNoSchedule or NoExecute");
        }

        return new V1Taint { Key = key.GetValue<string>(), Value = taint["value"]?.ToString(), Effect = taint["effect"]!.ToString() };
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>
/// The lock that lets one machine run <c>kubeadm init</c>: a ConfigMap whose creation is atomic, kept until the control
/// plane is initialized.
/// </summary>
internal static class InitLock
{
    private const string InformationKey = "lock-information";
    private const string MachineField = "machineName";

    /// <summary>The ConfigMap of a cluster.</summary>
    public static ObjectKey KeyOf(ObjectKey cluster) => new(cluster.Namespace, $"{cluster.Name}-lock");

    /// <summary>The ConfigMap as the machine creates it.</summary>
    public static JsonObject Body(Cluster cluster, string machine)
    {
        var map = new V1ConfigMap
        {
            ApiVersion = "v1",
            Kind = "ConfigMap",
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = cluster.Metadata.NamespaceProperty,
                Name = KeyOf(new(cluster.Metadata.NamespaceProperty, cluster.Metadata.Name)).Name,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [ClusterLabels.ClusterName] = cluster.Metadata.Name },
                OwnerReferences =
                [
                    new V1OwnerReference
                    {
                        ApiVersion = CoreTypes.Cluster.Kind.ApiVersion,
                        Kind = CoreTypes.Cluster.Kind.Kind,
                        Name = cluster.Metadata.Name,
                        Uid = cluster.Metadata.Uid,
                    },
                ],
            },
            Data = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [InformationKey] = new JsonObject { [MachineField] = machine }.ToJsonString(),
            },
        };
        return (JsonObject)JsonSerializer.SerializeToNode(map, BuiltInTypes.ConfigMap.Json)!;
    }

    /// <summary>The machine that holds the lock; empty when the ConfigMap does not say.</summary>
    public static string HolderOf(V1ConfigMap map)
    {
        try
        {
            return map.Data is { } data && data.TryGetValue(InformationKey, out var text)
                ? JsonNode.Parse(text)?[MachineField]?.GetValue<string>() ?? ""
                : "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // An argument is refused where a field is there twice.
            return "";
        }
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Shared;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Certificates;

/// <summary>Secrets to be created: typed and labelled as the contract wants them.</summary>
internal static class SecretBodies
{
    /// <summary>A Secret of a cluster.</summary>
    /// <param name="key">Namespace and name.</param>
    /// <param name="clusterName">The cluster's name, for the label.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="data">Texts by key.</param>
    public static JsonObject OfCluster(
        ObjectKey key, string clusterName, V1OwnerReference owner, params ReadOnlySpan<(string Key, string Value)> data)
    {
        var secret = new V1Secret
        {
            ApiVersion = "v1",
            Kind = "Secret",
            Type = SecretTypes.ClusterSecret,
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = key.Namespace,
                Name = key.Name,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [ClusterLabels.ClusterName] = clusterName },
                OwnerReferences = [owner],
            },
            Data = new Dictionary<string, byte[]>(StringComparer.Ordinal),
        };
        foreach (var (name, value) in data)
        {
            secret.Data[name] = Encoding.UTF8.GetBytes(value);
        }

        return (JsonObject)JsonSerializer.SerializeToNode(secret, BuiltInTypes.Secret.Json)!;
    }

    /// <summary>The data of a Secret as a merge patch.</summary>
    public static JsonObject DataPatch(params ReadOnlySpan<(string Key, string Value)> data)
    {
        var values = new JsonObject();
        foreach (var (name, value) in data)
        {
            values[name] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
        }

        return new JsonObject { ["data"] = values };
    }
}

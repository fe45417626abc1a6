using System.Text.Json.Nodes;
using Slipway.Api.Shared;

namespace Slipway.Core.Contracts;

/// <summary>What core reads of an infrastructure cluster.</summary>
public static class InfrastructureClusterContract
{
    /// <summary>Whether the infrastructure says that it is provisioned.</summary>
    public static bool IsProvisioned(ContractObject cluster) => InfrastructureMachineContract.IsProvisioned(cluster);

    /// <summary>Where the API server will answer; null while host or port is missing.</summary>
    public static ApiEndpoint? ControlPlaneEndpoint(ContractObject cluster) =>
        cluster.Text("spec", "controlPlaneEndpoint", "host") is { } host && cluster.Number("spec", "controlPlaneEndpoint", "port") is > 0 and var port
            ? new ApiEndpoint { Host = host, Port = port }
            : null;

    /// <summary>The failure domains; null when it reports none.</summary>
    public static List<FailureDomain>? FailureDomains(ContractObject cluster) => cluster.At("status", "failureDomains") switch
    {
        JsonArray { Count: > 0 } list => [.. list.OfType<JsonObject>().Select(d => Read((string?)d["name"], d))],
        JsonObject { Count: > 0 } map => [.. map.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => Read(d.Key, d.Value as JsonObject))],
        _ => null,
    };

    private static FailureDomain Read(string? name, JsonObject? domain) => new()
    {
        Name = name,
        ControlPlane = (bool?)domain?["controlPlane"],
        Attributes = domain?["attributes"] is JsonObject { Count: > 0 } attributes
            ? attributes.ToDictionary(a => a.Key, a => (string?)a.Value ?? "", StringComparer.Ordinal)
            : null,
    };
}

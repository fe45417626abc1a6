using System.Text.Json.Nodes;
using Slipway.Api.Shared;

namespace Slipway.Core.Contracts;

/// <summary>What core reads of a control plane object.</summary>
public static class ControlPlaneContract
{
    /// <summary>The field that says that the API server answers, for messages.</summary>
    public static string InitializedField(ContractObject controlPlane) =>
        controlPlane.Contract == ContractVersion.V1Beta1 ? "status.initialized" : "status.initialization.controlPlaneInitialized";

    /// <summary>Whether the API server can answer requests.</summary>
    public static bool IsInitialized(ContractObject controlPlane) => controlPlane.Contract == ContractVersion.V1Beta1
        ? controlPlane.Flag("status", "initialized")
        : controlPlane.Flag("status", "initialization", "controlPlaneInitialized");

    /// <summary>Where the API server answers, when the control plane decides it.</summary>
    public static ApiEndpoint? Endpoint(ContractObject controlPlane) => InfrastructureClusterContract.ControlPlaneEndpoint(controlPlane);

    /// <summary>The version wanted; null for a control plane that has none.</summary>
    public static string? Version(ContractObject controlPlane) => controlPlane.Text("spec", "version");

    /// <summary>The lowest version at work; null before the first machine reports one.</summary>
    public static string? LowestVersion(ContractObject controlPlane) =>
        (controlPlane.At("status", "versions") as JsonArray)?.OfType<JsonObject>().Select(v => (string?)v["version"]).FirstOrDefault()
        ?? controlPlane.Text("status", "version");

    /// <summary>Versions at work and how many machines run each; null when it reports none.</summary>
    public static List<StatusVersion>? Versions(ContractObject controlPlane) =>
        controlPlane.At("status", "versions") is JsonArray { Count: > 0 } versions
            ? [.. versions.OfType<JsonObject>().Select(v => new StatusVersion { Version = (string?)v["version"], Replicas = (int?)v["replicas"] })]
            : null;

    /// <summary>Whether the machines of the control plane have no Nodes.</summary>
    public static bool IsExternallyManaged(ContractObject controlPlane) => controlPlane.Flag("status", "externalManagedControlPlane");

    /// <summary>One of the counts under status, such as <c>readyReplicas</c>; null when it does not report it.</summary>
    public static int? Count(ContractObject controlPlane, string name) =>
        controlPlane.Number("status", controlPlane.Contract == ContractVersion.V1Beta1 && name == "upToDateReplicas" ? "updatedReplicas" : name);

    /// <summary>Available machines; null when it does not report them. In v1beta1 those that are not unavailable.</summary>
    public static int? AvailableReplicas(ContractObject controlPlane) => controlPlane.Contract != ContractVersion.V1Beta1
        ? Count(controlPlane, "availableReplicas")
        : DesiredReplicas(controlPlane) is { } desired && Count(controlPlane, "unavailableReplicas") is { } unavailable
            ? Math.Max(desired - unavailable, 0)
            : null;

    /// <summary>How many machines are wanted; null when the control plane does not count machines.</summary>
    public static int? DesiredReplicas(ContractObject controlPlane) => controlPlane.Number("spec", "replicas");

    /// <summary>
    /// Whether it is being made: a version is wanted and no machine runs any yet.
    /// </summary>
    public static bool IsProvisioning(ContractObject controlPlane) => Version(controlPlane) is not null && LowestVersion(controlPlane) is null;

    /// <summary>Whether some machine still runs another version than the wanted one.</summary>
    public static bool IsUpgrading(ContractObject controlPlane) =>
        Version(controlPlane) is { } wanted && LowestVersion(controlPlane) is { } lowest && !string.Equals(wanted, lowest, StringComparison.Ordinal);
}

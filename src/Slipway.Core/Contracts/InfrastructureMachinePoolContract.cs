using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Contracts;

/// <summary>What core reads of an infrastructure machine pool.</summary>
public static class InfrastructureMachinePoolContract
{
    /// <summary>
    /// Whether the pool says that it is provisioned: as its contract has it, or <c>status.ready</c>, where providers of either contract
    /// still say it.
    /// </summary>
    public static bool IsProvisioned(ContractObject pool) =>
        pool.Contract != ContractVersion.V1Beta1 && pool.At("status", "initialization", "provisioned") is not null
            ? pool.Flag("status", "initialization", "provisioned")
            : pool.Flag("status", "ready");

    /// <summary>The cloud's identifiers of the machines; empty while there are none.</summary>
    public static IReadOnlyList<string> ProviderIds(ContractObject pool) =>
    [
        .. (pool.At("spec", "providerIDList") as JsonArray ?? []).Select(id => id.AsText()).OfType<string>().Where(id => id.Length > 0),
    ];

    /// <summary>How many machines there are; null when it does not say.</summary>
    public static int? Replicas(ContractObject pool) => pool.Number("status", "replicas");

    /// <summary>The kind of its machines, one object a machine; null when it has none.</summary>
    public static string? MachineKind(ContractObject pool) => pool.Text("status", "infrastructureMachineKind");
}

using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.MachineDeployments;

/// <summary>
/// Compares what a Machine cannot change in place: version, failure domain, bootstrap and infrastructure. Everything else of a
/// template reaches existing Machines without replacing them.
/// </summary>
internal static class TemplateComparison
{
    /// <summary>The differences in words; empty when Machines of one serve as Machines of the other.</summary>
    public static IReadOnlyList<string> Differences(MachineSpec current, MachineSpec wanted)
    {
        List<string> differences = [];
        if (current.Version != wanted.Version)
        {
            differences.Add($"Version {current.Version}, {wanted.Version} required");
        }

        if (!IsSame(current.Bootstrap?.ConfigRef, wanted.Bootstrap?.ConfigRef) || current.Bootstrap?.DataSecretName != wanted.Bootstrap?.DataSecretName)
        {
            differences.Add($"{Kind(wanted.Bootstrap?.ConfigRef) ?? "spec.bootstrap"} is not up-to-date");
        }

        if (!IsSame(current.InfrastructureRef, wanted.InfrastructureRef))
        {
            differences.Add($"{Kind(wanted.InfrastructureRef) ?? "spec.infrastructureRef"} is not up-to-date");
        }

        if (current.FailureDomain != wanted.FailureDomain)
        {
            differences.Add($"Failure domain {current.FailureDomain}, {wanted.FailureDomain} required");
        }

        return differences;
    }

    /// <summary>Whether Machines of one serve as Machines of the other.</summary>
    public static bool AreEqual(MachineSpec current, MachineSpec wanted) => Differences(current, wanted).Count == 0;

    private static bool IsSame(ContractVersionedObjectReference? x, ContractVersionedObjectReference? y) =>
        x?.ApiGroup == y?.ApiGroup && x?.Kind == y?.Kind && x?.Name == y?.Name;

    private static string? Kind(ContractVersionedObjectReference? reference) =>
        reference?.Kind is { } kind ? Contracts.KindNames.WithoutTemplate(kind) : null;
}

using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;

namespace Slipway.Core.Objects;

/// <summary>Tells of templates that Machines cannot be made without.</summary>
internal static class MissingTemplates
{
    /// <summary>The kinds that do not exist, in words; empty when all do.</summary>
    public static string Of(MachineSpec template, Observed<ContractObject> infrastructure, Observed<ContractObject>? bootstrap)
    {
        string?[] missing =
        [
            bootstrap is Observed<ContractObject>.Absent ? template.Bootstrap!.ConfigRef!.Kind : null,
            infrastructure is Observed<ContractObject>.Absent ? template.InfrastructureRef!.Kind : null,
        ];
        var kinds = missing.OfType<string>().ToList();
        return kinds.Count == 0 ? "" : $"{string.Join(" and ", kinds)} {(kinds.Count == 1 ? "does" : "do")} not exist";
    }
}

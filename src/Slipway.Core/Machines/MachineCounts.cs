using System.Collections.Frozen;
using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Core.Machines;

/// <summary>Machines counted by what their conditions say.</summary>
/// <param name="All">Machines there are.</param>
/// <param name="Ready">Those that are ready.</param>
/// <param name="Available">Those that are available.</param>
/// <param name="UpToDate">Those that are up to date.</param>
internal sealed record MachineCounts(int All, int Ready, int Available, int UpToDate)
{
    /// <summary>The fields of an owner's status that tell these counts.</summary>
    public static IReadOnlySet<string> Fields { get; } =
        new[] { "replicas", "readyReplicas", "availableReplicas", "upToDateReplicas" }.ToFrozenSet(StringComparer.Ordinal);

    public static MachineCounts Of(IReadOnlyCollection<Machine> machines) => new(
        machines.Count,
        Count(machines, MachineConditions.Ready),
        Count(machines, MachineConditions.Available),
        Count(machines, MachineConditions.UpToDate));

    /// <summary>The Machines whose condition of this type is true.</summary>
    public static int Count(IEnumerable<Machine> machines, string type) => machines.Count(m => m.Status?.Conditions.IsTrue(type) == true);
}
